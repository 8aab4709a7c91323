package io.salesprocess.platform.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** What is done to the driver's own connection, past the pool. */
final class DriverConnection {

    private DriverConnection() {}

    /**
     * Cuts a connection off from its server without waiting for it. The pool's own {@code abort} must not be used: afterwards
     * {@code close} does nothing, so that the connection's place in the pool stays taken for ever.
     */
    static void cut(Connection pooled) throws SQLException {
        pooled.unwrap(Connection.class).abort(Runnable::run);
    }

    /** The process id of the server's side, as the server, or a pooler in its place, has told it. */
    static int backend(Connection pooled) throws SQLException {
        return pooled.unwrap(PGConnection.class).getBackendPID();
    }
}
