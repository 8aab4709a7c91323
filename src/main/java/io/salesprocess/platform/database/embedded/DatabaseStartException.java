package io.salesprocess.platform.database.embedded;

/**
 * The embedded database cannot be had, for a reason outside this program. The message is written for the person who
 * starts the service: what happened, and what can be done about it. No stack trace is needed to understand it.
 */
public final class DatabaseStartException extends RuntimeException {

    private static final String WAY_OUT =
            "To use a PostgreSQL of your own, configure QUARKUS_DATASOURCE_JDBC_URL (and _USERNAME, _PASSWORD).";

    DatabaseStartException(String whatHappened) {
        this(whatHappened, null);
    }

    DatabaseStartException(String whatHappened, Throwable cause) {
        super(whatHappened + System.lineSeparator() + WAY_OUT, cause);
    }
}
