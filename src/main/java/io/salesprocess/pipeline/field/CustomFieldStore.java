package io.salesprocess.pipeline.field;

import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rows of definitions. */
@Singleton
class CustomFieldStore {

    private static final String COLUMNS =
            "SELECT id, subject, key, label, type, options, retired, created_at, version FROM custom_field";
    private static final String FIND = COLUMNS + " WHERE id = ?";
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";
    private static final String OF_KEYS = COLUMNS + " WHERE subject = ? AND key = ANY(string_to_array(?, ' '))";

    /** Changes of definitions wait for each other; reading them, and values that are written, do not wait. */
    private static final String ONE_AT_A_TIME = "LOCK TABLE custom_field IN SHARE ROW EXCLUSIVE MODE";

    private static final String INSERT = """
            INSERT INTO custom_field (id, subject, key, label, type, options, retired, created_at, version)
            VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, 0)""";
    private static final String UPDATE =
            "UPDATE custom_field SET label = ?, options = ?::jsonb, retired = ?, version = version + 1 WHERE id = ?";
    private static final String ACTIVE = "SELECT FROM custom_field WHERE subject = ? AND NOT retired LIMIT ?";

    private static final Pattern KEY = Pattern.compile(CustomFieldRequest.KEY);

    private final Sql sql;
    private final Json json;

    CustomFieldStore(Sql sql, Json json) {
        this.sql = sql;
        this.json = json;
    }

    /** Lets no other transaction change definitions until this one ends. */
    void holdAll() {
        Transactions.mustBeThere();
        sql.update(ONE_AT_A_TIME);
    }

    Optional<Versioned<CustomFieldResponse>> find(UUID id) {
        return sql.first(FIND, this::field, id);
    }

    /** The definition; it waits for transactions that write values of the field, and the next ones wait for this one. */
    Optional<Versioned<CustomFieldResponse>> lock(UUID id) {
        Transactions.mustBeThere();
        return sql.first(LOCK, this::field, id);
    }

    /** The definitions of these keys, by key. */
    Map<String, CustomFieldResponse> named(FieldSubject subject, Collection<String> keys) {
        return named(OF_KEYS, subject, keys);
    }

    /** The same; none of them changes until the transaction ends. */
    Map<String, CustomFieldResponse> held(FieldSubject subject, Collection<String> keys) {
        Transactions.mustBeThere();
        return named(OF_KEYS + " ORDER BY id FOR SHARE", subject, keys);
    }

    /** Definitions of the subject, or of all, oldest first. */
    List<CustomFieldResponse> after(FieldSubject subject, UUID id, int limit) {
        Condition where = Condition.of("id > ?", id).and(of(subject));
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return sql.list(
                COLUMNS + " WHERE " + where.sql() + " ORDER BY id LIMIT ?",
                row -> field(row).value(),
                parameters.toArray());
    }

    /** How many there are of the subject, or of all; counting ends at the limit. */
    long count(FieldSubject subject, int limit) {
        Condition where = of(subject);
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return sql.count("SELECT FROM custom_field WHERE " + where.sql() + " LIMIT ?", parameters.toArray());
    }

    /** How many of the subject are not retired; counting ends at the limit. */
    long active(FieldSubject subject, int limit) {
        return sql.count(ACTIVE, HyphenatedEnums.nameOf(subject), limit);
    }

    void insert(UUID id, CustomFieldRequest field, Instant createdAt) {
        sql.update(
                INSERT,
                id,
                HyphenatedEnums.nameOf(field.subject()),
                field.key(),
                field.label(),
                HyphenatedEnums.nameOf(field.type()),
                json.write(field.options()),
                field.retired(),
                createdAt);
    }

    void update(UUID id, CustomFieldRequest field) {
        sql.update(UPDATE, field.label(), json.write(field.options()), field.retired(), id);
    }

    private Map<String, CustomFieldResponse> named(String query, FieldSubject subject, Collection<String> keys) {
        String wanted = keys.stream().filter(key -> KEY.matcher(key).matches()).collect(Collectors.joining(" "));
        return wanted.isEmpty()
                ? Map.of()
                : sql.list(query, row -> field(row).value(), HyphenatedEnums.nameOf(subject), wanted).stream()
                        .collect(Collectors.toMap(CustomFieldResponse::key, Function.identity()));
    }

    private static Condition of(FieldSubject subject) {
        return Condition.ALWAYS.andIf("subject = ?", subject == null ? null : HyphenatedEnums.nameOf(subject));
    }

    private Versioned<CustomFieldResponse> field(ResultSet row) throws SQLException {
        return new Versioned<>(
                new CustomFieldResponse(
                        row.getObject("id", UUID.class),
                        HyphenatedEnums.valueOf(FieldSubject.class, row.getString("subject")),
                        row.getString("key"),
                        row.getString("label"),
                        HyphenatedEnums.valueOf(FieldType.class, row.getString("type")),
                        List.of(json.read(row.getString("options"), String[].class)),
                        row.getBoolean("retired"),
                        Sql.instant(row, "created_at")),
                row.getLong("version"));
    }
}
