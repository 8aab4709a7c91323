package io.salesprocess.intake;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.cache.Recent;
import io.salesprocess.platform.json.HyphenatedEnums;
import io.salesprocess.platform.json.Json;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.sql.AfterCommit;
import io.salesprocess.platform.sql.Sql;
import io.salesprocess.salesperson.Salespeople;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The forms there are, and whose turn it is. */
@Singleton
class Forms implements PanacheRepositoryBase<FormEntity, String> {

    private static final String FIND = """
            SELECT key, title, pipeline_key, offering_id, assignment, salesperson_id, questions FROM form WHERE key = ?""";

    private static final String BEGIN_TURNS =
            "INSERT INTO form_turn (form_key, salesperson_id) VALUES (?, NULL) ON CONFLICT DO NOTHING";
    private static final String LAST_TURN = "SELECT salesperson_id FROM form_turn WHERE form_key = ? FOR UPDATE";
    private static final String TAKE_TURN = "UPDATE form_turn SET salesperson_id = ? WHERE form_key = ?";

    private final Json json;
    private final Salespeople salespeople;
    private final Sql sql;
    private final AfterCommit afterCommit;
    private final Recent<String, Optional<FormBody>> known = new Recent<>();

    Forms(Json json, Salespeople salespeople, Sql sql, AfterCommit afterCommit) {
        this.json = json;
        this.salespeople = salespeople;
        this.sql = sql;
        this.afterCommit = afterCommit;
    }

    /** The form as submissions to it are read; not found if there is none. */
    FormBody current(String key) {
        return known.get(key, wanted -> sql.first(FIND, this::body, wanted)).orElseThrow(ProblemException::notFound);
    }

    FormEntity get(String key) {
        return findByIdOptional(key).orElseThrow(ProblemException::notFound);
    }

    List<FormEntity> after(String key, int limit) {
        return find("key > ?1 order by key", key).page(0, limit).list();
    }

    FormBody body(FormEntity entity) {
        return new FormBody(
                entity.key,
                entity.title,
                entity.pipelineKey,
                entity.offeringId,
                new Assignment(HyphenatedEnums.valueOf(Assignment.Kind.class, entity.assignment), entity.salespersonId),
                List.of(json.read(entity.questions, Question[].class)));
    }

    private FormBody body(ResultSet row) throws SQLException {
        return new FormBody(
                row.getString("key"),
                row.getString("title"),
                row.getString("pipeline_key"),
                row.getObject("offering_id", UUID.class),
                new Assignment(
                        HyphenatedEnums.valueOf(Assignment.Kind.class, row.getString("assignment")),
                        row.getObject("salesperson_id", UUID.class)),
                List.of(json.read(row.getString("questions"), Question[].class)));
    }

    void fill(FormEntity entity, FormBody body) {
        afterCommit.run(known::forget);
        entity.title = body.title().strip();
        entity.pipelineKey = body.pipeline();
        entity.offeringId = body.offeringId();
        entity.assignment = HyphenatedEnums.nameOf(body.assignment().kind());
        entity.salespersonId = body.assignment().salespersonId();
        entity.questions = json.write(body.questions());
    }

    /**
     * The owner of the next deal that the form opens, or null. With round-robin everybody else waits for the transaction to
     * end, so that shares differ by one at most even if it is rolled back.
     */
    UUID nextOwner(FormBody form) {
        return switch (form.assignment().kind()) {
            case NONE -> null;
            case SALESPERSON -> form.assignment().salespersonId();
            case ROUND_ROBIN -> nextInTurn(form.key());
        };
    }

    private UUID nextInTurn(String key) {
        sql.update(BEGIN_TURNS, key);
        UUID last =
                sql.list(LAST_TURN, row -> row.getObject(1, UUID.class), key).get(0);
        UUID next = salespeople.nextAfter(last).orElse(null);
        if (next != null) {
            sql.update(TAKE_TURN, next, key);
        }
        return next;
    }
}
