package io.salesprocess.evidence;

import com.fasterxml.jackson.core.type.TypeReference;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.kernel.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All that prospects have answered so far, from every submission and conversation: one survey a deal. Each answer is kept with who
 * gave it and when. Of several answers to one question the newest is the current one, but a form does not replace what a person
 * recorded.
 */
@Singleton
public class Surveys implements Sheet<SurveyBody>, EvidenceWords {

    private static final String FIND = "SELECT answers FROM survey WHERE deal_id = ?";

    /**
     * Keeps the answers with their source. Current answers that they replace and that were kept without a source, by an earlier
     * version of the service, are kept as given by an unknown source first.
     */
    private static final String KEEP = """
            WITH given AS (SELECT ?::uuid AS deal_id, ?::jsonb AS answers),
            unknown AS (
                SELECT s.deal_id, jsonb_object_agg(b.key, b.value) AS answers
                FROM given JOIN survey s USING (deal_id), jsonb_each(s.answers) AS b
                WHERE given.answers -> b.key <> b.value AND (
                    SELECT TRUE FROM survey_given g WHERE g.deal_id = s.deal_id AND g.answers -> b.key = b.value
                    ORDER BY g.id DESC LIMIT 1) IS NULL
                GROUP BY s.deal_id),
            kept_unknown AS (
                INSERT INTO survey_given (id, deal_id, answers) SELECT ?, deal_id, answers FROM unknown),
            kept AS (
                INSERT INTO survey_given (id, deal_id, answers, at, actor_kind, actor_id, salesperson_id, submission_id)
                SELECT ?, deal_id, answers, ?, ?, ?, ?, ? FROM given WHERE answers <> '{}')
            """;

    private static final String ADD = KEEP + """
            INSERT INTO survey (deal_id, answers) SELECT deal_id, answers FROM given
            ON CONFLICT (deal_id) DO UPDATE SET answers = survey.answers || (excluded.answers - survey.recorded_keys)
            RETURNING (SELECT count(*) FROM jsonb_object_keys(survey.answers))""";

    private static final String BEGIN = """
            WITH given AS (SELECT ?::uuid AS deal_id, ?::jsonb AS answers),
            kept AS (
                INSERT INTO survey_given (id, deal_id, answers, at, actor_kind, actor_id, salesperson_id, submission_id)
                SELECT ?, deal_id, answers, ?, ?, ?, ?, ? FROM given WHERE answers <> '{}')
            INSERT INTO survey (deal_id, answers) SELECT deal_id, answers FROM given""";

    private static final String REPLACE = KEEP + """
            INSERT INTO survey (deal_id, answers, recorded_keys)
            SELECT deal_id, ?::jsonb, ARRAY(SELECT jsonb_object_keys(answers)) FROM given
            ON CONFLICT (deal_id) DO UPDATE SET answers = excluded.answers, recorded_keys = ARRAY(
                (SELECT unnest(survey.recorded_keys) UNION SELECT unnest(excluded.recorded_keys))
                INTERSECT SELECT jsonb_object_keys(excluded.answers))""";

    /** What was given goes along. */
    private static final String ERASE = "DELETE FROM survey WHERE deal_id = ANY (?)";

    private static final TypeReference<Map<String, Object>> ANSWERS = new TypeReference<>() {};

    private final Sql sql;
    private final Json json;
    private final Ids ids;
    private final Clock clock;

    Surveys(Sql sql, Json json, Ids ids, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Who gives answers.
     *
     * @param submissionId the submission that they are from; null if a person records them
     */
    public record Source(Actor actor, UUID submissionId) {}

    @Override
    public SurveyBody of(Deal deal) {
        return new SurveyBody(answers(deal.id()));
    }

    @Override
    public void check(SurveyBody after) {
        after.check();
    }

    @Override
    public Fact fact(SurveyBody after) {
        return new Fact.SurveyRecorded(after.answers().size());
    }

    /** The current answers, by the keys of the questions. */
    public Map<String, Object> answers(UUID dealId) {
        return sql.first(FIND, row -> json.read(row.getString("answers"), ANSWERS), dealId)
                .orElse(Map.of());
    }

    /**
     * Adds the answers of a form to the survey of a deal that is locked. They become current, except where a person recorded an
     * answer. Returns how many questions have an answer now.
     */
    public int add(UUID dealId, Map<String, Object> answers, Source source) {
        Actor by = source.actor();
        return sql.first(
                        ADD,
                        row -> row.getInt(1),
                        dealId,
                        json.write(answers),
                        ids.next(),
                        ids.next(),
                        clock.instant(),
                        HyphenatedEnums.nameOf(by.kind()),
                        by.id(),
                        by.salespersonId(),
                        source.submissionId())
                .orElseThrow();
    }

    /** Begins the survey of a deal that has just been opened. */
    public void begin(UUID dealId, Map<String, Object> answers, Source source) {
        Actor by = source.actor();
        sql.updateLater(
                BEGIN,
                dealId,
                json.write(answers),
                ids.next(),
                clock.instant(),
                HyphenatedEnums.nameOf(by.kind()),
                by.id(),
                by.salespersonId(),
                source.submissionId());
    }

    /** Makes the answers after the change the current ones, as recorded by a person. */
    @Override
    public void keep(UUID dealId, SurveyBody before, SurveyBody after, Actor by) {
        sql.update(
                REPLACE,
                dealId,
                json.write(after.changesSince(before)),
                ids.next(),
                ids.next(),
                clock.instant(),
                HyphenatedEnums.nameOf(by.kind()),
                by.id(),
                by.salespersonId(),
                null,
                json.write(after.answers()));
    }

    @Override
    public String name() {
        return "survey";
    }

    @Override
    public Map<String, Object> export(Deal deal) {
        return answers(deal.id());
    }

    @Override
    public void erase(List<UUID> dealIds) {
        sql.update(ERASE, (Object) dealIds.toArray(UUID[]::new));
    }
}
