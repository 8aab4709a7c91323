package io.salesprocess.deal.history;

import java.util.Comparator;
import java.util.UUID;

/**
 * A place in the order in which all events are read: after one event, or before the first. It holds for every reader, and for as
 * long as that event is there.
 *
 * @param era what numbers the transactions; null before the first event
 * @param isLoaded whether the event was there when the era began
 * @param transaction the event's own, or a later one of the same deal that committed before it
 * @param dealId the event's
 * @param sequence the event's
 * @param mark the beginning of the event's hash, which tells it from another one in its place
 */
public record HistoryPosition(UUID era, boolean isLoaded, long transaction, UUID dealId, long sequence, long mark)
        implements Comparable<HistoryPosition> {

    /** Before the first event of all. */
    public static final HistoryPosition BEGINNING = new HistoryPosition(null, true, 0, new UUID(0, 0), 0, 0);

    /** As PostgreSQL compares ids: without signs. */
    private static final Comparator<UUID> BY_BYTES = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private static final Comparator<HistoryPosition> ORDER = Comparator.comparing(
                    (HistoryPosition position) -> !position.isLoaded)
            .thenComparingLong(HistoryPosition::transaction)
            .thenComparing(HistoryPosition::dealId, BY_BYTES)
            .thenComparingLong(HistoryPosition::sequence);

    static HistoryPosition of(UUID era, boolean isLoaded, long transaction, StoredEvent event) {
        return new HistoryPosition(era, isLoaded, transaction, event.dealId(), event.sequence(), markOf(event.hash()));
    }

    static long markOf(byte[] hash) {
        long mark = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            mark = mark << Byte.SIZE | hash[i] & 0xFF;
        }
        return mark;
    }

    /** Whether this is before the first event of all. */
    public boolean isBeginning() {
        return sequence == 0;
    }

    /** Means something between positions of one era only. */
    @Override
    public int compareTo(HistoryPosition other) {
        return ORDER.compare(this, other);
    }
}
