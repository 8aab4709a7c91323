-- What deal offers to insights: a deal as it is known now, and for whom it counts. What happened to a deal counts for who owned it
-- then: an open deal for its owner, a closed one for its owner at the time of closing, whoever owns it since.
CREATE VIEW deal_outline AS
SELECT d.id AS deal_id, d.number, d.pipeline_key, d.status, d.stage, d.owner_id, d.offering_id, d.source, d.value_amount,
    d.value_currency, d.opened_at, d.stage_entered_at, d.closed_at,
    CASE d.status WHEN 'open' THEN d.owner_id ELSE (
        SELECT (o.data ->> 'ownerId')::uuid FROM deal_event o
        WHERE o.deal_id = d.id AND o.type IN ('deal.opened', 'deal.owner-assigned') AND o.sequence < (
            SELECT c.sequence FROM deal_event c WHERE c.deal_id = d.id AND c.type IN ('deal.won', 'deal.lost')
            ORDER BY c.sequence DESC LIMIT 1)
        ORDER BY o.sequence DESC LIMIT 1) END AS counts_for
FROM deal d;

-- A deal as insights know it. It follows from deals and their history, as everything that insights keep.
CREATE TABLE insight_deal (
    deal_id          uuid        NOT NULL,
    number           bigint      NOT NULL,
    pipeline_key     text        NOT NULL,
    -- The present one; counts_for is who owned it when it was closed.
    owner_id         uuid,
    offering_id      uuid,
    source           text,
    opened_at        timestamptz NOT NULL,
    -- open, won or lost (and not reopened since)
    status           text        NOT NULL,
    -- Where it stands, or stood when it was closed.
    stage            text        NOT NULL,
    stage_entered_at timestamptz NOT NULL,
    closed_at        timestamptz,
    value_amount     bigint,
    value_currency   text,
    -- The salesperson; all zeros if none owned it, so that an index finds these too.
    counts_for       uuid        NOT NULL,
    -- Microseconds from opening to winning; null unless it is won.
    time_to_win      bigint,
    -- A doubling of it: insight_bucket without its four last bits.
    bucket           smallint,
    CONSTRAINT insight_deal_pk PRIMARY KEY (deal_id),
    CONSTRAINT insight_deal_status CHECK (status IN ('open', 'won', 'lost')),
    CONSTRAINT insight_deal_closed CHECK ((status = 'open') = (closed_at IS NULL)),
    CONSTRAINT insight_deal_won CHECK ((status = 'won') = (time_to_win IS NOT NULL)
        AND (time_to_win IS NULL) = (bucket IS NULL)),
    CONSTRAINT insight_deal_time_to_win CHECK (time_to_win >= 0),
    CONSTRAINT insight_deal_value CHECK ((value_amount IS NULL) = (value_currency IS NULL))
) WITH (fillfactor = 80);
-- To find the k-th longest of the times that a filter chooses, within the bucket that is known to hold it.
CREATE INDEX insight_deal_by_time_to_win ON insight_deal (counts_for, bucket, time_to_win)
    INCLUDE (pipeline_key, offering_id, source, opened_at) WHERE bucket IS NOT NULL;
-- For months that are not asked for as a whole. Rows lie about in the order of opening, so this costs next to nothing.
CREATE INDEX insight_deal_by_opening ON insight_deal USING brin (opened_at)
    WITH (pages_per_range = 32, autosummarize = on);

-- What is kept is worked out from history again.
TRUNCATE insight_visit, insight_count, insight_duration;
DELETE FROM follower_position WHERE name = 'insight';
