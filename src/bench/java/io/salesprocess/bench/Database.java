package io.salesprocess.bench;

import io.salesprocess.platform.database.embedded.DatabaseSettings;
import io.salesprocess.platform.database.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;

/** A PostgreSQL server with the settings that the service's own has: durable, and otherwise as it comes. */
final class Database {

    private static final long COMMITTING_NANOS = 300_000_000;

    private final EmbeddedDatabase server;
    private final Path postmaster;

    Database(Path directory) {
        this.postmaster = directory.resolve("cluster").resolve("data").resolve("postmaster.pid");
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

    /** The server's own process. */
    ProcessHandle process() {
        try (Stream<String> lines = Files.lines(postmaster)) {
            return ProcessHandle.of(
                            Long.parseLong(lines.findFirst().orElseThrow().strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many transactions a single connection gets onto the disk in a second: what the disk is worth right now. */
    double commitsPerSecond() {
        try (Connection connection = connect();
                PreparedStatement message =
                        connection.prepareStatement("SELECT pg_logical_emit_message(true, 'bench', 'commit')")) {
            long begin = System.nanoTime();
            int commits = 0;
            while (System.nanoTime() - begin < COMMITTING_NANOS) {
                message.execute();
                commits++;
            }
            return commits / ((System.nanoTime() - begin) / 1e9);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the write-ahead log ends, in bytes since its beginning. Statistics of the server would come later. */
    long walPosition() {
        return number("SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint");
    }

    /** How many checkpoints have begun. */
    long checkpoints() {
        return number("SELECT num_timed + num_requested FROM pg_stat_checkpointer");
    }

    void close() {
        server.close();
    }
}
