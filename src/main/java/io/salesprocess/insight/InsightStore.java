package io.salesprocess.insight;

import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what is kept ready. Each answer comes from one statement, and so from one moment. Counts are added up, and where there
 * are none for just these deals the visits themselves are counted.
 */
@Singleton
class InsightStore {

    private static final String COUNTS = """
            SELECT pipeline_key, stage, entered, advanced, fell_short, lost, still_there FROM insight_count WHERE %s""";

    private static final String COUNTED_VISITS = """
            SELECT pipeline_key, stage, count(*), count(*) FILTER (WHERE outcome = 'advanced'), sum(fell_short),
                count(*) FILTER (WHERE outcome = 'lost'), count(*) FILTER (WHERE outcome = 'open')
            FROM insight_visit WHERE %s GROUP BY pipeline_key, stage""";

    private static final String FUNNEL = """
            SELECT pipeline_key AS of, stage, sum(entered) AS entered, sum(advanced) AS advanced,
                sum(fell_short) AS fell_short, sum(lost) AS lost, sum(still_there) AS still_there
            FROM (%s) parts (pipeline_key, stage, entered, advanced, fell_short, lost, still_there)
            GROUP BY pipeline_key, stage HAVING sum(entered) > 0""";

    private static final String DURATIONS = """
            SELECT pipeline_key, stage, bucket, visits, total, overdue FROM insight_duration WHERE %s""";

    private static final String MEASURED_VISITS = """
            SELECT pipeline_key, stage, bucket, count(*), sum(duration), count(*) FILTER (WHERE overdue)
            FROM insight_visit WHERE bucket IS NOT NULL AND %s GROUP BY pipeline_key, stage, bucket""";

    /**
     * A percentile is the k-th shortest of n durations, with k = ⌈n/2⌉ for the median and ⌈9n/10⌉ for the ninetieth. Counts by
     * bucket tell in which bucket it is and how many come before it there; it is looked up from the nearer end of the bucket.
     */
    private static final String STAGE_DURATIONS = """
            WITH buckets AS (
                SELECT pipeline_key, stage, bucket, sum(visits) AS visits, sum(total) AS total,
                    sum(overdue) AS overdue
                FROM (%1$s) parts (pipeline_key, stage, bucket, visits, total, overdue)
                GROUP BY pipeline_key, stage, bucket HAVING sum(visits) > 0),
            running AS (
                SELECT *, sum(visits) OVER (PARTITION BY pipeline_key, stage ORDER BY bucket) - visits AS before,
                    sum(visits) OVER (PARTITION BY pipeline_key, stage) AS n
                FROM buckets),
            percentiles AS (
                SELECT pipeline_key, stage, name, bucket, place - before - 1 AS shorter, before + visits - place AS longer
                FROM running CROSS JOIN LATERAL (VALUES
                    ('median', div(n + 1, 2)), ('p90', div(9 * n + 9, 10))) wanted (name, place)
                WHERE place > before AND place <= before + visits),
            found AS (
                SELECT pipeline_key, stage, name, CASE
                    WHEN (SELECT v.duration FROM insight_visit v WHERE (v.pipeline_key, v.stage, v.bucket)
                            = (w.pipeline_key, w.stage, w.bucket) ORDER BY v.duration LIMIT 1)
                        = (SELECT v.duration FROM insight_visit v WHERE (v.pipeline_key, v.stage, v.bucket)
                            = (w.pipeline_key, w.stage, w.bucket) ORDER BY v.duration DESC LIMIT 1)
                    THEN (SELECT v.duration FROM insight_visit v WHERE (v.pipeline_key, v.stage, v.bucket)
                            = (w.pipeline_key, w.stage, w.bucket) ORDER BY v.duration LIMIT 1)
                    WHEN shorter <= longer
                    THEN (SELECT v.duration FROM insight_visit v WHERE (v.pipeline_key, v.stage, v.bucket)
                            = (w.pipeline_key, w.stage, w.bucket) AND %2$s ORDER BY v.duration OFFSET shorter LIMIT 1)
                    ELSE (SELECT v.duration FROM insight_visit v WHERE (v.pipeline_key, v.stage, v.bucket)
                            = (w.pipeline_key, w.stage, w.bucket) AND %2$s ORDER BY v.duration DESC OFFSET longer LIMIT 1)
                    END AS duration
                FROM percentiles w)
            SELECT pipeline_key AS of, stage, b.visits, b.total, b.overdue, m.duration AS median, n.duration AS p90
            FROM (SELECT pipeline_key, stage, sum(visits) AS visits, sum(total) AS total, sum(overdue) AS overdue
                FROM buckets GROUP BY 1, 2) b
            JOIN found m USING (pipeline_key, stage) JOIN found n USING (pipeline_key, stage)
            WHERE m.name = 'median' AND n.name = 'p90'""";

    private final Sql sql;

    InsightStore(Sql sql) {
        this.sql = sql;
    }

    /** A stage of a pipeline. */
    record StageOfPipeline(String pipeline, String stage) {}

    /** What became of those who entered a stage. */
    record Counts(long entered, long advanced, long fellShort, long lost, long stillThere) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    /**
     * How long visits took that have ended.
     *
     * @param overdue those that ended after their last attempt was due
     */
    record Durations(long visits, Duration median, Duration p90, Duration total, long overdue) {
        static final Durations NONE = new Durations(0, null, null, Duration.ZERO, 0);
    }

    Reading<Map<StageOfPipeline, Counts>> funnel(Cohort cohort) {
        Parts parts = Parts.of(COUNTS, cohort.counted(), COUNTED_VISITS, cohort.uncounted());
        return read(FUNNEL.formatted(parts.sql()), InsightStore::counts, parts.parameters());
    }

    Reading<Map<StageOfPipeline, Durations>> stageDurations(Cohort cohort) {
        Parts parts = Parts.of(DURATIONS, cohort.countedDurations(), MEASURED_VISITS, cohort.uncountedDurations());
        List<Object> parameters = new ArrayList<>(parts.parameters());
        parameters.addAll(cohort.visits().parameters());
        parameters.addAll(cohort.visits().parameters());
        String statement =
                STAGE_DURATIONS.formatted(parts.sql(), cohort.visits().sql());
        return read(statement, InsightStore::durations, parameters);
    }

    private <T> Reading<Map<StageOfPipeline, T>> read(String query, Sql.Row<T> reader, List<Object> parameters) {
        record Line<T>(StageOfPipeline stage, T figures) {}
        return Reading.read(
                        sql,
                        query,
                        row -> new Line<>(
                                new StageOfPipeline(row.getString("of"), row.getString("stage")), reader.read(row)),
                        parameters)
                .map(lines -> {
                    Map<StageOfPipeline, T> stages = new LinkedHashMap<>();
                    lines.forEach(line -> stages.put(line.stage(), line.figures()));
                    return stages;
                });
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong("entered"),
                row.getLong("advanced"),
                row.getLong("fell_short"),
                row.getLong("lost"),
                row.getLong("still_there"));
    }

    private static Durations durations(ResultSet row) throws SQLException {
        return new Durations(
                row.getLong("visits"),
                Micros.duration(row.getBigDecimal("median")),
                Micros.duration(row.getBigDecimal("p90")),
                Micros.duration(row.getBigDecimal("total")),
                row.getLong("overdue"));
    }
}
