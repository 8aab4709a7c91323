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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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

    private final DataSource dataSource;

    /** Statements of the current transaction that have not been sent yet; null unless they are gathered. */
    private final ThreadLocal<List<Later>> gathered = new ThreadLocal<>();

    private final Parameters parameters = new Parameters();

    Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    private record Later(String statement, Object[] parameters) {}

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

        /** Whether this unique constraint was in the way. */
        public boolean violates(String unique) {
            return constraint(UNIQUE_VIOLATION).filter(unique::equals).isPresent();
        }

        /** The foreign key that found nothing to refer to, if that is what was in the way. */
        public Optional<String> missingReference() {
            return constraint(FOREIGN_KEY_VIOLATION);
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

    /** Runs a statement that changes rows, and tells how many. */
    public int update(String statement, Object... parameters) {
        return run(statement, parameters, PreparedStatement::getUpdateCount);
    }

    /**
     * Runs a statement whose answer nobody waits for. While statements are {@link #gathering gathered} it is sent together
     * with the next one, which saves a round trip; if it fails, that shows there. Otherwise it runs at once.
     */
    public void updateLater(String statement, Object... parameters) {
        List<Later> waiting = gathered.get();
        if (waiting == null) {
            run(statement, parameters, done -> null);
        } else {
            waiting.add(new Later(statement, parameters));
        }
    }

    /**
     * Does work in the current transaction, during which statements may wait for the next one; at its end all have been sent.
     */
    public <T> T gathering(Supplier<T> work) {
        gathered.set(new ArrayList<>());
        try {
            T result = work.get();
            List<Later> waiting = gathered.get();
            if (!waiting.isEmpty()) {
                Later last = waiting.remove(waiting.size() - 1);
                run(last.statement(), last.parameters(), done -> null);
            }
            return result;
        } finally {
            gathered.remove();
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
        if (Deadline.current().filter(deadline -> deadline.millisLeft() == 0).isPresent()) {
            // Sent now, the statement would be carried out, and nobody would learn of it.
            throw new Failure(new SQLTimeoutException("There is no time left for a statement."));
        }
        List<Later> all = withEarlier(sql, values);
        String text = all.size() == 1 ? sql : all.stream().map(Later::statement).collect(Collectors.joining(";\n"));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(text)) {
            int next = 1;
            for (Later one : all) {
                next = parameters.set(statement, next, one.statement(), one.parameters());
            }
            statement.execute();
            for (int earlier = 1; earlier < all.size(); earlier++) {
                statement.getMoreResults();
            }
            return work.on(statement);
        } catch (SQLException e) {
            throw new Failure(e);
        }
    }

    private List<Later> withEarlier(String sql, Object[] parameters) {
        Later now = new Later(sql, parameters);
        List<Later> waiting = gathered.get();
        if (waiting == null || waiting.isEmpty()) {
            return List.of(now);
        }
        List<Later> all = new ArrayList<>(waiting);
        all.add(now);
        waiting.clear();
        return all;
    }
}
