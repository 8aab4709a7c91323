package io.salesprocess.platform.problem;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;

/**
 * Tells what the database refused for a good reason, and a database that is away or overloaded, where trying again helps,
 * from a fault of the service.
 */
@Singleton
class DatabaseFailures {

    /** Connection lost, resources used up, operator intervention, lock or statement timeout, deadlock. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "55", "40");

    private static final String UNIQUE_VIOLATION = "23505";

    private static final int DEEPEST = 20;

    /** The problem to answer with, if the database is behind the failure and it may pass. */
    Optional<ProblemException> problemFor(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return Optional.of(ProblemException.of(
                        ProblemType.CONFLICT, "Another resource has a value that only one can have."));
            }
            if (cause instanceof SQLException sql && passes(sql)) {
                return Optional.of(
                        ProblemException.of(
                                ProblemType.UNAVAILABLE,
                                "The database did not answer. Try again; with the same Idempotency-Key nothing happens twice."));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static boolean passes(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || (state == null && e.getMessage() != null && e.getMessage().contains("timeout"))
                || (state != null && state.length() == 5 && PASSING.contains(state.substring(0, 2)));
    }
}
