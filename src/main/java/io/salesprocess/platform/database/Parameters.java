package io.salesprocess.platform.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sets the parameters of statements. A null gets the type that values of the same parameter have had: if types changed from
 * one time to the next, the driver would have the server parse the statement again, and plan it again for some times after.
 */
final class Parameters {

    private static final Map<Class<?>, String> TYPES = Map.of(
            String.class, "varchar",
            UUID.class, "uuid",
            OffsetDateTime.class, "timestamptz",
            Integer.class, "int4",
            Long.class, "int8",
            Boolean.class, "bool",
            byte[].class, "bytea");

    /** Far more than there are; so that nothing grows for ever, should statements hold values one day. */
    private static final int MOST_STATEMENTS = 2_000;

    private final Map<String, String[]> typesByStatement = new ConcurrentHashMap<>();

    /**
     * Sets the parameters of one of the statements that are prepared together.
     *
     * @param first the place of its first parameter
     * @return the place after its last one
     */
    int set(PreparedStatement target, int first, String statement, Object[] values) throws SQLException {
        String[] types = types(statement, values.length);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : values[i];
            if (value != null) {
                learn(types, i, TYPES.get(value.getClass()));
                target.setObject(first + i, value);
            } else if (types[i] == null) {
                target.setNull(first + i, Types.NULL);
            } else {
                target.setNull(first + i, Types.OTHER, types[i]);
            }
        }
        return first + values.length;
    }

    /** Written only where it is news: all threads read it. */
    private static void learn(String[] types, int index, String type) {
        if (!Objects.equals(types[index], type)) {
            types[index] = type;
        }
    }

    /** Of parameters that have not had a value yet, or one of another kind, null. */
    private String[] types(String statement, int count) {
        if (typesByStatement.size() > MOST_STATEMENTS) {
            typesByStatement.clear();
        }
        return typesByStatement.computeIfAbsent(statement, unknown -> new String[count]);
    }
}
