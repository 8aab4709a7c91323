package io.salesprocess.insight;

/**
 * The part of the follower's statement that keeps a row for each stay of a deal in a stage, and counts them. What cannot have
 * changed by what is new is taken from the rows that are kept.
 */
final class VisitProjection {

    static final String STATEMENT = """
            -- OFFSET keeps the planner from reading the whole table, which it would sooner or later take for small.
            kept AS MATERIALIZED (
                SELECT v.* FROM changed_deal CROSS JOIN LATERAL (
                    SELECT deal_id, stage, pipeline_key, owner_id, offering_id, source, opened_at, fell_short, outcome, duration,
                        bucket, overdue, kinds
                    FROM insight_visit WHERE deal_id = changed_deal.deal_id OFFSET 0) v),
            -- Which activities belong to a stay depends on when the deal was closed, if it is; nothing else changes what was done.
            done AS MATERIALIZED (
                SELECT deal_id, k.stage, k.kinds FROM changed_deal CROSS JOIN LATERAL deal_activity_kinds(deal_id) k
                WHERE types IS NULL OR types && ARRAY['activity.recorded', 'deal.won', 'deal.lost', 'deal.reopened',
                    'deal.migrated']),
            fresh AS MATERIALIZED (
                SELECT deal_id, stage, pipeline_key, owner_id, offering_id, source, opened_at, fell_short, outcome, duration,
                    insight_bucket(duration) AS bucket,
                    CASE WHEN duration IS NULL THEN false
                        WHEN kept_duration = duration AND NOT types && ARRAY['deal.reopened', 'deal.migrated'] THEN kept_overdue
                        ELSE coalesce(overdue, false) END AS overdue,
                    coalesce(CASE WHEN types IS NULL OR types && ARRAY['activity.recorded', 'deal.won', 'deal.lost',
                        'deal.reopened', 'deal.migrated'] THEN done.kinds ELSE kept_kinds END, '{}') AS kinds
                FROM (SELECT deal_id, types FROM changed_deal OFFSET 0) looked_at
                JOIN deal_visit USING (deal_id)
                LEFT JOIN done USING (deal_id, stage)
                LEFT JOIN (SELECT deal_id, stage, duration AS kept_duration, overdue AS kept_overdue, kinds AS kept_kinds
                    FROM kept) before USING (deal_id, stage)),
            added AS MATERIALIZED (SELECT * FROM fresh EXCEPT SELECT * FROM kept),
            removed AS MATERIALIZED (SELECT * FROM kept EXCEPT SELECT * FROM fresh),
            differences AS MATERIALIZED (
                SELECT sign, dimension, value, pipeline_key, stage, date_trunc('month', opened_at, 'UTC') AS month, fell_short,
                    outcome, duration, bucket, overdue, kinds
                FROM (SELECT 1 AS sign, * FROM added UNION ALL SELECT -1, * FROM removed) both_ways
                CROSS JOIN LATERAL (VALUES ('all', ''), ('owner', owner_id::text), ('offering', offering_id::text),
                    ('source', source), ('offering source', md5(offering_id || ' ' || source))) d (dimension, value)
                WHERE value IS NOT NULL),
            -- A stage that was given another key: the visit is kept under the new one.
            gone AS MATERIALIZED (SELECT deal_id, stage FROM kept EXCEPT SELECT deal_id, stage FROM fresh),
            forgotten AS (
                DELETE FROM insight_visit WHERE deal_id = ANY (ARRAY(SELECT deal_id FROM gone))
                    AND (deal_id, stage) IN (SELECT deal_id, stage FROM gone)),
            visits AS (
                INSERT INTO insight_visit (deal_id, stage, pipeline_key, owner_id, offering_id, source, opened_at, fell_short,
                    outcome, duration, bucket, overdue, kinds)
                SELECT * FROM added
                ON CONFLICT (deal_id, stage) DO UPDATE SET pipeline_key = excluded.pipeline_key,
                    owner_id = excluded.owner_id, offering_id = excluded.offering_id, source = excluded.source,
                    opened_at = excluded.opened_at, fell_short = excluded.fell_short, outcome = excluded.outcome,
                    duration = excluded.duration, bucket = excluded.bucket,
                    overdue = excluded.overdue, kinds = excluded.kinds),
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
                FROM differences WHERE bucket IS NOT NULL AND dimension IN ('all', 'owner', 'offering', 'source')
                GROUP BY 1, 2, 3, 4, 5, 6
                ON CONFLICT (dimension, value, pipeline_key, stage, month, bucket) DO UPDATE SET
                    visits = c.visits + excluded.visits, total = c.total + excluded.total,
                    overdue = c.overdue + excluded.overdue),
            activities AS (
                INSERT INTO insight_activity AS c (dimension, value, pipeline_key, stage, kind, month, stays, advanced)
                SELECT dimension, value, pipeline_key, stage, kind, month, sum(sign),
                    sum(CASE outcome WHEN 'advanced' THEN sign ELSE 0 END)
                FROM differences CROSS JOIN LATERAL unnest(kinds) kind WHERE outcome <> 'open'
                GROUP BY 1, 2, 3, 4, 5, 6
                HAVING sum(sign) <> 0 OR sum(CASE outcome WHEN 'advanced' THEN sign ELSE 0 END) <> 0
                ON CONFLICT (dimension, value, pipeline_key, stage, kind, month) DO UPDATE SET
                    stays = c.stays + excluded.stays, advanced = c.advanced + excluded.advanced)""";

    private VisitProjection() {}
}
