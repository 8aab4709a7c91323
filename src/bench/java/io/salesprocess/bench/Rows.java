package io.salesprocess.bench;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads all that a query returns. */
final class Rows {

    private final PreparedStatement statement;
    private final Class<?>[] types;

    Rows(PreparedStatement statement) throws SQLException {
        this.statement = statement;
        ResultSetMetaData columns = statement.getMetaData();
        this.types = new Class<?>[columns.getColumnCount()];
        for (int i = 0; i < types.length; i++) {
            types[i] = type(columns.getColumnTypeName(i + 1));
        }
    }

    /** What the driver turns a column into with the least effort. */
    private static Class<?> type(String column) {
        return switch (column) {
            case "uuid" -> UUID.class;
            case "timestamptz" -> OffsetDateTime.class;
            case "int4" -> Integer.class;
            case "int8", "bigserial" -> Long.class;
            case "bytea" -> byte[].class;
            default -> String.class;
        };
    }

    /** Reads every column of every row, and tells how many rows there were. */
    int read(Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        int rows = 0;
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                for (int i = 0; i < types.length; i++) {
                    if (types[i] == String.class) {
                        row.getString(i + 1);
                    } else {
                        row.getObject(i + 1, types[i]);
                    }
                }
                rows++;
            }
        }
        return rows;
    }
}
