package io.salesprocess.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The record of an {@code Idempotency-Key}, after the model of one that the service has written: the same columns, as long,
 * under another key.
 */
final class IdempotencyRecord {

    private static final int KEY_BYTES = 32;

    private final List<String> columns = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** After the model of the newest. */
    IdempotencyRecord(Database database) {
        String newest = "SELECT * FROM idempotency_record ORDER BY created_at DESC LIMIT 1";
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(newest)) {
            if (!row.next()) {
                throw new InvalidRoundException("The service has not kept any record.");
            }
            ResultSetMetaData data = row.getMetaData();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                columns.add(data.getColumnName(i));
                values.add(row.getObject(i));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(newest, e);
        }
    }

    String insert() {
        return "INSERT INTO idempotency_record (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    /** Values for one more record. */
    Object[] next(UUID prospect) {
        Object[] next = values.toArray();
        byte[] key = new byte[KEY_BYTES];
        ThreadLocalRandom.current().nextBytes(key);
        next[columns.indexOf("key")] = HexFormat.of().formatHex(key);
        next[columns.indexOf("created_at")] = OffsetDateTime.now(ZoneOffset.UTC);
        int told = columns.indexOf("prospect_id");
        if (next[told] != null) {
            next[told] = prospect;
        }
        return next;
    }
}
