package io.salesprocess.insight;

import java.util.UUID;

/** The part of the follower's statement that keeps a row for each deal. */
final class DealProjection {

    /** For whom a deal counts that has no owner. */
    static final String NO_ONE = "00000000-0000-0000-0000-000000000000";

    static final UUID NO_ONE_ID = UUID.fromString(NO_ONE);

    /** Names the rows that differ: {@code new_deal} as they are now, and {@code old_deal} as they were kept. */
    static final String STATEMENT = """
            fresh_deal AS MATERIALIZED (
                SELECT o.*, insight_bucket(o.time_to_win) >> 4 AS bucket FROM changed_deal CROSS JOIN LATERAL (
                    SELECT deal_id, number, pipeline_key, owner_id, offering_id, source, opened_at, status, stage,
                        stage_entered_at, closed_at, value_amount, value_currency, coalesce(counts_for, '%s') AS counts_for,
                        CASE status WHEN 'won' THEN greatest(0, extract(epoch FROM closed_at - opened_at) * 1000000)::bigint
                            END AS time_to_win
                    FROM deal_outline WHERE deal_id = changed_deal.deal_id OFFSET 0) o),
            kept_deal AS MATERIALIZED (
                SELECT k.* FROM changed_deal CROSS JOIN LATERAL (
                    SELECT deal_id, number, pipeline_key, owner_id, offering_id, source, opened_at, status, stage,
                        stage_entered_at, closed_at, value_amount, value_currency, counts_for, time_to_win, bucket
                    FROM insight_deal WHERE deal_id = changed_deal.deal_id OFFSET 0) k),
            new_deal AS MATERIALIZED (SELECT * FROM fresh_deal EXCEPT SELECT * FROM kept_deal),
            old_deal AS MATERIALIZED (SELECT * FROM kept_deal EXCEPT SELECT * FROM fresh_deal),
            deals AS (
                INSERT INTO insight_deal (deal_id, number, pipeline_key, owner_id, offering_id, source, opened_at, status, stage,
                    stage_entered_at, closed_at, value_amount, value_currency, counts_for, time_to_win, bucket)
                SELECT * FROM new_deal
                ON CONFLICT (deal_id) DO UPDATE SET number = excluded.number, pipeline_key = excluded.pipeline_key,
                    owner_id = excluded.owner_id, offering_id = excluded.offering_id, source = excluded.source,
                    opened_at = excluded.opened_at, status = excluded.status, stage = excluded.stage,
                    stage_entered_at = excluded.stage_entered_at, closed_at = excluded.closed_at,
                    value_amount = excluded.value_amount, value_currency = excluded.value_currency,
                    counts_for = excluded.counts_for, time_to_win = excluded.time_to_win, bucket = excluded.bucket)""".formatted(NO_ONE);

    private DealProjection() {}
}
