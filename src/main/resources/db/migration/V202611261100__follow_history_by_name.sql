-- How far each follower has followed history, under its name. In the words of the commit order (CommitOrder): with
-- PostgreSQL a snapshot is a pg_snapshot, and a transaction an xid8.
CREATE TABLE follower_position (
    name              text        NOT NULL,
    -- The database cluster whose transactions these are; one that was loaded from a dump counts from the start again.
    cluster           text        NOT NULL,
    -- Everything visible to it has been followed. Null until all that there was at the beginning has been.
    followed          text,
    -- If what is new is too much for one transaction: how far it will have been followed at the end, and what was last.
    target            text,
    after_transaction text,
    after_deal        uuid,
    -- Of a follower of events; null for one of deals.
    after_sequence    bigint,
    -- Whether everything was followed at one moment, and which.
    exact             boolean     NOT NULL,
    as_of             timestamptz NOT NULL,
    CONSTRAINT follower_position_pk PRIMARY KEY (name),
    CONSTRAINT follower_position_exact CHECK (NOT exact OR (followed IS NOT NULL AND target IS NULL))
);

-- Insights go on from where they are. An instance of an earlier version that still runs finds no position any more: its
-- insights fail until it is replaced, instead of counting what a new instance counts as well.
LOCK TABLE insight_position;
INSERT INTO follower_position (name, cluster, followed, target, after_transaction, after_deal, exact, as_of)
SELECT 'insight', cluster, followed, target, after_transaction, after_deal, exact, as_of FROM insight_position;
DROP TABLE insight_position;

-- What deal.history offers to those who read what a follower keeps, in the same statement.
CREATE VIEW follower_progress AS SELECT name, exact, as_of FROM follower_position;

-- What deal offers: a deal's stay in a stage, as it is known now. Taken from the deal's state, which is what its history
-- adds up to. Only how often it fell short is asked of history, where it is known to have been tried more than once.
CREATE VIEW deal_visit AS
SELECT d.id AS deal_id, v.stage, d.pipeline_key, d.owner_id, d.offering_id, d.source, d.opened_at,
    CASE WHEN v.attempts > 1 THEN (SELECT count(*) FROM deal_event e
        WHERE e.deal_id = d.id AND e.stage = v.stage AND e.type = 'deal.fell-short') ELSE 0 END::integer AS fell_short,
    -- advanced, lost (and not reopened since) or open
    CASE WHEN v.stage <> d.stage OR d.status = 'won' THEN 'advanced' ELSE d.status END AS outcome,
    -- Microseconds from entering to leaving the stage; null while the deal is open there.
    v.duration
FROM deal d
CROSS JOIN LATERAL (
    -- Clocks of several instances may disagree a little; no stay is shorter than nothing.
    SELECT stage, attempts, CASE WHEN t.left_at IS NOT NULL THEN
        greatest(0, extract(epoch FROM t.left_at - "enteredAt") * 1000000)::bigint END AS duration
    FROM jsonb_to_recordset(CASE jsonb_typeof(d.state -> 'visits') WHEN 'array' THEN d.state -> 'visits' END)
        AS r (stage text, "enteredAt" timestamptz, "leftAt" timestamptz, attempts integer)
    CROSS JOIN LATERAL (SELECT CASE r.stage WHEN d.stage THEN d.closed_at ELSE "leftAt" END) t (left_at)
    -- One damaged state must not keep all others from being counted.
    WHERE stage IS NOT NULL AND "enteredAt" IS NOT NULL AND (stage = d.stage OR "leftAt" IS NOT NULL)
    OFFSET 0) v;

-- What pipeline offers: the stages of every version, in order.
CREATE VIEW pipeline_stage AS
SELECT key, version, place, s.stage ->> 'key' AS stage
FROM pipeline_version CROSS JOIN jsonb_array_elements(stages) WITH ORDINALITY AS s (stage, place);
