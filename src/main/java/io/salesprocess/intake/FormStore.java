package io.salesprocess.intake;

import io.salesprocess.pipeline.PipelineUse;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.Json;
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
import java.util.concurrent.ThreadLocalRandom;

/** The rows of forms, and whose turn it is. */
@Singleton
class FormStore implements PipelineUse {

    private static final String COLUMNS =
            "SELECT key, title, pipeline_key, offering_id, region, assignment, salesperson_id, shares, questions,"
                    + " unknown_fields, locale, page, retired, version FROM form";
    private static final String FIND = COLUMNS + " WHERE key = ?";
    private static final String LOCK = FIND + " FOR NO KEY UPDATE";
    private static final String AFTER = COLUMNS + " WHERE key > ? ORDER BY key LIMIT ?";
    private static final String OF_PIPELINE = "SELECT key FROM form WHERE pipeline_key = ? ORDER BY key LIMIT ?";
    private static final String INSERT = """
            INSERT INTO form (title, pipeline_key, offering_id, region, assignment, salesperson_id, shares, questions,
                unknown_fields, locale, page, retired, key, created_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?::jsonb, ?, ?, ?, 1) ON CONFLICT (key) DO NOTHING""";
    private static final String UPDATE = """
            UPDATE form SET title = ?, pipeline_key = ?, offering_id = ?, region = ?, assignment = ?, salesperson_id = ?,
                shares = ?::jsonb, questions = ?::jsonb, unknown_fields = ?, locale = ?, page = ?::jsonb, retired = ?,
                version = version + 1 WHERE key = ?""";

    /** 61 requests can take turns of one form at once. It is a prime, so that no slot is always the same salesperson's. */
    private static final String BEGIN_TURNS = """
            INSERT INTO form_turn_slot (form_key, slot, turn) SELECT ?, slot, slot FROM generate_series(0, 60) AS slot
            ON CONFLICT DO NOTHING""";

    /**
     * The lowest turn that is free. A slot whose turn another request has taken since the statement began is passed over, as the
     * lowest turn could be in another by now.
     */
    private static final String TAKE_TURN = """
            WITH seen AS MATERIALIZED (SELECT slot, turn FROM form_turn_slot WHERE form_key = ?),
            free AS MATERIALIZED (
                SELECT one.slot FROM form_turn_slot one JOIN seen ON seen.slot = one.slot AND seen.turn = one.turn
                WHERE one.form_key = ? ORDER BY one.turn LIMIT 1 FOR UPDATE OF one SKIP LOCKED)
            UPDATE form_turn_slot taken SET turn = taken.turn + 61 FROM free
            WHERE taken.form_key = ? AND taken.slot = free.slot RETURNING taken.turn - 61 AS turn""";

    private static final int MOST_ATTEMPTS = 5;

    private final Sql sql;
    private final Json json;

    FormStore(Sql sql, Json json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<FormBody> find(String key) {
        return sql.first(FIND, this::form, key);
    }

    /** The same, and no other transaction changes it until this one ends. */
    Optional<FormBody> lock(String key) {
        return sql.first(LOCK, this::form, key);
    }

    /** How many rows there are; counting ends at the limit. */
    long count(int limit) {
        return sql.count("SELECT FROM form LIMIT ?", limit);
    }

    List<FormBody> after(String key, int limit) {
        return sql.list(AFTER, this::form, key, limit);
    }

    @Override
    public List<String> of(String pipeline, int limit) {
        return sql.list(OF_PIPELINE, row -> "form " + row.getString("key"), pipeline, limit);
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

    /** Makes the form ready for turns, if it is not. */
    void beginTurns(String key) {
        sql.update(BEGIN_TURNS, key);
    }

    /**
     * Takes the next turn of the form, from 0 on, and waits for no other request. If the transaction is rolled back, the turn goes
     * to the next request. If more requests take turns at once than there are slots, the others get any.
     */
    long takeTurn(String key) {
        Optional<Long> turn = sql.first(TAKE_TURN, row -> row.getLong("turn"), key, key, key);
        if (turn.isEmpty()) {
            // A form that an instance of an earlier version has made.
            beginTurns(key);
        }
        for (int attempt = 1; turn.isEmpty() && attempt < MOST_ATTEMPTS; attempt++) {
            turn = sql.first(TAKE_TURN, row -> row.getLong("turn"), key, key, key);
        }
        return turn.orElseGet(() -> ThreadLocalRandom.current().nextLong(Integer.MAX_VALUE));
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
                form.assignment().roundRobin() == null
                        ? null
                        : json.write(form.assignment().roundRobin()),
                json.write(form.questions()),
                form.unknownFields() == null ? null : HyphenatedEnums.nameOf(form.unknownFields()),
                form.locale(),
                form.page() == null ? null : json.write(form.page()),
                form.retired(),
                form.key());
        return columns;
    }

    private FormBody form(ResultSet row) throws SQLException {
        String unknownFields = row.getString("unknown_fields");
        String page = row.getString("page");
        return new FormBody(
                row.getString("key"),
                row.getString("title"),
                row.getString("pipeline_key"),
                row.getObject("offering_id", UUID.class),
                row.getString("region"),
                assignment(row),
                List.of(json.read(row.getString("questions"), Question[].class)),
                unknownFields == null ? null : HyphenatedEnums.valueOf(UnknownFields.class, unknownFields),
                row.getString("locale"),
                page == null ? null : json.read(page, FormBody.Page.class),
                row.getBoolean("retired"),
                row.getLong("version"),
                null);
    }

    private Assignment assignment(ResultSet row) throws SQLException {
        Assignment.Kind kind = HyphenatedEnums.valueOf(Assignment.Kind.class, row.getString("assignment"));
        String shares = kind == Assignment.Kind.ROUND_ROBIN ? row.getString("shares") : null;
        return new Assignment(
                kind,
                row.getObject("salesperson_id", UUID.class),
                shares == null ? null : List.of(json.read(shares, Share[].class)));
    }
}
