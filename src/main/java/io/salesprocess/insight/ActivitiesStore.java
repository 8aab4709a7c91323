package io.salesprocess.insight;

import io.salesprocess.insight.InsightStore.StageOfPipeline;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads how stays ended, all together and with each kind of activity. */
@Singleton
class ActivitiesStore {

    private static final String STAYS = """
            SELECT pipeline_key, stage, NULL AS kind, advanced + lost, advanced FROM insight_count WHERE %s""";

    private static final String COUNTED_STAYS = """
            SELECT pipeline_key, stage, NULL, count(*), count(*) FILTER (WHERE outcome = 'advanced')
            FROM insight_visit WHERE outcome <> 'open' AND %s GROUP BY pipeline_key, stage""";

    private static final String ACTIVITIES = """
            SELECT pipeline_key, stage, kind, stays, advanced FROM insight_activity WHERE %s""";

    private static final String COUNTED_ACTIVITIES = """
            SELECT pipeline_key, stage, kind, count(*), count(*) FILTER (WHERE outcome = 'advanced')
            FROM insight_visit CROSS JOIN LATERAL unnest(kinds) kind WHERE outcome <> 'open' AND %s
            GROUP BY pipeline_key, stage, kind""";

    /** The kinds that were done in most stays, of each stage so many; the line without a kind has the number of them all. */
    private static final String ALL = """
            WITH summed AS (
                SELECT pipeline_key, stage, kind, sum(stays) AS stays, sum(advanced) AS advanced
                FROM (%s UNION ALL %s) parts (pipeline_key, stage, kind, stays, advanced)
                GROUP BY pipeline_key, stage, kind HAVING sum(stays) > 0)
            SELECT pipeline_key AS of, stage, kind, stays, advanced, kinds FROM (
                SELECT *, row_number() OVER (PARTITION BY pipeline_key, stage
                        ORDER BY kind IS NULL DESC, stays DESC, kind COLLATE "C") - 1 AS place,
                    count(kind) OVER (PARTITION BY pipeline_key, stage) AS kinds
                FROM summed) ranked
            WHERE kind IS NULL OR kind = ? OR ?::text IS NULL AND place <= ?
            ORDER BY pipeline_key, stage, place""";

    private final Sql sql;

    ActivitiesStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * How stays in a stage ended.
     *
     * @param all those that ended by advancing, of all
     * @param kinds how many kinds of activities there are
     * @param byKind those of stays with each kind; not every kind needs to be here
     */
    record Stays(Proportion all, long kinds, Map<String, Proportion> byKind) {
        static final Stays NONE = new Stays(new Proportion(0, 0), 0, Map.of());
    }

    /**
     * By stages in which any stay has ended.
     *
     * @param kind the only one that is wanted, or null
     * @param most how many kinds of each stage, if it is null
     */
    Reading<Map<StageOfPipeline, Stays>> stays(Cohort cohort, String kind, int most) {
        record Line(StageOfPipeline stage, String kind, Proportion advanced, long kinds) {}
        Parts stays = Parts.of(STAYS, cohort.counted(), COUNTED_STAYS, cohort.uncounted());
        Parts activities = Parts.of(ACTIVITIES, cohort.counted(), COUNTED_ACTIVITIES, cohort.uncounted());
        List<Object> parameters = new ArrayList<>(stays.parameters());
        parameters.addAll(activities.parameters());
        Collections.addAll(parameters, kind, kind, most);
        return Reading.read(
                        sql,
                        ALL.formatted(stays.sql(), activities.sql()),
                        row -> new Line(
                                new StageOfPipeline(row.getString("of"), row.getString("stage")),
                                row.getString("kind"),
                                new Proportion(row.getLong("advanced"), row.getLong("stays")),
                                row.getLong("kinds")),
                        parameters)
                .map(lines -> {
                    Map<StageOfPipeline, Stays> stages = new LinkedHashMap<>();
                    for (Line line : lines) {
                        if (line.kind() == null) {
                            stages.put(line.stage(), new Stays(line.advanced(), line.kinds(), new LinkedHashMap<>()));
                        } else {
                            stages.get(line.stage()).byKind().put(line.kind(), line.advanced());
                        }
                    }
                    return stages;
                });
    }
}
