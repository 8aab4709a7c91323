package io.salesprocess.insight;

import static io.salesprocess.insight.PastStay.NEVER;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

/** By how much sums change when rows come, go and change: days and months are those of UTC. */
final class PastSums {

    private final Map<CountKey, Counts> counts = new HashMap<>();
    private final Map<TimeLeftKey, Long> timesLeft = new HashMap<>();
    private final Map<WonKey, Won> valueWon = new HashMap<>();

    /** @param month in which the deals were opened */
    record CountKey(String dimension, String value, String pipeline, String stage, Instant month, Instant day) {}

    /**
     * What the numbers of a funnel are, or by how much they change.
     *
     * @param ofWon stays of deals that are won, whether there or in a later stage
     * @param ofLost stays of deals that are lost
     */
    record Counts(long entered, long advanced, long fellShort, long lost, long stillThere, long ofWon, long ofLost) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

        Counts plus(Counts other, int sign) {
            return new Counts(
                    entered + sign * other.entered,
                    advanced + sign * other.advanced,
                    fellShort + sign * other.fellShort,
                    lost + sign * other.lost,
                    stillThere + sign * other.stillThere,
                    ofWon + sign * other.ofWon,
                    ofLost + sign * other.ofLost);
        }

        /** What one row counts for at a moment, or just before it. */
        private static Counts of(PastStay row, Instant moment, boolean isThen) {
            boolean left = hasHappened(row.leftAt(), moment, isThen);
            boolean closed = hasHappened(row.closedAt(), moment, isThen);
            return new Counts(
                    1,
                    left ? 1 : 0,
                    row.fellShort(),
                    closed && !left ? 1 : 0,
                    closed || left ? 0 : 1,
                    closed && row.won() ? 1 : 0,
                    closed && !row.won() ? 1 : 0);
        }

        private static boolean hasHappened(Instant time, Instant moment, boolean isThen) {
            return time.isBefore(moment) || isThen && time.equals(moment);
        }
    }

    /** @param month in which the deals were won */
    record TimeLeftKey(String pipeline, String stage, Instant month, short bucket) {}

    /**
     * @param month in which the deals were opened
     * @param currency empty for deals without a value
     */
    record WonKey(String dimension, String value, String pipeline, Instant month, Instant wonIn, String currency) {}

    /** Won deals and what they were worth. */
    record Won(long deals, BigInteger amount) {
        static final Won NONE = new Won(0, BigInteger.ZERO);

        private Won plus(Won other) {
            return new Won(deals + other.deals, amount.add(other.amount));
        }
    }

    /** What changes at all. */
    Map<CountKey, Counts> counts() {
        counts.values().removeIf(Counts.NONE::equals);
        return counts;
    }

    Map<TimeLeftKey, Long> timesLeft() {
        timesLeft.values().removeIf(stays -> stays == 0);
        return timesLeft;
    }

    Map<WonKey, Won> valueWon() {
        valueWon.values().removeIf(Won.NONE::equals);
        return valueWon;
    }

    /** @param sign 1 for a row that has come, -1 for one that has gone; both for one that has changed */
    void take(PastStay row, int sign) {
        Instant opened = startOfMonth(row.origin().openedAt());
        Map<String, String> dimensions = dimensions(row);
        for (Map.Entry<Instant, Counts> change : changes(row).entrySet()) {
            dimensions.forEach((dimension, value) -> counts.merge(
                    new CountKey(
                            dimension,
                            value,
                            row.origin().pipeline(),
                            row.stage(),
                            opened,
                            startOfDay(change.getKey())),
                    Counts.NONE.plus(change.getValue(), sign),
                    (one, other) -> one.plus(other, 1)));
        }
        Long timeLeft = row.timeLeft();
        if (timeLeft != null) {
            timesLeft.merge(
                    new TimeLeftKey(
                            row.origin().pipeline(),
                            row.stage(),
                            startOfMonth(row.closedAt()),
                            PastStay.bucket(timeLeft)),
                    (long) sign,
                    Long::sum);
        }
        if (row.isPresent() && row.isWinning()) {
            Won won = new Won(sign, BigInteger.valueOf(row.amount() == null ? 0 : sign * row.amount()));
            dimensions.forEach((dimension, value) -> valueWon.merge(
                    new WonKey(
                            dimension,
                            value,
                            row.origin().pipeline(),
                            opened,
                            startOfMonth(row.closedAt()),
                            Objects.toString(row.currency(), "")),
                    won,
                    Won::plus));
        }
    }

    /** By how much the numbers change, and when: as the row comes, as what it tells of happens, and as it goes. */
    private static Map<Instant, Counts> changes(PastStay row) {
        TreeSet<Instant> times = new TreeSet<>();
        times.add(row.since());
        times.add(row.until());
        times.add(row.leftAt());
        times.add(row.closedAt());
        times.remove(NEVER);
        Map<Instant, Counts> changes = new LinkedHashMap<>();
        for (Instant time : times) {
            if (!time.isBefore(row.since()) && !time.isAfter(row.until())) {
                Counts before = time.equals(row.since()) ? Counts.NONE : Counts.of(row, time, false);
                Counts then = time.equals(row.until()) ? Counts.NONE : Counts.of(row, time, true);
                changes.put(time, then.plus(before, -1));
            }
        }
        return changes;
    }

    private static Map<String, String> dimensions(PastStay row) {
        Map<String, String> dimensions = new HashMap<>();
        dimensions.put("all", "");
        put(dimensions, "owner", row.owner());
        put(dimensions, "offering", row.offering());
        if (row.origin().source() != null) {
            dimensions.put("source", row.origin().source());
        }
        return dimensions;
    }

    private static void put(Map<String, String> dimensions, String name, UUID value) {
        if (value != null) {
            dimensions.put(name, value.toString());
        }
    }

    static Instant startOfDay(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    static Instant startOfMonth(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC)
                .withDayOfMonth(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
