package io.salesprocess.platform.kernel;

import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times that callers give for what has happened. */
public final class PastTimes {

    /** How far the clocks of callers may be ahead of ours. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Before this nothing that concerns us has happened, and databases begin to disagree about calendars. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private PastTimes() {}

    /**
     * The time that was given, in microseconds, or now.
     *
     * @param pointer where it stands in the request; a time to come, or before 1900, is refused there
     */
    public static Instant orNow(Instant given, Instant now, String pointer) {
        if (given == null) {
            return now;
        }
        if (given.isAfter(now.plus(TOLERANCE)) || given.isBefore(EARLIEST)) {
            throw ProblemException.invalid(FieldError.at(pointer, "must be a time in the past, after 1900"));
        }
        return given.truncatedTo(ChronoUnit.MICROS);
    }
}
