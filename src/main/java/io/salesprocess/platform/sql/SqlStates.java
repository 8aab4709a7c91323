package io.salesprocess.platform.sql;

import java.sql.SQLException;
import java.util.Optional;

/** Tells what the database said behind a failure, however often that was wrapped. */
public final class SqlStates {

    /** A unique, foreign or check constraint was in the way. */
    public static final String INTEGRITY_VIOLATION = "23";

    /** A lock was not to be had in time. */
    public static final String LOCK_NOT_AVAILABLE = "55P03";

    private static final int DEEPEST = 20;

    private SqlStates() {}

    /** The state of the first failure of a statement among the causes, if there is one. */
    public static Optional<String> of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql) {
                return Optional.of(String.valueOf(sql.getSQLState()));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
