package io.salesprocess.intake;

import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of forms, and whose turn it is. */
@Singleton
class FormStore {

    private static final String COLUMNS =
            "SELECT key, title, pipeline_key, offering_id, region, assignment, salesperson_id, questions, version FROM form";
    private static final String FIND = COLUMNS + " WHERE key = ?";
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";
    private static final String AFTER = COLUMNS + " WHERE key > ? ORDER BY key LIMIT ?";
    private static final String INSERT = """
            INSERT INTO form (title, pipeline_key, offering_id, region, assignment, salesperson_id, questions, key, created_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, 0) ON CONFLICT (key) DO NOTHING""";
    private static final String UPDATE = """
            UPDATE form SET title = ?, pipeline_key = ?, offering_id = ?, region = ?, assignment = ?, salesperson_id = ?,
                questions = ?::jsonb, version = version + 1 WHERE key = ?""";

    private static final String BEGIN_TURNS =
            "INSERT INTO form_turn (form_key, salesperson_id) VALUES (?, NULL) ON CONFLICT DO NOTHING";
    private static final String LAST_TURN = "SELECT salesperson_id FROM form_turn WHERE form_key = ? FOR UPDATE";
    private static final String TAKE_TURN = "UPDATE form_turn SET salesperson_id = ? WHERE form_key = ?";

    private final Sql sql;
    private final Json json;

    FormStore(Sql sql, Json json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<Versioned<FormBody>> find(String key) {
        return sql.first(FIND, this::form, key);
    }

    /** The same, and no other transaction changes it until this one ends. */
    Optional<Versioned<FormBody>> lock(String key) {
        return sql.first(LOCK, this::form, key);
    }

    /** How many rows there are; counting ends at the limit. */
    long count(int limit) {
        return sql.count("SELECT FROM form LIMIT ?", limit);
    }

    List<FormBody> after(String key, int limit) {
        return sql.list(AFTER, row -> form(row).value(), key, limit);
    }

    /** False if another form has the key. */
    boolean insert(FormBody form, Instant createdAt) {
        List<Object> parameters = columns(form);
        parameters.add(createdAt);
        return sql.update(INSERT, parameters.toArray()) == 1;
    }

    void update(FormBody form) {
        sql.update(UPDATE, columns(form).toArray());
    }

    /** Who had the last turn; other transactions wait for theirs until this one ends. */
    UUID lockLastTurn(String key) {
        sql.update(BEGIN_TURNS, key);
        return sql.list(LAST_TURN, row -> row.getObject(1, UUID.class), key).get(0);
    }

    void takeTurn(String key, UUID salespersonId) {
        sql.update(TAKE_TURN, salespersonId, key);
    }

    private List<Object> columns(FormBody form) {
        List<Object> columns = new ArrayList<>();
        Collections.addAll(
                columns,
                form.title().strip(),
                form.pipeline(),
                form.offeringId(),
                form.region(),
                HyphenatedEnums.nameOf(form.assignment().kind()),
                form.assignment().salespersonId(),
                json.write(form.questions()),
                form.key());
        return columns;
    }

    private Versioned<FormBody> form(ResultSet row) throws SQLException {
        String key = row.getString("key");
        return new Versioned<>(
                new FormBody(
                        key,
                        row.getString("title"),
                        row.getString("pipeline_key"),
                        row.getObject("offering_id", UUID.class),
                        row.getString("region"),
                        new Assignment(
                                HyphenatedEnums.valueOf(Assignment.Kind.class, row.getString("assignment")),
                                row.getObject("salesperson_id", UUID.class)),
                        List.of(json.read(row.getString("questions"), Question[].class))),
                row.getLong("version"));
    }
}
