package io.salesprocess.insight;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * A deal's stay in a stage, as it was from one moment until another. When it was left, and when the deal was closed, is told
 * besides, so that this does not end a row: at any moment of the row, what is later has not happened yet.
 *
 * @param place the number of the stay, from 0
 * @param since the row holds from then
 * @param until before then; {@link #NEVER} for the present one
 * @param leftAt by advance; {@link #NEVER} if that has not happened
 * @param closedAt when the deal was closed, in this stay or a later one; {@link #NEVER} if it is open
 * @param amount what the deal was worth as long as it stood there, in the minor unit; or null
 * @param sequence the event after which the row was written last
 */
record PastStay(
        UUID deal,
        int place,
        Instant since,
        Instant until,
        Origin origin,
        String stage,
        UUID owner,
        UUID offering,
        Instant enteredAt,
        Instant leftAt,
        Instant closedAt,
        boolean won,
        int fellShort,
        Long amount,
        String currency,
        long sequence) {

    /** As the database reads its {@code infinity}. */
    static final Instant NEVER = OffsetDateTime.MAX.toInstant();

    /** What never changes of a deal. */
    record Origin(String pipeline, String source, Instant openedAt) {}

    PastStay withSequence(long changed) {
        return new PastStay(
                deal, place, since, until, origin, stage, owner, offering, enteredAt, leftAt, closedAt, won, fellShort,
                amount, currency, changed);
    }

    boolean isPresent() {
        return until.equals(NEVER);
    }

    /** Whether it is the stay in which the deal was won. */
    boolean isWinning() {
        return won && leftAt.equals(closedAt);
    }

    /** Microseconds from entering the stage to winning the deal, in the row that held at that moment; else null. */
    Long timeLeft() {
        boolean wonHere = won && !closedAt.isBefore(since) && closedAt.isBefore(until);
        return wonHere ? ChronoUnit.MICROS.between(enteredAt, closedAt) : null;
    }

    /** Durations of about the same size, as {@code insight_bucket} in the database has it. */
    static short bucket(long micros) {
        return (short) (Double.doubleToRawLongBits(micros) >> 48);
    }
}
