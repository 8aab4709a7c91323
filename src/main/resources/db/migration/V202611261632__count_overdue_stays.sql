-- What deal offers to insights: whether a deal left a stage after the attempt at it was due, when it left it last. The due date
-- is that which history names, so it was counted in the calendar of the moment at which the attempt began.
CREATE FUNCTION deal_visit_overdue(deal uuid, of_stage text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(
        max(at) FILTER (WHERE stage_from = of_stage AND type IN ('deal.advanced', 'deal.won', 'deal.lost'))
        > ((array_agg(data ->> 'dueAt' ORDER BY sequence DESC)
            FILTER (WHERE stage = of_stage AND data ->> 'dueAt' IS NOT NULL))[1])::timestamptz, false)
    FROM deal_event WHERE deal_id = deal
$$;

-- What is kept is counted from history again. The projector of an earlier version that still runs does not fill the new
-- columns, so it fails beside a new instance, instead of leaving them wrong.
TRUNCATE insight_visit, insight_count, insight_duration;
DELETE FROM follower_position WHERE name = 'insight';
ALTER TABLE insight_visit ADD COLUMN overdue boolean NOT NULL;
ALTER TABLE insight_duration ADD COLUMN overdue bigint NOT NULL;
