package io.salesprocess.event;

import io.salesprocess.deal.history.CommittedEvents;
import io.salesprocess.deal.history.CommittedEvents.Portion;
import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.deal.history.PlacedEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads events in commit order for a reader that keeps its position: each event exactly once, if it goes on from where the last portion
 * led.
 */
@Singleton
public class EventFeed {

    /** How many events one statement looks at for a reader who wants some of them: few at first, and more where few are wanted. */
    private static final int LOOKED_AT = 1_000;

    private static final int MOST_LOOKED_AT = 20_000;

    /** A statement that takes longer looks at enough. */
    private static final long QUICK = Duration.ofMillis(100).toNanos();

    /** How long one call goes on looking for events that are wanted. */
    private static final long PATIENCE = Duration.ofMillis(400).toNanos();

    private final CommittedEvents events;

    EventFeed(CommittedEvents events) {
        this.events = events;
    }

    /**
     * What was read.
     *
     * @param next where to go on; it also moves where nothing was wanted
     * @param isEnd whether there is nothing more now
     */
    public record Batch(List<PlacedEvent> events, HistoryPosition next, boolean isEnd) {}

    /** After the last event that can be read now. */
    public HistoryPosition end() {
        return events.end();
    }

    /** All events after a position, at most so many. */
    public Batch after(HistoryPosition from, int limit) {
        return after(from, EventFilter.ALL, limit);
    }

    /** At most so many events after a position. It may be fewer, or none, though it is not the end, as there is much to look through. */
    public Batch after(HistoryPosition from, EventFilter filter, int limit) {
        if (filter.dealId() != null) {
            return ofDeal(from, filter, limit);
        }
        long begun = System.nanoTime();
        List<PlacedEvent> found = new ArrayList<>();
        HistoryPosition next = from;
        boolean isEnd = false;
        int lookedAt = LOOKED_AT;
        while (!isEnd && found.size() < limit && (next == from || System.nanoTime() - begun < PATIENCE)) {
            long begin = System.nanoTime();
            Portion portion = events.after(next, filter.condition(), filter.isAll() ? limit - found.size() : lookedAt);
            found.addAll(portion.events());
            if (System.nanoTime() - begin < QUICK && portion.events().size() * 4 < limit) {
                lookedAt = Math.min(MOST_LOOKED_AT, lookedAt * 4);
            }
            isEnd = portion.isEnd();
            next = portion.last();
        }
        if (found.size() <= limit) {
            return new Batch(found, next, isEnd);
        }
        List<PlacedEvent> first = List.copyOf(found.subList(0, limit));
        return new Batch(first, first.get(limit - 1).position(), false);
    }

    /** Without looking at other deals; and once nothing of this one is left, on at what was the end of the feed before. */
    private Batch ofDeal(HistoryPosition from, EventFilter filter, int limit) {
        HistoryPosition end = events.end();
        Portion portion = events.ofDeal(filter.dealId(), from, filter.condition(), limit);
        HistoryPosition next = portion.isEnd() && end.compareTo(portion.last()) > 0 ? end : portion.last();
        return new Batch(portion.events(), next, portion.isEnd());
    }
}
