package io.salesprocess.platform.database;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;

/** Tells what the database said behind a failure, however often that was wrapped. */
public final class SqlStates {

    /** A unique, foreign or check constraint was in the way. */
    public static final String INTEGRITY_VIOLATION = "23";

    /** A lock was not to be had in time. */
    public static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final int DEEPEST = 20;

    private SqlStates() {}

    /**
     * The state of the first failure of a statement among the causes, if there is one. What ended a commit is only attached to
     * the failure of it, not its cause.
     */
    public static Optional<String> of(Throwable failure) {
        return of(failure, 0);
    }

    private static Optional<String> of(Throwable failure, int depth) {
        if (failure == null || depth == DEEPEST) {
            return Optional.empty();
        }
        return failure instanceof SQLException sql
                ? Optional.of(String.valueOf(sql.getSQLState()))
                : of(failure.getCause(), depth + 1).or(() -> Arrays.stream(failure.getSuppressed())
                        .flatMap(attached -> of(attached, depth + 1).stream())
                        .findFirst());
    }
}
