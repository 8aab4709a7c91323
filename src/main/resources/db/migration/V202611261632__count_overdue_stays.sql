-- What deal offers to insights: the stages that a deal left after its attempt there was due. The due date is the last that
-- history names in a stay, so it was counted in the calendar of the moment at which the attempt began. Stays are numbered, as a
-- stage can have another key by now.
CREATE FUNCTION deal_overdue_stages(of_deal uuid) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH told AS (
        SELECT type, at, sequence, data ->> 'dueAt' AS due,
            count(*) FILTER (WHERE type IN ('deal.opened', 'deal.advanced')) OVER (ORDER BY sequence) AS place
        FROM deal_event
        WHERE deal_id = of_deal AND type IN ('deal.opened', 'deal.advanced', 'deal.fell-short', 'deal.won', 'deal.lost',
            'deal.reopened', 'deal.migrated')),
    stays AS (
        SELECT place, min(at) AS entered_at, max(at) FILTER (WHERE type IN ('deal.won', 'deal.lost')) AS closed_at,
            (array_agg(due ORDER BY sequence DESC) FILTER (WHERE due IS NOT NULL))[1]::timestamptz AS due_at
        FROM told GROUP BY place),
    ended AS (
        SELECT place, due_at, coalesce(lead(entered_at) OVER (ORDER BY place), closed_at) AS left_at FROM stays)
    SELECT coalesce(array_agg(v.visit ->> 'stage'), '{}')
    FROM ended JOIN (
        SELECT visit, place FROM deal d CROSS JOIN LATERAL jsonb_array_elements(
            CASE jsonb_typeof(d.state -> 'visits') WHEN 'array' THEN d.state -> 'visits' END) WITH ORDINALITY AS e (visit, place)
        WHERE d.id = of_deal) v USING (place)
    WHERE left_at > due_at
$$;

-- What is kept is counted from history again. The projector of an earlier version that still runs does not fill the new
-- columns, so it fails beside a new instance, instead of leaving them wrong.
TRUNCATE insight_visit, insight_count, insight_duration;
DELETE FROM follower_position WHERE name = 'insight';
ALTER TABLE insight_visit ADD COLUMN overdue boolean NOT NULL;
ALTER TABLE insight_duration ADD COLUMN overdue bigint NOT NULL;
