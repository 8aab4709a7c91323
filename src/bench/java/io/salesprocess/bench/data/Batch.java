package io.salesprocess.bench.data;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Rows of many tables that are written together, in the text format of {@code COPY}. */
final class Batch implements Rows {

    private final Map<Table, StringBuilder> rows = new EnumMap<>(Table.class);
    private final Map<Table, Integer> counts = new EnumMap<>(Table.class);

    @Override
    public void add(Table table, Object... values) {
        if (values.length != table.columns().size()) {
            throw new IllegalArgumentException(table + " has the columns " + table.columns() + ".");
        }
        StringBuilder text = rows.computeIfAbsent(table, key -> new StringBuilder());
        for (int i = 0; i < values.length; i++) {
            append(text.append(i == 0 ? "" : "\t"), values[i]);
        }
        text.append('\n');
        counts.merge(table, 1, Integer::sum);
    }

    /** How many rows of each table there are. */
    Map<Table, Integer> counts() {
        return Collections.unmodifiableMap(counts);
    }

    /** Writes everything, in the connection's transaction. */
    void copyTo(Connection connection) throws SQLException {
        CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
        for (Map.Entry<Table, StringBuilder> entry : rows.entrySet()) {
            Table table = entry.getKey();
            String columns = String.join(", ", table.columns());
            try {
                copy.copyIn(
                        "COPY " + table.sqlName() + " (" + columns + ") FROM STDIN",
                        new StringReader(entry.getValue().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void append(StringBuilder text, Object value) {
        if (value == null) {
            text.append("\\N");
        } else if (value instanceof byte[] bytes) {
            text.append("\\\\x").append(HexFormat.of().formatHex(bytes));
        } else if (value instanceof String words) {
            escape(text, words);
        } else {
            text.append(value);
        }
    }

    private static void escape(StringBuilder text, String words) {
        for (int i = 0; i < words.length(); i++) {
            char letter = words.charAt(i);
            switch (letter) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(letter);
            }
        }
    }
}
