package io.salesprocess.platform.database;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;

/**
 * The time limits of work on the database. They must come in this order: the server gives up a lock first and then the
 * statement, so that the connection survives; silence beyond that means that the server is lost; and all of it ends before the
 * request's deadline.
 *
 * @param lock {@code lock_timeout}; longer than the server's {@code deadlock_timeout} of one second, so that deadlocks are told
 *     from long waits
 * @param statement {@code statement_timeout}
 * @param silence how long the server may stay silent
 * @param idle {@code idle_in_transaction_session_timeout}: the service has stopped in the middle of a transaction
 */
record TimeLimits(Duration lock, Duration statement, Duration silence, Duration idle) {

    private static final Duration LOCK_BEFORE_DEADLINE = Duration.ofMillis(250);
    private static final Duration STATEMENT_BEFORE_DEADLINE = Duration.ofMillis(150);
    private static final Duration SILENCE_BEFORE_DEADLINE = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration SHORTEST = Duration.ofMillis(500);

    /** The limits that fit a deadline as it stands in the configuration. */
    static TimeLimits within(String deadline) {
        return within(DurationConverter.parseDuration(deadline));
    }

    static TimeLimits within(Duration deadline) {
        if (deadline.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("salesprocess.database.deadline must be at least " + SHORTEST);
        }
        return new TimeLimits(
                deadline.minus(LOCK_BEFORE_DEADLINE),
                deadline.minus(STATEMENT_BEFORE_DEADLINE),
                deadline.minus(SILENCE_BEFORE_DEADLINE),
                deadline.compareTo(IDLE) > 0 ? deadline : IDLE);
    }
}
