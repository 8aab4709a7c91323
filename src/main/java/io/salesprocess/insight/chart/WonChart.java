package io.salesprocess.insight.chart;

import io.salesprocess.insight.chart.MonthPanel.Column;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which value was won when, per currency: a column for each month. */
public final class WonChart extends Chart {

    private static final int MOST_MONTHS = 24;
    private static final int MOST_CURRENCIES = 4;

    private final List<Currency> currencies;

    public WonChart(List<Currency> currencies) {
        this.currencies = currencies.stream()
                .filter(one -> one.months().stream().anyMatch(month -> month.deals() > 0))
                .toList();
    }

    /** The months in one currency, oldest first, without gaps. */
    public record Currency(String code, List<Month> months) {

        public Currency {
            months = List.copyOf(months);
        }

        private BigInteger value() {
            return months.stream().map(Month::value).reduce(BigInteger.ZERO, BigInteger::add);
        }

        private long deals() {
            return months.stream().mapToLong(Month::deals).sum();
        }
    }

    /** A month. @param value of the deals that were won in it, in minor units */
    public record Month(YearMonth month, long deals, BigInteger value) {}

    @Override
    public String title() {
        return "Value won";
    }

    @Override
    public String sentence() {
        if (isEmpty()) {
            return "No deal with a value has been won yet.";
        }
        List<String> parts = new ArrayList<>();
        for (Currency one : currencies) {
            Month best = one.months().stream()
                    .max(Comparator.comparing(Month::value))
                    .orElseThrow();
            parts.add("%s were won in %s; the best month was %s with %s."
                    .formatted(
                            Figures.roundMoney(one.value(), one.code()),
                            Figures.counted(one.deals(), "deal"),
                            Figures.month(best.month()),
                            Figures.roundMoney(best.value(), one.code())));
        }
        return String.join(" ", parts);
    }

    @Override
    public Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (Currency one : currencies) {
            for (Month month : one.months()) {
                rows.add(List.of(
                        Figures.month(month.month()),
                        Figures.count(month.deals()),
                        Figures.money(month.value(), one.code())));
            }
        }
        return new Table(
                "Value of won deals by the month in which they were won", List.of("Month", "Deals", "Value"), rows);
    }

    @Override
    public boolean isEmpty() {
        return currencies.isEmpty();
    }

    @Override
    void draw(Sheet sheet) {
        for (Currency one : currencies.subList(0, Math.min(MOST_CURRENCIES, currencies.size()))) {
            sheet.down(4);
            sheet.paragraph("strong", Sheet.TEXT, one.code(), 1);
            int size = one.months().size();
            List<Month> shown = one.months().subList(Math.max(0, size - MOST_MONTHS), size);
            new MonthPanel(
                            sheet,
                            one.code(),
                            shown.stream()
                                    .map(month -> new Column(
                                            month.month(),
                                            words(month, one.code()),
                                            month.value(),
                                            month.value(),
                                            false))
                                    .toList())
                    .draw();
            if (size > MOST_MONTHS) {
                sheet.paragraph(
                        "soft", Sheet.TEXT, Figures.counted(size - MOST_MONTHS, "earlier month") + " in the table.", 1);
            }
        }
        if (currencies.size() > MOST_CURRENCIES) {
            sheet.paragraph(
                    "soft",
                    Sheet.TEXT,
                    (currencies.size() - MOST_CURRENCIES) + " more currencies are in the table.",
                    1);
        }
    }

    private static String words(Month month, String currency) {
        return Figures.month(month.month()) + ": " + Figures.roundMoney(month.value(), currency) + " in "
                + Figures.counted(month.deals(), "deal");
    }
}
