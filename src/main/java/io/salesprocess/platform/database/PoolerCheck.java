package io.salesprocess.platform.database;

import io.salesprocess.platform.database.embedded.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;
import org.postgresql.PGConnection;

/**
 * Finds out, before anything else uses the database, whether a pooler stands in front of it that gives a session's next
 * transaction another connection. Time limits, which are settings of the session, would silently not hold there.
 */
public final class PoolerCheck {

    private static final String SECONDS_TO_CONNECT = "5";

    private static final String OBJECTION =
            "The pooler in front of the database gives transactions of one session different"
                    + " connections (PgBouncer: pool_mode = transaction or statement). The service needs session pooling"
                    + " (pool_mode = session), or a direct connection.";

    private PoolerCheck() {}

    /** Why the service cannot run behind this pooler. Empty too if the database cannot be reached: its start will tell. */
    public static Optional<String> objection(Config config) {
        try {
            return keepsSessions(config) ? Optional.empty() : Optional.of(OBJECTION);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static boolean keepsSessions(Config config) throws SQLException {
        try (Connection one = connect(config)) {
            int process = process(one);
            // A pooler makes up a number of its own.
            if (process == one.unwrap(PGConnection.class).getBackendPID()) {
                return true;
            }
            try (Connection other = connect(config)) {
                other.setAutoCommit(false);
                // While this transaction is open it keeps what the first session used, unless that was kept for its
                // session.
                process(other);
                boolean isKept = process(one) == process;
                other.rollback();
                return isKept;
            }
        }
    }

    private static int process(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection connect(Config config) throws SQLException {
        Properties properties = new Properties();
        put(properties, "user", config.getOptionalValue("quarkus.datasource.username", String.class));
        put(properties, "password", config.getOptionalValue("quarkus.datasource.password", String.class));
        properties.setProperty("loginTimeout", SECONDS_TO_CONNECT);
        properties.setProperty("socketTimeout", SECONDS_TO_CONNECT);
        // Statements are not prepared on the server, where another session's could be met.
        properties.setProperty("prepareThreshold", "0");
        return DriverManager.getConnection(config.getValue(DatabaseSettings.URL, String.class), properties);
    }

    private static void put(Properties properties, String name, Optional<String> value) {
        value.ifPresent(text -> properties.setProperty(name, text));
    }
}
