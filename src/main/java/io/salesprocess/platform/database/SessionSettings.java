package io.salesprocess.platform.database;

import io.agroal.api.AgroalPoolInterceptor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Settles what holds in every session with the database. Statements do it, not options of the connection's start, which poolers
 * refuse or drop.
 */
@Singleton
class SessionSettings implements AgroalPoolInterceptor {

    private final Map<String, String> settings;
    private final String statement;

    @Inject
    SessionSettings(@ConfigProperty(name = "salesprocess.database.deadline") Duration deadline) {
        this(TimeLimits.within(deadline));
    }

    SessionSettings(TimeLimits limits) {
        this.settings = new TreeMap<>(Map.of(
                "statement_timeout", millis(limits.statement()),
                "lock_timeout", millis(limits.lock()),
                "idle_in_transaction_session_timeout", millis(limits.idle()),
                // A server with LLVM would spend seconds on compiling statements that run for milliseconds.
                "jit", "off",
                // What has waited for a lock has to see what its holder did, whatever the server's default is.
                "default_transaction_isolation", "read committed"));
        this.statement = "SELECT "
                + String.join(
                        ", ",
                        settings.keySet().stream()
                                .map(name -> "set_config(?, ?, false)")
                                .toList());
    }

    private static String millis(Duration limit) {
        return Long.toString(limit.toMillis());
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        try (PreparedStatement set = connection.prepareStatement(statement)) {
            int next = 1;
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                set.setString(next++, setting.getKey());
                set.setString(next++, setting.getValue());
            }
            set.execute();
        } catch (SQLException e) {
            abandon(connection, e);
            throw new Sql.Failure(e);
        }
    }

    /** The pool forgets a connection whose creation fails here, and would leave it open. */
    private static void abandon(Connection connection, SQLException reason) {
        try {
            DriverConnection.cut(connection);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
