-- What deal offers to insights: the kinds of activities that were done in each stay of a deal, by the key that the stage has now.
-- An activity belongs to the stay in which it was done, also where it was recorded later; one done before the deal opened to the first
-- stay, and one done after the deal was closed to none.
CREATE FUNCTION deal_activity_kinds(of_deal uuid) RETURNS TABLE (stage text, kinds text[]) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH told AS (
        SELECT type, at, data ->> 'kind' AS kind, coalesce((data ->> 'happenedAt')::timestamptz, at) AS happened_at,
            count(*) FILTER (WHERE type IN ('deal.opened', 'deal.advanced')) OVER (ORDER BY sequence) AS place
        FROM deal_event
        WHERE deal_id = of_deal AND type IN ('deal.opened', 'deal.advanced', 'activity.recorded')),
    done AS (
        SELECT DISTINCT kind, coalesce((SELECT max(s.place) FROM told s
            WHERE s.type <> 'activity.recorded' AND s.place <= a.place AND s.at <= a.happened_at), 1) AS place
        FROM told a JOIN deal d ON d.id = of_deal
        WHERE type = 'activity.recorded' AND (d.closed_at IS NULL OR happened_at <= d.closed_at))
    SELECT v.visit ->> 'stage', array_agg(kind ORDER BY kind COLLATE "C")
    FROM done JOIN (
        SELECT visit, place FROM deal d CROSS JOIN LATERAL jsonb_array_elements(
            CASE jsonb_typeof(d.state -> 'visits') WHEN 'array' THEN d.state -> 'visits' END) WITH ORDINALITY AS e (visit, place)
        WHERE d.id = of_deal) v USING (place)
    GROUP BY 1
$$;

-- The same of what counts for the salesperson who owned the deal then: that it fell short, and that a question was answered or a
-- message followed up, with the microseconds that the client waited. No owner means that the deal had none.
CREATE FUNCTION deal_efforts(of_deal uuid) RETURNS TABLE (sequence bigint, owner_id uuid, duration bigint)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH told AS (
        SELECT e.sequence, type, at, (data ->> 'ownerId')::uuid AS owner_id,
            coalesce(data ->> 'questionId', data ->> 'messageId') AS subject,
            count(*) FILTER (WHERE type IN ('deal.opened', 'deal.owner-assigned')) OVER (ORDER BY e.sequence) AS tenure
        FROM deal_event e
        WHERE deal_id = of_deal AND type IN ('deal.opened', 'deal.owner-assigned', 'deal.fell-short', 'question.asked',
            'question.answered', 'message.left', 'message.followed-up'))
    SELECT t.sequence, o.owner_id, CASE WHEN a.at IS NOT NULL THEN
        greatest(0, extract(epoch FROM t.at - a.at) * 1000000)::bigint END
    FROM told t
    JOIN told o ON o.tenure = t.tenure AND o.type IN ('deal.opened', 'deal.owner-assigned')
    LEFT JOIN told a ON a.subject = t.subject AND a.type IN ('question.asked', 'message.left')
    WHERE t.type = 'deal.fell-short' OR t.type IN ('question.answered', 'message.followed-up') AND a.at IS NOT NULL
$$;

-- The same view, with whether a stay that has ended did so after its last attempt was due. It is worked out only where it is asked
-- for, stay by stay: the due date is the last that history names in the stay, and stays are told apart by how many came later, as a
-- stage can have another key by now.
CREATE OR REPLACE VIEW deal_visit AS
SELECT d.id AS deal_id, v.stage, d.pipeline_key, d.owner_id, d.offering_id, d.source, d.opened_at,
    CASE WHEN v.attempts > 1 THEN (
        SELECT count(*) FROM (
            SELECT e.type, count(*) FILTER (WHERE e.type IN ('deal.opened', 'deal.advanced')) OVER (ORDER BY e.sequence) AS place
            FROM deal_event e
            WHERE e.deal_id = d.id AND e.type IN ('deal.opened', 'deal.advanced', 'deal.fell-short')) h
        WHERE h.type = 'deal.fell-short' AND h.place = v.place) ELSE 0 END::integer AS fell_short,
    -- advanced, lost (and not reopened since) or open
    CASE WHEN v.stage <> d.stage OR d.status = 'won' THEN 'advanced' ELSE d.status END AS outcome,
    -- Microseconds from entering to leaving the stage; null while the deal is open there.
    v.duration,
    (SELECT ended.at > (
            SELECT (b.data ->> 'dueAt')::timestamptz FROM deal_event b
            WHERE b.deal_id = d.id AND b.sequence < ended.sequence AND (b.type IN ('deal.opened', 'deal.advanced')
                OR b.type IN ('deal.fell-short', 'deal.reopened', 'deal.migrated') AND b.data ->> 'dueAt' IS NOT NULL)
            ORDER BY b.sequence DESC LIMIT 1)
        FROM (SELECT e.sequence, e.at FROM deal_event e
            WHERE e.deal_id = d.id AND (e.type = 'deal.advanced' AND v.later > 0 OR e.type IN ('deal.won', 'deal.lost') AND v.later = 0)
            ORDER BY e.sequence DESC OFFSET greatest(v.later - 1, 0) LIMIT 1) ended) AS overdue
FROM deal d
CROSS JOIN LATERAL (
    -- Clocks of several instances may disagree a little; no stay is shorter than nothing.
    SELECT stage, attempts, place, jsonb_array_length(d.state -> 'visits') - place AS later,
        CASE WHEN t.left_at IS NOT NULL THEN
        greatest(0, extract(epoch FROM t.left_at - "enteredAt") * 1000000)::bigint END AS duration
    FROM ROWS FROM (jsonb_to_recordset(CASE jsonb_typeof(d.state -> 'visits') WHEN 'array' THEN d.state -> 'visits' END)
        AS (stage text, "enteredAt" timestamptz, "leftAt" timestamptz, attempts integer))
        WITH ORDINALITY AS r (stage, "enteredAt", "leftAt", attempts, place)
    CROSS JOIN LATERAL (SELECT CASE r.stage WHEN d.stage THEN d.closed_at ELSE "leftAt" END) t (left_at)
    -- One damaged state must not keep all others from being counted.
    WHERE stage IS NOT NULL AND "enteredAt" IS NOT NULL AND (stage = d.stage OR "leftAt" IS NOT NULL)
    OFFSET 0) v;

-- What counts for whoever owned a deal then, besides how it ended.
CREATE TABLE insight_effort (
    deal_id      uuid        NOT NULL,
    -- The number of the event.
    sequence     bigint      NOT NULL,
    -- The salesperson; all zeros if none owned the deal.
    counts_for   uuid        NOT NULL,
    -- The deal's own, so that no filter needs another table.
    pipeline_key text        NOT NULL,
    offering_id  uuid,
    source       text,
    opened_at    timestamptz NOT NULL,
    -- Microseconds until a question was answered or a message followed up; null where the deal fell short.
    duration     bigint,
    bucket       smallint,
    CONSTRAINT insight_effort_pk PRIMARY KEY (deal_id, sequence),
    CONSTRAINT insight_effort_duration CHECK (duration >= 0 AND (duration IS NULL) = (bucket IS NULL))
);
CREATE INDEX insight_effort_by_duration ON insight_effort (counts_for, bucket, duration)
    INCLUDE (pipeline_key, offering_id, source, opened_at) WHERE bucket IS NOT NULL;
CREATE INDEX insight_effort_by_opening ON insight_effort USING brin (opened_at)
    WITH (pages_per_range = 32, autosummarize = on);

-- What salespeople have achieved, counted: of all deals (dimension 'all', value ''), and by offering, source, and both.
CREATE TABLE insight_score (
    dimension    text        NOT NULL,
    value        text        NOT NULL,
    counts_for   uuid        NOT NULL,
    pipeline_key text        NOT NULL,
    -- The month in which the deals were opened, by UTC.
    month        timestamptz NOT NULL,
    open         bigint      NOT NULL,
    won          bigint      NOT NULL,
    lost         bigint      NOT NULL,
    fell_short   bigint      NOT NULL,
    CONSTRAINT insight_score_pk PRIMARY KEY (dimension, value, counts_for, pipeline_key, month)
) WITH (fillfactor = 70);

-- What their won deals are worth, by currency.
CREATE TABLE insight_value (
    dimension    text        NOT NULL,
    value        text        NOT NULL,
    counts_for   uuid        NOT NULL,
    pipeline_key text        NOT NULL,
    month        timestamptz NOT NULL,
    currency     text        NOT NULL,
    deals        bigint      NOT NULL,
    -- In the currency's minor unit; numeric, because a sum may be more than a bigint takes.
    amount       numeric     NOT NULL,
    CONSTRAINT insight_value_pk PRIMARY KEY (dimension, value, counts_for, pipeline_key, month, currency)
) WITH (fillfactor = 70);

-- Their times, by bucket: one to each doubling, so that there are few to add up for all salespeople.
CREATE TABLE insight_time (
    dimension    text        NOT NULL,
    value        text        NOT NULL,
    counts_for   uuid        NOT NULL,
    -- win: from opening to winning. answer: from a question or message to its answer.
    measure      text        NOT NULL,
    pipeline_key text        NOT NULL,
    month        timestamptz NOT NULL,
    bucket       smallint    NOT NULL,
    times        bigint      NOT NULL,
    CONSTRAINT insight_time_pk PRIMARY KEY (dimension, value, counts_for, measure, pipeline_key, month, bucket),
    CONSTRAINT insight_time_measure CHECK (measure IN ('win', 'answer'))
) WITH (fillfactor = 70);

-- Stays that have ended and in which an activity of the kind was done.
CREATE TABLE insight_activity (
    dimension    text        NOT NULL,
    value        text        NOT NULL,
    pipeline_key text        NOT NULL,
    stage        text        NOT NULL,
    kind         text        NOT NULL,
    month        timestamptz NOT NULL,
    stays        bigint      NOT NULL,
    advanced     bigint      NOT NULL,
    CONSTRAINT insight_activity_pk PRIMARY KEY (dimension, value, pipeline_key, stage, kind, month)
) WITH (fillfactor = 70);

-- For an offering together with a source, where single stays have to be looked at.
CREATE INDEX insight_visit_of_offering ON insight_visit (offering_id, source);

-- What is kept is worked out from history again, and insight_count has the stays by offering and source together (dimension
-- 'offering source', value the MD5 of both with a space between, which is short) from now on. The projector of an earlier version that still runs does not fill the new column, so it fails beside a new instance,
-- instead of leaving it wrong.
TRUNCATE insight_visit, insight_count, insight_duration, insight_deal;
DELETE FROM follower_position WHERE name = 'insight';
-- The kinds of activities that were done in the stay, each once.
ALTER TABLE insight_visit ADD COLUMN kinds text[] NOT NULL;
DROP FUNCTION deal_overdue_stages(uuid);
