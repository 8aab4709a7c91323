package io.salesprocess.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All rows of a command, written by one prepared statement in one round trip. A null has the type that values at its place
 * have had, as otherwise the driver has the server parse the statement again.
 */
final class OneStatement {

    private static final Map<Class<?>, String> TYPES = Map.of(
            String.class, "varchar",
            UUID.class, "uuid",
            OffsetDateTime.class, "timestamptz",
            Integer.class, "int4",
            Long.class, "int8",
            Boolean.class, "bool",
            byte[].class, "bytea");

    private final PreparedStatement statement;
    private final String[] types;

    /** @param parts write a row each; all but the last become common table expressions */
    OneStatement(Connection connection, List<String> parts) throws SQLException {
        StringBuilder sql = new StringBuilder("WITH ");
        int last = parts.size() - 1;
        for (int i = 0; i < last; i++) {
            sql.append(i == 0 ? "" : ", ")
                    .append("part_")
                    .append(i)
                    .append(" AS (")
                    .append(parts.get(i))
                    .append(')');
        }
        this.statement = connection.prepareStatement(
                sql.append(' ').append(parts.get(last)).toString());
        this.types = new String[statement.getParameterMetaData().getParameterCount()];
    }

    /** Writes the rows, whose values follow one another as the parts do. */
    void write(List<Object[]> rows) throws SQLException {
        int place = 0;
        for (Object[] row : rows) {
            for (Object value : row) {
                set(place++, value);
            }
        }
        if (statement.executeUpdate() != 1) {
            throw new IllegalStateException("Not one row was written: " + statement);
        }
    }

    private void set(int place, Object value) throws SQLException {
        if (value != null) {
            types[place] = TYPES.get(value.getClass());
            statement.setObject(place + 1, value);
        } else if (types[place] == null) {
            statement.setNull(place + 1, Types.NULL);
        } else {
            statement.setNull(place + 1, Types.OTHER, types[place]);
        }
    }
}
