package io.salesprocess.insight;

import static io.salesprocess.insight.PastStay.NEVER;

import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Up to when events count.
 *
 * @param asOf those at this time or before; null for all that there are
 */
record PastMoment(Instant asOf) {

    /** The database writes earlier years in another way, and nothing has happened in them. */
    private static final Instant FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z");

    static final PastMoment PRESENT = new PastMoment(null);

    /**
     * The moment that a caller asks for. The present day, whose end is yet to come, means the present.
     *
     * @param asOf null for the present
     */
    static PastMoment of(Instant asOf, Instant now) {
        if (asOf == null) {
            return PRESENT;
        }
        Instant moment = asOf.truncatedTo(ChronoUnit.MICROS);
        if (!moment.isAfter(now)) {
            return new PastMoment(moment);
        }
        if (moment.equals(endOfDay(now))) {
            return PRESENT;
        }
        throw ProblemException.invalid(FieldError.in("asOf", "must not be in the future"));
    }

    boolean isPresent() {
        return asOf == null;
    }

    /** The first time that is too late. */
    Instant end() {
        return asOf == null ? NEVER : asOf.plus(1, ChronoUnit.MICROS);
    }

    /** Up to where sums by day can be used. */
    Instant day() {
        return asOf == null ? NEVER : PastSums.startOfDay(end());
    }

    /** Up to where sums by month can be used. */
    Instant month() {
        return asOf == null ? NEVER : PastSums.startOfMonth(end());
    }

    /** As the database reads it. */
    static String text(Instant time) {
        if (time.equals(NEVER)) {
            return "infinity";
        }
        return time.isBefore(FIRST_YEAR) ? "-infinity" : time.toString();
    }

    private static Instant endOfDay(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .minus(1, ChronoUnit.MICROS);
    }
}
