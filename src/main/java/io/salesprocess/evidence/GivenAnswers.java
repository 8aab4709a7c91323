package io.salesprocess.evidence;

import io.salesprocess.deal.ActorResponse;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.evidence.SurveyResponse.GivenAnswer;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Answers as they were given, each with its source; {@link Surveys} writes them. */
@Singleton
class GivenAnswers implements EvidenceWords {

    private static final String NEWEST = """
            SELECT e.key, e.value, g.at, g.actor_kind, g.actor_id, g.salesperson_id, g.submission_id
            FROM survey_given g, jsonb_each(g.answers) AS e WHERE g.deal_id = ?
            ORDER BY g.id DESC, e.key DESC LIMIT ?""";

    private static final int MOST_SHOWN = 500;

    private final Sql sql;
    private final Json json;

    GivenAnswers(Sql sql, Json json) {
        this.sql = sql;
        this.json = json;
    }

    /** The newest, as many as a survey shows, oldest first. */
    List<GivenAnswer> shown(UUID dealId) {
        return newest(dealId, MOST_SHOWN);
    }

    @Override
    public String name() {
        return "surveyGiven";
    }

    @Override
    public List<GivenAnswer> export(Deal deal) {
        return newest(deal.id(), Integer.MAX_VALUE);
    }

    /** They go with their survey. */
    @Override
    public void erase(List<UUID> dealIds) {}

    private List<GivenAnswer> newest(UUID dealId, int most) {
        List<GivenAnswer> given = sql.list(NEWEST, this::answer, dealId, most);
        Collections.reverse(given);
        return given;
    }

    private GivenAnswer answer(ResultSet row) throws SQLException {
        return new GivenAnswer(
                row.getString("key"),
                json.read(row.getString("value"), Object.class),
                Sql.instant(row, "at"),
                actor(row),
                row.getObject("submission_id", UUID.class));
    }

    private static ActorResponse actor(ResultSet row) throws SQLException {
        String kind = row.getString("actor_kind");
        return kind == null
                ? null
                : ActorResponse.of(new Actor(
                        HyphenatedEnums.valueOf(Actor.Kind.class, kind),
                        row.getString("actor_id"),
                        row.getObject("salesperson_id", UUID.class)));
    }
}
