package io.salesprocess.platform.sql;

import io.salesprocess.platform.request.Deadline;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;

/**
 * Runs statements on the connection of the current transaction, or on one of their own outside of any. A failure carries the
 * {@link SQLException} as its cause, which tells whether trying again may help.
 */
@Singleton
public class Sql {

    private final DataSource dataSource;

    Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Makes something of the current row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A statement that the database refused or could not answer. */
    public static final class Failure extends RuntimeException {
        private Failure(SQLException cause) {
            super("A statement failed.", cause);
        }

        /** Whether a unique constraint was in the way. */
        public boolean isDuplicate() {
            return "23505".equals(((SQLException) getCause()).getSQLState());
        }

        /** The foreign key that found nothing to refer to, if that is what was in the way. */
        public Optional<String> missingReference() {
            return getCause() instanceof PSQLException refusal
                            && "23503".equals(refusal.getSQLState())
                            && refusal.getServerErrorMessage() != null
                    ? Optional.ofNullable(refusal.getServerErrorMessage().getConstraint())
                    : Optional.empty();
        }
    }

    /** All rows of a query. */
    public <T> List<T> list(String query, Row<T> row, Object... parameters) {
        return run(query, parameters, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(row.read(rows));
                }
                return read;
            }
        });
    }

    /** The first row of a query, if there is one. */
    public <T> Optional<T> first(String query, Row<T> row, Object... parameters) {
        return list(query, row, parameters).stream().findFirst();
    }

    /** Runs a statement that changes rows, and tells how many. */
    public int update(String statement, Object... parameters) {
        return run(statement, parameters, PreparedStatement::executeUpdate);
    }

    /** The time in a column, or null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String sql, Object[] parameters, Work<T> work) {
        if (Deadline.current().filter(deadline -> deadline.millisLeft() == 0).isPresent()) {
            // Sent now, the statement would be carried out, and nobody would learn of it.
            throw new Failure(new SQLTimeoutException("There is no time left for a statement."));
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                Object value = parameters[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : parameters[i];
                statement.setObject(i + 1, value);
            }
            return work.on(statement);
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }
}
