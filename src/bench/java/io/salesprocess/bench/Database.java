package io.salesprocess.bench;

import io.salesprocess.platform.database.DatabaseSettings;
import io.salesprocess.platform.database.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server with the settings that the service's own has: durable, and otherwise as it comes. */
final class Database {

    private final EmbeddedDatabase server;

    Database(Path directory) {
        this.server = EmbeddedDatabase.start(new DatabaseSettings(directory, 0));
    }

    String url() {
        return server.url();
    }

    String user() {
        return server.username();
    }

    String password() {
        return server.password();
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }

    /** The single number that a query returns. */
    long number(String query, Object... parameters) {
        return Long.parseLong(text(query, parameters));
    }

    /** The single value that a query returns, as text. */
    String text(String query, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    void execute(String statement) {
        try (Connection connection = connect();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    void close() {
        server.close();
    }
}
