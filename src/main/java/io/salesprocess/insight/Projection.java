package io.salesprocess.insight;

/**
 * Makes what is kept ready equal to what history says, for the deals to which something has happened. A step works out what
 * should be kept of these deals, compares it with what is kept, and adds the difference to the counts. So a step may look at
 * a deal again, or at one to which nothing has happened: it changes nothing then. Nothing is asked of those who write history.
 */
final class Projection {

    /** The follower's name. */
    static final String NAME = "insight";

    private static final String VISITS = """
            fresh AS MATERIALIZED (
                SELECT deal_id, stage, pipeline_key, owner_id, offering_id, source, opened_at, fell_short, outcome, duration,
                    insight_bucket(duration) AS bucket,
                    duration IS NOT NULL AND stage = ANY (late) AS overdue
                FROM (SELECT deal_id, deal_overdue_stages(deal_id) AS late FROM changed_deal OFFSET 0) looked_at
                JOIN deal_visit USING (deal_id)),
            -- OFFSET keeps the planner from reading the whole table, which it would sooner or later take for small.
            kept AS MATERIALIZED (
                SELECT v.* FROM changed_deal CROSS JOIN LATERAL (
                    SELECT deal_id, stage, pipeline_key, owner_id, offering_id, source, opened_at, fell_short, outcome, duration,
                        bucket, overdue
                    FROM insight_visit WHERE deal_id = changed_deal.deal_id OFFSET 0) v),
            added AS MATERIALIZED (SELECT * FROM fresh EXCEPT SELECT * FROM kept),
            removed AS MATERIALIZED (SELECT * FROM kept EXCEPT SELECT * FROM fresh),
            differences AS MATERIALIZED (
                SELECT sign, dimension, value, pipeline_key, stage, date_trunc('month', opened_at, 'UTC') AS month, fell_short,
                    outcome, duration, bucket, overdue
                FROM (SELECT 1 AS sign, * FROM added UNION ALL SELECT -1, * FROM removed) both_ways
                CROSS JOIN LATERAL (VALUES ('all', ''), ('owner', owner_id::text), ('offering', offering_id::text),
                    ('source', source)) d (dimension, value)
                WHERE value IS NOT NULL),
            -- A stage that was given another key: the visit is kept under the new one.
            gone AS MATERIALIZED (SELECT deal_id, stage FROM kept EXCEPT SELECT deal_id, stage FROM fresh),
            forgotten AS (
                DELETE FROM insight_visit WHERE deal_id = ANY (ARRAY(SELECT deal_id FROM gone))
                    AND (deal_id, stage) IN (SELECT deal_id, stage FROM gone)),
            visits AS (
                INSERT INTO insight_visit (deal_id, stage, pipeline_key, owner_id, offering_id, source, opened_at, fell_short,
                    outcome, duration, bucket, overdue)
                SELECT * FROM added
                ON CONFLICT (deal_id, stage) DO UPDATE SET pipeline_key = excluded.pipeline_key,
                    owner_id = excluded.owner_id, offering_id = excluded.offering_id, source = excluded.source,
                    opened_at = excluded.opened_at, fell_short = excluded.fell_short, outcome = excluded.outcome,
                    duration = excluded.duration, bucket = excluded.bucket,
                    overdue = excluded.overdue),
            counts AS (
                INSERT INTO insight_count AS c (dimension, value, pipeline_key, stage, month, entered, advanced, fell_short,
                    lost, still_there)
                SELECT dimension, value, pipeline_key, stage, month, sum(sign),
                    sum(CASE outcome WHEN 'advanced' THEN sign ELSE 0 END), sum(sign * fell_short),
                    sum(CASE outcome WHEN 'lost' THEN sign ELSE 0 END), sum(CASE outcome WHEN 'open' THEN sign ELSE 0 END)
                FROM differences GROUP BY 1, 2, 3, 4, 5
                ON CONFLICT (dimension, value, pipeline_key, stage, month) DO UPDATE SET
                    entered = c.entered + excluded.entered, advanced = c.advanced + excluded.advanced,
                    fell_short = c.fell_short + excluded.fell_short, lost = c.lost + excluded.lost,
                    still_there = c.still_there + excluded.still_there),
            durations AS (
                INSERT INTO insight_duration AS c (dimension, value, pipeline_key, stage, month, bucket, visits, total,
                    overdue)
                SELECT dimension, value, pipeline_key, stage, month, bucket, sum(sign), sum(sign * duration),
                    sum(CASE WHEN overdue THEN sign ELSE 0 END)
                FROM differences WHERE bucket IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6
                ON CONFLICT (dimension, value, pipeline_key, stage, month, bucket) DO UPDATE SET
                    visits = c.visits + excluded.visits, total = c.total + excluded.total,
                    overdue = c.overdue + excluded.overdue)""";

    /** Continues the follower's statement, which names each {@code changed_deal}. */
    static final String STATEMENT = String.join(",\n", VISITS, DealProjection.STATEMENT);

    private Projection() {}
}
