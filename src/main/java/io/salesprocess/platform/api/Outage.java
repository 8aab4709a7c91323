package io.salesprocess.platform.api;

import io.salesprocess.platform.database.CommitsHangException;
import io.salesprocess.platform.database.SqlVerdict;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;

/** Why a request is answered with {@code 503}. The names are values of a metric. */
public enum Outage {
    /** As many requests run as there are connections, and the request has waited for its turn as long as it may. */
    QUEUE,
    /** There is no connection to the database, or it broke. */
    DATABASE_CONNECTION,
    /** The pool had no connection to give. */
    DATABASE_POOL,
    /** Another transaction held a lock for too long. */
    DATABASE_LOCK,
    /** A statement took too long, or no time was left for it. */
    DATABASE_TIMEOUT,
    /** The database takes no changes. */
    DATABASE_READ_ONLY,
    /** Too many commits hang on the server for another one to be begun. */
    DATABASE_COMMITS,
    /** Deadlocks and serialization failures that did not end with a few retries. */
    DATABASE_CONTENTION,
    /** The database is out of memory, disk or connections, or is being worked on. */
    DATABASE_OTHER,
    /** A token cannot be checked. */
    IDENTITY_PROVIDER,
    /** There is more history to catch up with than a request can wait for. */
    INSIGHTS,
    /** Too many documents are being made, or one takes too long. */
    DOCUMENTS;

    private static final int CLASS_LENGTH = 2;

    /** The name in metrics, such as {@code database-lock}. */
    public String slug() {
        return HyphenatedEnums.nameOf(this);
    }

    /** What a failure that may pass means. Those without a code come from the pool or the driver. */
    static Outage of(SQLException failure) {
        if (failure instanceof CommitsHangException) {
            return DATABASE_COMMITS;
        }
        // The deadline of the request, or a server that says nothing.
        if (failure instanceof SQLTimeoutException || failure.getCause() instanceof SocketTimeoutException) {
            return DATABASE_TIMEOUT;
        }
        String code = failure.getSQLState();
        if (code == null || code.length() < CLASS_LENGTH) {
            return DATABASE_POOL;
        }
        return switch (SqlVerdict.of(failure)) {
            case READ_ONLY -> DATABASE_READ_ONLY;
            case SERVER_GONE, CONNECTION_ENDED -> DATABASE_CONNECTION;
            default -> byCode(code);
        };
    }

    private static Outage byCode(String code) {
        return switch (code) {
            case "55P03" -> DATABASE_LOCK;
            case "57014" -> DATABASE_TIMEOUT;
            // Starting up or shutting down.
            case "57P03" -> DATABASE_CONNECTION;
            default ->
                switch (code.substring(0, CLASS_LENGTH)) {
                    case "08", "28", "3D" -> DATABASE_CONNECTION;
                    case "40" -> DATABASE_CONTENTION;
                    default -> DATABASE_OTHER;
                };
        };
    }
}
