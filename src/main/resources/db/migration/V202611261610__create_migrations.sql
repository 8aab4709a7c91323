-- Deals being moved to another version of their pipeline: how far that has come is kept in the transaction of each portion of
-- moves, so that it goes on after a crash where it was, and no deal is moved twice.
CREATE TABLE deal_migration (
    id             uuid        NOT NULL,
    pipeline_key   text        NOT NULL,
    from_version   integer     NOT NULL,
    to_version     integer     NOT NULL,
    -- New keys of stages by old ones.
    stage_mapping  jsonb       NOT NULL,
    actor_kind     text        NOT NULL,
    actor_id       text        NOT NULL,
    salesperson_id uuid,
    started_at     timestamptz NOT NULL,
    -- When a portion was last worked on; several migrations take turns.
    worked_at      timestamptz NOT NULL,
    ended_at       timestamptz,
    -- running, done or stopped
    status         text        NOT NULL,
    -- Why it stopped.
    reason         text,
    moved          bigint      NOT NULL DEFAULT 0,
    refused        bigint      NOT NULL DEFAULT 0,
    -- Deals are gone through in the order of their ids, again and again until nothing is left: the last one of this round.
    passed         uuid,
    -- When this round began, and whether it has found nothing to do so far.
    round_began_at timestamptz,
    round_is_clean boolean     NOT NULL DEFAULT true,
    -- Portions that failed one after the other.
    failures       integer     NOT NULL DEFAULT 0,
    CONSTRAINT deal_migration_pk PRIMARY KEY (id),
    CONSTRAINT deal_migration_from FOREIGN KEY (pipeline_key, from_version) REFERENCES pipeline_version,
    CONSTRAINT deal_migration_to FOREIGN KEY (pipeline_key, to_version) REFERENCES pipeline_version,
    CONSTRAINT deal_migration_versions CHECK (from_version <> to_version),
    CONSTRAINT deal_migration_status CHECK (status IN ('running', 'done', 'stopped')),
    CONSTRAINT deal_migration_ended CHECK ((status = 'running') = (ended_at IS NULL))
);
CREATE INDEX deal_migration_of_pipeline ON deal_migration (pipeline_key, id);
CREATE UNIQUE INDEX deal_migration_running ON deal_migration (pipeline_key, from_version) WHERE status = 'running';

-- What became of each deal.
CREATE TABLE deal_migration_outcome (
    migration_id uuid        NOT NULL,
    deal_id      uuid        NOT NULL,
    -- The number of the event in the deal's history; null if the deal was refused.
    sequence     bigint,
    -- Why it was refused; names stages only.
    reason       text,
    at           timestamptz NOT NULL,
    CONSTRAINT deal_migration_outcome_pk PRIMARY KEY (migration_id, deal_id),
    CONSTRAINT deal_migration_outcome_migration FOREIGN KEY (migration_id) REFERENCES deal_migration,
    CONSTRAINT deal_migration_outcome_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT deal_migration_outcome_either CHECK ((sequence IS NULL) <> (reason IS NULL))
);
CREATE INDEX deal_migration_outcome_refused ON deal_migration_outcome (migration_id, deal_id) WHERE reason IS NOT NULL;

-- A stay in a stage that was given another key by a migration is one stay, in the key that the stage has now. The events of the
-- stay name the key that the stage had then, so they are found by which stay they belong to: the first began with the
-- opening, and each other one with an advance.
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
    v.duration
FROM deal d
CROSS JOIN LATERAL (
    -- Clocks of several instances may disagree a little; no stay is shorter than nothing.
    SELECT stage, attempts, place, CASE WHEN t.left_at IS NOT NULL THEN
        greatest(0, extract(epoch FROM t.left_at - "enteredAt") * 1000000)::bigint END AS duration
    FROM ROWS FROM (jsonb_to_recordset(CASE jsonb_typeof(d.state -> 'visits') WHEN 'array' THEN d.state -> 'visits' END)
        AS (stage text, "enteredAt" timestamptz, "leftAt" timestamptz, attempts integer))
        WITH ORDINALITY AS r (stage, "enteredAt", "leftAt", attempts, place)
    CROSS JOIN LATERAL (SELECT CASE r.stage WHEN d.stage THEN d.closed_at ELSE "leftAt" END) t (left_at)
    -- One damaged state must not keep all others from being counted.
    WHERE stage IS NOT NULL AND "enteredAt" IS NOT NULL AND (stage = d.stage OR "leftAt" IS NOT NULL)
    OFFSET 0) v;
