package io.salesprocess.insight;

/** The part of the follower's statement that counts for salespeople; it continues that of {@link DealProjection}. */
final class ScoreProjection {

    private static final String DIMENSIONS = """
            (VALUES ('all', ''), ('offering', offering_id::text), ('source', source),
                ('offering source', md5(offering_id || ' ' || source))) d (dimension, value)""";

    static final String STATEMENT = """
            fresh_effort AS MATERIALIZED (
                SELECT deal_id, e.sequence, coalesce(e.owner_id, '%1$s') AS counts_for, pipeline_key, offering_id, source,
                    opened_at, e.duration, insight_bucket(e.duration) >> 4 AS bucket
                FROM changed_deal JOIN fresh_deal USING (deal_id) CROSS JOIN LATERAL deal_efforts(deal_id) e
                WHERE types IS NULL OR types && ARRAY['deal.fell-short', 'question.answered', 'message.followed-up',
                    'deal.offering-selected']),
            kept_effort AS MATERIALIZED (
                SELECT k.* FROM changed_deal CROSS JOIN LATERAL (
                    SELECT deal_id, sequence, counts_for, pipeline_key, offering_id, source, opened_at, duration, bucket
                    FROM insight_effort WHERE deal_id = changed_deal.deal_id OFFSET 0) k
                WHERE types IS NULL OR types && ARRAY['deal.fell-short', 'question.answered', 'message.followed-up',
                    'deal.offering-selected']),
            new_effort AS MATERIALIZED (SELECT * FROM fresh_effort EXCEPT SELECT * FROM kept_effort),
            old_effort AS MATERIALIZED (SELECT * FROM kept_effort EXCEPT SELECT * FROM fresh_effort),
            efforts AS (
                INSERT INTO insight_effort (deal_id, sequence, counts_for, pipeline_key, offering_id, source, opened_at,
                    duration, bucket)
                SELECT * FROM new_effort
                ON CONFLICT (deal_id, sequence) DO UPDATE SET counts_for = excluded.counts_for,
                    pipeline_key = excluded.pipeline_key, offering_id = excluded.offering_id, source = excluded.source,
                    opened_at = excluded.opened_at, duration = excluded.duration, bucket = excluded.bucket),
            -- What differs in nothing that is counted, such as the stage, cancels out.
            scored AS MATERIALIZED (
                SELECT counts_for, pipeline_key, offering_id, source, date_trunc('month', opened_at, 'UTC') AS month,
                    sum(open) AS open, sum(won) AS won, sum(lost) AS lost, sum(fell_short) AS fell_short
                FROM (
                    SELECT counts_for, pipeline_key, offering_id, source, opened_at,
                        CASE status WHEN 'open' THEN sign ELSE 0 END AS open,
                        CASE status WHEN 'won' THEN sign ELSE 0 END AS won,
                        CASE status WHEN 'lost' THEN sign ELSE 0 END AS lost, 0 AS fell_short
                    FROM (SELECT 1 AS sign, * FROM new_deal UNION ALL SELECT -1, * FROM old_deal) d
                    UNION ALL
                    SELECT counts_for, pipeline_key, offering_id, source, opened_at, 0, 0, 0, sign
                    FROM (SELECT 1 AS sign, * FROM new_effort UNION ALL SELECT -1, * FROM old_effort) e
                    WHERE duration IS NULL) every
                GROUP BY 1, 2, 3, 4, 5
                HAVING sum(open) <> 0 OR sum(won) <> 0 OR sum(lost) <> 0 OR sum(fell_short) <> 0),
            scores AS (
                INSERT INTO insight_score AS s (dimension, value, counts_for, pipeline_key, month, open, won, lost, fell_short)
                SELECT dimension, value, counts_for, pipeline_key, month, sum(open), sum(won), sum(lost), sum(fell_short)
                FROM scored CROSS JOIN LATERAL %2$s WHERE value IS NOT NULL
                GROUP BY 1, 2, 3, 4, 5
                ON CONFLICT (dimension, value, counts_for, pipeline_key, month) DO UPDATE SET
                    open = s.open + excluded.open, won = s.won + excluded.won, lost = s.lost + excluded.lost,
                    fell_short = s.fell_short + excluded.fell_short),
            valued AS (
                INSERT INTO insight_value AS v (dimension, value, counts_for, pipeline_key, month, currency, deals, amount)
                SELECT dimension, value, counts_for, pipeline_key, date_trunc('month', opened_at, 'UTC'), value_currency,
                    sum(sign), sum(sign * value_amount::numeric)
                FROM (SELECT 1 AS sign, * FROM new_deal UNION ALL SELECT -1, * FROM old_deal) w
                CROSS JOIN LATERAL %2$s
                WHERE status = 'won' AND value_currency IS NOT NULL AND value IS NOT NULL
                GROUP BY 1, 2, 3, 4, 5, 6
                ON CONFLICT (dimension, value, counts_for, pipeline_key, month, currency) DO UPDATE SET
                    deals = v.deals + excluded.deals, amount = v.amount + excluded.amount),
            timed AS (
                INSERT INTO insight_time AS t (dimension, value, counts_for, measure, pipeline_key, month, bucket, times)
                SELECT dimension, value, counts_for, measure, pipeline_key, date_trunc('month', opened_at, 'UTC'), bucket,
                    sum(sign)
                FROM (
                    SELECT 1 AS sign, 'win' AS measure, counts_for, pipeline_key, offering_id, source, opened_at, bucket
                    FROM new_deal
                    UNION ALL SELECT -1, 'win', counts_for, pipeline_key, offering_id, source, opened_at, bucket
                    FROM old_deal
                    UNION ALL SELECT 1, 'answer', counts_for, pipeline_key, offering_id, source, opened_at, bucket
                    FROM new_effort
                    UNION ALL SELECT -1, 'answer', counts_for, pipeline_key, offering_id, source, opened_at, bucket
                    FROM old_effort) w
                CROSS JOIN LATERAL %2$s
                WHERE bucket IS NOT NULL AND value IS NOT NULL
                GROUP BY 1, 2, 3, 4, 5, 6, 7
                ON CONFLICT (dimension, value, counts_for, measure, pipeline_key, month, bucket) DO UPDATE SET
                    times = t.times + excluded.times)""".formatted(DealProjection.NO_ONE, DIMENSIONS);

    private ScoreProjection() {}
}
