package io.salesprocess.platform.kernel;

import java.time.Duration;

/** Durations as ISO 8601 the way people write them: {@code P7D}, not {@code PT168H}. */
public final class TargetDurations {

    private TargetDurations() {}

    /** Whole days as days, all else as {@link Duration#toString()} has it. */
    public static String format(Duration duration) {
        boolean wholeDays = !duration.isZero() && duration.equals(Duration.ofDays(duration.toDays()));
        return wholeDays ? "P" + duration.toDays() + "D" : duration.toString();
    }
}
