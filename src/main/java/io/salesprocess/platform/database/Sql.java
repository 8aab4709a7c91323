package io.salesprocess.platform.database;

import io.salesprocess.platform.kernel.Deadline;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.util.PSQLException;

/**
 * Runs statements on the connection of the current transaction, or on one of their own outside of any. A failure carries the
 * {@link SQLException} as its cause, which tells whether trying again may help.
 */
@Singleton
public class Sql {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    private static final UnitOfWork.Statement COMMIT = new UnitOfWork.Statement("COMMIT", new Object[0]);

    private final DataSource dataSource;

    private final Parameters parameters = new Parameters();

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
        Failure(SQLException cause) {
            super("A statement failed.", cause);
        }

        /** Whether this unique constraint was in the way. */
        public boolean violates(String unique) {
            return constraint(UNIQUE_VIOLATION).filter(unique::equals).isPresent();
        }

        /** The foreign key that found nothing to refer to, if that is what was in the way. */
        public Optional<String> missingReference() {
            return constraint(FOREIGN_KEY_VIOLATION);
        }

        /** Whether the database takes no changes at all. */
        public boolean isRefusedByReadOnly() {
            return getCause() instanceof SQLException refusal && SqlVerdict.of(refusal) == SqlVerdict.READ_ONLY;
        }

        private Optional<String> constraint(String state) {
            return getCause() instanceof PSQLException refusal
                            && state.equals(refusal.getSQLState())
                            && refusal.getServerErrorMessage() != null
                    ? Optional.ofNullable(refusal.getServerErrorMessage().getConstraint())
                    : Optional.empty();
        }
    }

    /** All rows of a query. */
    public <T> List<T> list(String query, Row<T> row, Object... parameters) {
        return run(query, parameters, statement -> {
            List<T> read = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    read.add(row.read(rows));
                }
            }
            return read;
        });
    }

    /** The first row of a query, if there is one. */
    public <T> Optional<T> first(String query, Row<T> row, Object... parameters) {
        List<T> rows = list(query, row, parameters);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** How many rows a query has. Give it a limit: the database counts them one by one. */
    public long count(String query, Object... parameters) {
        return list("SELECT count(*) FROM (" + query + ") AS counted", row -> row.getLong(1), parameters)
                .get(0);
    }

    /** Runs a statement that changes rows, and tells how many. */
    public int update(String statement, Object... parameters) {
        return run(statement, parameters, PreparedStatement::getUpdateCount);
    }

    /**
     * Runs a statement whose result is not needed. In {@link Transactions} it is sent together with the next one, which
     * saves a round trip; if it fails, that shows there. Otherwise it runs at once.
     */
    public void updateLater(String statement, Object... parameters) {
        UnitOfWork unit = UnitOfWork.current();
        if (unit == null) {
            run(statement, parameters, done -> null);
        } else {
            unit.later(new UnitOfWork.Statement(statement, parameters));
        }
    }

    /** Runs the last statement of a transaction. If that is a plain one, the statement brings the commit along. */
    public void updateLast(String statement, Object... parameters) {
        updateLater(statement, parameters);
        UnitOfWork unit = UnitOfWork.current();
        if (unit != null && unit.isPlain()) {
            commit(unit);
        } else {
            sendWhatWaits();
        }
    }

    /** Sends what has not been sent yet. */
    void sendWhatWaits() {
        UnitOfWork unit = UnitOfWork.current();
        if (unit != null && unit.isAnythingWaiting()) {
            send(unit, unit.takeWaiting(), done -> null);
        }
    }

    /** Ends a plain transaction, unless its last statement has. */
    void commit(UnitOfWork unit) {
        if (!unit.wasCommitted()) {
            List<UnitOfWork.Statement> last = new ArrayList<>(unit.takeWaiting());
            last.add(COMMIT);
            send(unit, last, done -> null);
            unit.markCommitted();
        }
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

    private <T> T run(String sql, Object[] values, Work<T> work) {
        UnitOfWork unit = UnitOfWork.current();
        List<UnitOfWork.Statement> all = new ArrayList<>();
        if (unit != null) {
            all.addAll(unit.takeWaiting());
        }
        all.add(new UnitOfWork.Statement(sql, values));
        return send(unit, all, work);
    }

    /** Sends statements together, and makes something of the answer to the last one. */
    private <T> T send(UnitOfWork unit, List<UnitOfWork.Statement> all, Work<T> work) {
        if (unit != null) {
            unit.mustGoOn();
        }
        try {
            if (Deadline.current()
                    .filter(deadline -> deadline.millisLeft() == 0)
                    .isPresent()) {
                // Sent now, the statement would be carried out, and nobody would learn of it.
                throw new SQLTimeoutException("There is no time left for a statement.");
            }
            if (unit != null && unit.isPlain()) {
                return execute(unit.connection(), all, work);
            }
            try (Connection connection = dataSource.getConnection()) {
                return execute(connection, all, work);
            }
        } catch (SQLException e) {
            if (unit != null) {
                unit.markFailed();
            }
            throw new Failure(e);
        }
    }

    private <T> T execute(Connection connection, List<UnitOfWork.Statement> all, Work<T> work) throws SQLException {
        String text = all.size() == 1
                ? all.get(0).sql()
                : all.stream().map(UnitOfWork.Statement::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            int next = 1;
            for (UnitOfWork.Statement one : all) {
                next = parameters.set(statement, next, one.sql(), one.parameters());
            }
            statement.execute();
            for (int earlier = 1; earlier < all.size(); earlier++) {
                statement.getMoreResults();
            }
            return work.on(statement);
        }
    }
}
