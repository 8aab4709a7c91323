package io.salesprocess.platform.database;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * What a failure of the database means for the caller and for the connections, by the error codes of PostgreSQL (its manual,
 * appendix A). A code that is not listed takes the verdict of its class; a class that is not listed is a fault.
 */
public enum SqlVerdict {

    /** A fault of the service, its schema or its data. A retry does not help. */
    FAULT,

    /** Another row has a value that must be unique. */
    CONFLICT,

    /** The database is away, overloaded, or gave up. A retry can help. */
    TEMPORARY,

    /** As {@link #TEMPORARY}; and the server has ended this connection, but not the others. */
    CONNECTION_ENDED,

    /** As {@link #TEMPORARY}; and the server has gone away, so that every connection to it is dead. */
    SERVER_GONE,

    /** The server does not take changes: it is a standby, or has been switched to read-only. */
    READ_ONLY;

    private static final int CODE_LENGTH = 5;
    private static final int CLASS_LENGTH = 2;

    /** Faults are not listed: syntax and access (42), data (22), other constraints (23), internal errors (XX), and so on. */
    private static final Map<String, SqlVerdict> BY_CLASS = Map.of(
            // Connection exception, when a connection is made above all.
            "08", TEMPORARY,
            // Transaction rollback: deadlock, serialization failure, outcome unknown.
            "40", TEMPORARY,
            // Insufficient resources: disk, memory, connections.
            "53", TEMPORARY,
            // Not in the prerequisite state: lock not available, database being dropped, recovery in progress.
            "55", TEMPORARY,
            // Operator intervention: statement timeout, canceled by an operator.
            "57", TEMPORARY,
            // System error: I/O. It can pass with a fail-over, and what was written is unknown.
            "58", TEMPORARY,
            // Snapshot too old.
            "72", TEMPORARY,
            // Configuration file error, while the server is being reconfigured.
            "F0", TEMPORARY,
            // Invalid authorization, when a connection is made: the password is being rotated.
            "28", TEMPORARY,
            // The database does not exist: it is being restored.
            "3D", TEMPORARY);

    private static final Map<String, SqlVerdict> BY_CODE = Map.ofEntries(
            // The connection has been closed, or broke.
            Map.entry("08003", SERVER_GONE),
            Map.entry("08006", SERVER_GONE),
            // Protocol violation, which is what poolers answer with.
            Map.entry("08P01", CONNECTION_ENDED),
            Map.entry("23505", CONFLICT),
            Map.entry("23P01", CONFLICT),
            Map.entry("25006", READ_ONLY),
            // idle_in_transaction_session_timeout, transaction_timeout: the service was stopped or starved meanwhile.
            Map.entry("25P03", CONNECTION_ENDED),
            Map.entry("25P04", CONNECTION_ENDED),
            // A plan or a statement that the server has forgotten or changed; the driver prepares it again the next
            // time.
            Map.entry("0A000", TEMPORARY),
            Map.entry("26000", TEMPORARY),
            // A name that another client of a pooler has used. DatabaseCheck refuses such poolers at the start.
            Map.entry("42P05", TEMPORARY),
            // Shutdown, and pg_terminate_backend; crash of another backend; the database was dropped.
            Map.entry("57P01", SERVER_GONE),
            Map.entry("57P02", SERVER_GONE),
            Map.entry("57P04", SERVER_GONE),
            // idle_session_timeout.
            Map.entry("57P05", CONNECTION_ENDED));

    private static final Set<SqlVerdict> CALLERS_MAY_RETRY =
            Set.of(TEMPORARY, CONNECTION_ENDED, SERVER_GONE, READ_ONLY);

    /** The verdict on a failure. One without a code comes from the pool or the driver: no connection, or no time left. */
    public static SqlVerdict of(SQLException failure) {
        String code = failure.getSQLState();
        if (code == null || code.length() != CODE_LENGTH) {
            return TEMPORARY;
        }
        return BY_CODE.getOrDefault(code, BY_CLASS.getOrDefault(code.substring(0, CLASS_LENGTH), FAULT));
    }

    /** Whether the caller can try again with a chance of success. */
    public boolean isTemporary() {
        return CALLERS_MAY_RETRY.contains(this);
    }
}
