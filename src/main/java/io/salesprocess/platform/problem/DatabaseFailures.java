package io.salesprocess.platform.problem;

import io.salesprocess.platform.sql.LostConnections;
import io.salesprocess.platform.sql.SqlStates;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Tells what the database refused for a good reason, and a database that is away or overloaded, where trying again helps,
 * from a fault of the service.
 */
@Singleton
class DatabaseFailures {

    /** Connection lost, resources used up, operator intervention, lock or statement timeout, deadlock. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "55", "40");

    private static final String UNIQUE_VIOLATION = "23505";

    private static final Logger LOG = Logger.getLogger(DatabaseFailures.class);
    private static final int DEEPEST = 20;

    private final LostConnections lost;

    DatabaseFailures(LostConnections lost) {
        this.lost = lost;
    }

    /** The problem to answer with, if the database is behind the failure and it may pass. */
    Optional<ProblemException> problemFor(Throwable failure) {
        return problemFor(failure, 0);
    }

    /** What ended a commit is only attached to the failure, not its cause. */
    private Optional<ProblemException> problemFor(Throwable failure, int depth) {
        if (failure == null || depth == DEEPEST) {
            return Optional.empty();
        }
        return (failure instanceof SQLException sql ? problemFor(sql) : Optional.<ProblemException>empty())
                .or(() -> problemFor(failure.getCause(), depth + 1))
                .or(() -> Arrays.stream(failure.getSuppressed())
                        .flatMap(suppressed -> problemFor(suppressed, depth + 1).stream())
                        .findFirst());
    }

    private Optional<ProblemException> problemFor(SQLException e) {
        if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
            return Optional.of(
                    ProblemException.of(ProblemType.CONFLICT, "Another resource has a value that only one can have."));
        }
        if (passes(e)) {
            LOG.debugf("The database did not answer: %s", e.getSQLState() == null ? e.getMessage() : e.getSQLState());
            lost.report(e);
            String what = isOnlyReading(e) ? "takes no changes for the moment" : "did not answer";
            return Optional.of(ProblemException.of(
                    ProblemType.UNAVAILABLE,
                    "The database " + what + ". Try again; with the same Idempotency-Key nothing happens twice."));
        }
        return Optional.empty();
    }

    private static boolean passes(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || (state == null && e.getMessage() != null && e.getMessage().contains("timeout"))
                || isOnlyReading(e)
                || (state != null && state.length() == 5 && PASSING.contains(state.substring(0, 2)));
    }

    private static boolean isOnlyReading(SQLException e) {
        return SqlStates.READ_ONLY.equals(e.getSQLState());
    }
}
