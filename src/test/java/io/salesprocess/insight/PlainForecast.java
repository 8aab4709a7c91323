package io.salesprocess.insight;

import io.salesprocess.insight.PlainInsights.PlainDeal;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What a forecast should say, worked out deal by deal from histories, in the lines in which {@link RandomPastTest} reads answers. */
final class PlainForecast {

    /** With 60 digits, sums of shares come near enough to be rounded as exact ones are. */
    private static final MathContext EXACT = new MathContext(60);

    private static final BigDecimal HARDLY_ANYTHING = new BigDecimal("1e-40");

    /** Of one month and currency. */
    private static final class Sum {
        private long deals;
        private long unweighted;
        private BigDecimal open = BigDecimal.ZERO;
        private BigDecimal weighted = BigDecimal.ZERO;
    }

    private PlainForecast() {}

    static List<String> stages(PlainInsights plain, String pipeline, Predicate<PlainDeal> chosen) {
        List<String> lines = new ArrayList<>();
        plain.byStage(pipeline).forEach((stage, deals) -> {
            long open = deals.stream()
                    .filter(chosen)
                    .filter(deal -> isOpenIn(deal, stage))
                    .count();
            long closed =
                    deals.stream().filter(deal -> !deal.status.equals("open")).count();
            long won = deals.stream().filter(deal -> deal.status.equals("won")).count();
            if (open + closed > 0) {
                lines.add("%s: open %d, closed %d, won %d, share %s, left %s, few %s"
                        .formatted(
                                stage,
                                open,
                                closed,
                                won,
                                closed == 0 ? "null" : Double.toString((double) won / closed),
                                timeLeft(deals, stage),
                                closed < 10));
            }
        });
        return lines;
    }

    static List<String> months(PlainInsights plain, String pipeline, Predicate<PlainDeal> chosen, Instant asOf) {
        Map<String, Sum> sums = new TreeMap<>();
        plain.byStage(pipeline).forEach((stage, deals) -> {
            List<PlainDeal> closed =
                    deals.stream().filter(deal -> !deal.status.equals("open")).toList();
            long won = deals.stream().filter(deal -> deal.status.equals("won")).count();
            Duration left = timeLeft(deals, stage);
            for (PlainDeal deal : deals) {
                if (chosen.test(deal) && isOpenIn(deal, stage)) {
                    String month = left == null ? "null" : month(deal.present.enteredAt.plus(left), asOf);
                    Sum sum = sums.computeIfAbsent(month + " " + deal.currency(), key -> new Sum());
                    sum.deals++;
                    BigDecimal value =
                            BigDecimal.valueOf(deal.value.path("amount").asLong());
                    sum.open = sum.open.add(value);
                    if (closed.isEmpty()) {
                        sum.unweighted++;
                    } else {
                        sum.weighted = sum.weighted.add(value.multiply(BigDecimal.valueOf(won))
                                .divide(BigDecimal.valueOf(closed.size()), EXACT));
                    }
                }
            }
        });
        List<String> lines = new ArrayList<>();
        sums.forEach((key, sum) -> {
            boolean valued = !key.endsWith("null");
            lines.add("%s: deals %d, open %s, weighted %s, unweighted %d"
                    .formatted(
                            key,
                            sum.deals,
                            valued ? sum.open.toPlainString() : "null",
                            valued
                                    ? sum.weighted
                                            .add(HARDLY_ANYTHING)
                                            .setScale(0, RoundingMode.HALF_UP)
                                            .toPlainString()
                                    : "null",
                            sum.unweighted));
        });
        return lines;
    }

    /** What was won, in the lines of months. */
    static List<String> valueWon(PlainInsights plain, Predicate<PlainDeal> chosen) {
        Map<String, Sum> sums = new TreeMap<>();
        for (PlainDeal deal : plain.deals()) {
            if (chosen.test(deal) && deal.status.equals("won")) {
                Sum sum = sums.computeIfAbsent(
                        YearMonth.from(deal.closedAt.atOffset(ZoneOffset.UTC)) + " " + deal.currency(),
                        key -> new Sum());
                sum.deals++;
                sum.open = sum.open.add(
                        BigDecimal.valueOf(deal.value.path("amount").asLong()));
            }
        }
        List<String> lines = new ArrayList<>();
        sums.forEach((key, sum) -> lines.add("%s: deals %d, won %s"
                .formatted(key, sum.deals, key.endsWith("null") ? "null" : sum.open.toPlainString())));
        return lines;
    }

    private static boolean isOpenIn(PlainDeal deal, String stage) {
        return deal.status.equals("open") && deal.visits.get(stage) == deal.present;
    }

    private static String month(Instant expected, Instant asOf) {
        Instant time = expected.isBefore(asOf) ? asOf : expected;
        return YearMonth.from(time.atOffset(ZoneOffset.UTC)).toString();
    }

    /** The median, as the first in order that at least half do not exceed; null without any. */
    private static Duration timeLeft(List<PlainDeal> deals, String stage) {
        List<Duration> times = deals.stream()
                .filter(deal -> deal.status.equals("won"))
                .map(deal -> Duration.between(deal.visits.get(stage).enteredAt, deal.closedAt))
                .sorted()
                .toList();
        return times.isEmpty() ? null : times.get((times.size() + 1) / 2 - 1);
    }
}
