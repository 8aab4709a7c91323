package io.salesprocess.insight;

import io.salesprocess.insight.InsightStore.StageOfPipeline;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What open deals may bring.
 *
 * @param months by month, then by currency
 * @param cells a cell for each stage, in the order of pipelines
 */
record Forecast(Instant asOf, List<Month> months, List<Cell> cells) {

    /** Unknown months and deals without a value come last. */
    private static final Comparator<Key> ORDER = Comparator.comparing(
                    Key::month, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Key::currency, Comparator.nullsLast(Comparator.naturalOrder()));

    /**
     * What became of all deals that have been in a stage.
     *
     * @param closed deals that are won or lost
     * @param timeLeft the median from entering the stage to winning; null if none has been won
     */
    record Experience(long won, long closed, Duration timeLeft) {
        static final Experience NONE = new Experience(0, 0, null);

        /** Whether the share says little. */
        boolean isSmall() {
            return new Proportion(won, closed).isSmall();
        }
    }

    /**
     * A stage and the chosen deals that stand in it, open.
     *
     * @param groups those deals by month and currency
     */
    record Cell(StageOfPipeline stage, Experience experience, List<Group> groups) {
        long open() {
            return groups.stream().mapToLong(Group::deals).sum();
        }
    }

    /**
     * Deals of one stage.
     *
     * @param month null if no deal has been won from the stage
     * @param currency null if they have no value
     */
    record Group(YearMonth month, String currency, long deals, BigInteger value) {}

    /** Deals of all stages; amounts are zero if they have no currency. */
    record Month(YearMonth month, String currency, long deals, BigInteger open, BigInteger weighted, long unweighted) {}

    private record Key(YearMonth month, String currency) {}

    /** Adds up what the stages may bring. Nothing is rounded before all is added. */
    static Forecast of(Instant asOf, List<Cell> cells) {
        Map<Key, List<Part>> parts = new TreeMap<>(ORDER);
        for (Cell cell : cells) {
            for (Group group : cell.groups()) {
                parts.computeIfAbsent(new Key(group.month(), group.currency()), key -> new ArrayList<>())
                        .add(new Part(group, cell.experience()));
            }
        }
        List<Month> months = new ArrayList<>();
        parts.forEach((key, of) -> months.add(month(key, of)));
        return new Forecast(asOf, months, cells);
    }

    private static Month month(Key key, List<Part> parts) {
        long deals = 0;
        long unweighted = 0;
        BigInteger open = BigInteger.ZERO;
        Fraction weighted = Fraction.ZERO;
        for (Part part : parts) {
            deals += part.group.deals();
            open = open.add(part.group.value());
            if (part.experience.closed() == 0) {
                unweighted += part.group.deals();
            } else {
                weighted = weighted.plus(part.weighted());
            }
        }
        return new Month(key.month(), key.currency(), deals, open, weighted.rounded(), unweighted);
    }

    private record Part(Group group, Experience experience) {
        Fraction weighted() {
            return new Fraction(
                    group.value().multiply(BigInteger.valueOf(experience.won())),
                    BigInteger.valueOf(experience.closed()));
        }
    }

    /** So that a half is a half, whatever thirds it was made of. */
    private record Fraction(BigInteger numerator, BigInteger denominator) {
        static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);

        Fraction plus(Fraction other) {
            BigInteger sum = numerator.multiply(other.denominator).add(other.numerator.multiply(denominator));
            BigInteger product = denominator.multiply(other.denominator);
            BigInteger common = sum.gcd(product);
            return new Fraction(sum.divide(common), product.divide(common));
        }

        /** Half up; nothing is negative. */
        BigInteger rounded() {
            return numerator.shiftLeft(1).add(denominator).divide(denominator.shiftLeft(1));
        }
    }
}
