package io.salesprocess.platform.database;

import java.sql.Connection;
import java.sql.SQLException;

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
}
