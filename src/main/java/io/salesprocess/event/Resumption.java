package io.salesprocess.event;

import java.time.Duration;
import java.time.Instant;

/**
 * Where a reader goes on whose position was lost, because a backup was restored that does not know it: all of history is gone through,
 * without the events before a time. That some come again is allowed, and that one is left out is not.
 */
public final class Resumption {

    /** Longer than any transaction that writes history is open. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private Resumption() {}

    /**
     * Before which time all events have been read.
     *
     * @param lastEventAt when the last event happened that was read; null if there was none
     * @param now a clock that was ahead for a while has made events that seem to happen later
     * @return null if none can be left out
     */
    public static Instant notBefore(Instant lastEventAt, Instant now) {
        if (lastEventAt == null) {
            return null;
        }
        return (lastEventAt.isAfter(now) ? now : lastEventAt).minus(OVERLAP);
    }

    /**
     * The same for a reader who is told nothing from before a time.
     *
     * @param earliest that time; if it is yet to come, the clock was ahead, and it says nothing
     */
    public static Instant notBefore(Instant lastEventAt, Instant earliest, Instant now) {
        Instant since = notBefore(lastEventAt, now);
        return earliest.isAfter(now) || earliest.isBefore(since) ? since : earliest;
    }
}
