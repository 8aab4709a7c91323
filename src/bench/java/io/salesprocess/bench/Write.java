package io.salesprocess.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** A prepared statement that writes one row at a time. */
final class Write {

    private final PreparedStatement statement;

    Write(Connection connection, String sql) throws SQLException {
        this.statement = connection.prepareStatement(sql);
    }

    void row(Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        if (statement.executeUpdate() != 1) {
            throw new IllegalStateException("Not one row was written: " + statement);
        }
    }

    void rows(List<Object[]> rows) throws SQLException {
        for (Object[] row : rows) {
            row(row);
        }
    }

    /** Values as the driver takes them, so that nothing is left to be converted when it counts. */
    static Object[] ready(Object... values) {
        Object[] ready = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            ready[i] = values[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : values[i];
        }
        return ready;
    }
}
