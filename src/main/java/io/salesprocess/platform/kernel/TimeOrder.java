package io.salesprocess.platform.kernel;

import java.time.Instant;

/** Keeps the times of what happens one after the other in that order, although the clocks of several instances differ. */
public final class TimeOrder {

    private TimeOrder() {}

    /**
     * The present time, or that of an earlier step if this instance's clock has not reached it yet.
     *
     * @param earlier may be null
     */
    public static Instant notBefore(Instant earlier, Instant now) {
        return earlier != null && earlier.isAfter(now) ? earlier : now;
    }
}
