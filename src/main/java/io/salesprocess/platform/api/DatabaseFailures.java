package io.salesprocess.platform.api;

import io.salesprocess.platform.database.LostConnections;
import io.salesprocess.platform.database.SqlVerdict;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells what the database refused for a good reason, and a database that is away or overloaded, where trying again helps,
 * from a fault of the service.
 */
@Singleton
class DatabaseFailures {

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
        SqlVerdict verdict = SqlVerdict.of(e);
        if (verdict == SqlVerdict.CONFLICT) {
            return Optional.of(ProblemException.of(
                    ProblemType.CONFLICT, "Another resource already has this value, which must be unique."));
        }
        if (!verdict.isTemporary()) {
            return Optional.empty();
        }
        LOG.debugf("The database did not answer: %s", e.getSQLState() == null ? e.getMessage() : e.getSQLState());
        lost.report(e);
        String what = verdict == SqlVerdict.READ_ONLY ? "does not accept writes at the moment" : "did not respond";
        return Optional.of(ProblemException.unavailable(
                Outage.of(e),
                "The database " + what + ". Try again; with the same Idempotency-Key nothing happens twice."));
    }
}
