-- What insights are answered from. All of it follows from deals and their history, is kept by the service outside of
-- commands, and can be thrown away: TRUNCATE insight_position, insight_visit, insight_count, insight_duration.

-- Durations of about the same size: 16 to each doubling. The length of the number in bits, then the four bits after the
-- first; everything below 16 microseconds counts as 16.
CREATE FUNCTION insight_bucket(duration bigint) RETURNS smallint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (16 * length(ltrim(greatest(duration, 16)::bit(64)::text, '0'))
        + (greatest(duration, 16) >> (length(ltrim(greatest(duration, 16)::bit(64)::text, '0')) - 5)) % 16)::smallint
$$;

-- A deal's stay in one stage, as it is known now.
CREATE TABLE insight_visit (
    deal_id      uuid        NOT NULL,
    stage        text        NOT NULL,
    -- The deal's own, so that no filter needs another table.
    pipeline_key text        NOT NULL,
    owner_id     uuid,
    offering_id  uuid,
    source       text,
    opened_at    timestamptz NOT NULL,
    fell_short   integer     NOT NULL,
    -- advanced, lost (and not reopened since) or open
    outcome      text        NOT NULL,
    -- Microseconds from entering to leaving the stage; null while the deal is open there.
    duration     bigint,
    bucket       smallint,
    CONSTRAINT insight_visit_pk PRIMARY KEY (deal_id, stage),
    CONSTRAINT insight_visit_outcome CHECK (outcome IN ('advanced', 'lost', 'open')),
    CONSTRAINT insight_visit_ended CHECK ((outcome = 'open') = (duration IS NULL) AND (duration IS NULL) = (bucket IS NULL)),
    CONSTRAINT insight_visit_duration CHECK (duration >= 0)
);
-- To find the k-th longest of the visits that a filter chooses, within the bucket that is known to hold it.
CREATE INDEX insight_visit_by_duration ON insight_visit (pipeline_key, stage, bucket, duration)
    INCLUDE (owner_id, offering_id, source, opened_at) WHERE bucket IS NOT NULL;
-- For months that are not asked for as a whole. Rows lie about in the order of opening, so this costs next to nothing.
CREATE INDEX insight_visit_by_opening ON insight_visit USING brin (opened_at)
    WITH (pages_per_range = 32, autosummarize = on);
-- For an owner together with another filter; there are no counts for that.
CREATE INDEX insight_visit_of_owner ON insight_visit (owner_id, opened_at);

-- Visits counted: of all deals (dimension 'all', value ''), and of those of each owner, offering and source.
CREATE TABLE insight_count (
    dimension    text        NOT NULL,
    value        text        NOT NULL,
    pipeline_key text        NOT NULL,
    stage        text        NOT NULL,
    -- The month in which the deals were opened, by UTC.
    month        timestamptz NOT NULL,
    entered      bigint      NOT NULL,
    advanced     bigint      NOT NULL,
    fell_short   bigint      NOT NULL,
    lost         bigint      NOT NULL,
    still_there  bigint      NOT NULL,
    CONSTRAINT insight_count_pk PRIMARY KEY (dimension, value, pipeline_key, stage, month)
) WITH (fillfactor = 70);

-- Visits that have ended, by their duration.
CREATE TABLE insight_duration (
    dimension    text        NOT NULL,
    value        text        NOT NULL,
    pipeline_key text        NOT NULL,
    stage        text        NOT NULL,
    month        timestamptz NOT NULL,
    bucket       smallint    NOT NULL,
    visits       bigint      NOT NULL,
    -- Microseconds; numeric, because that of all visits ever may be more than a bigint takes.
    total        numeric     NOT NULL,
    CONSTRAINT insight_duration_pk PRIMARY KEY (dimension, value, pipeline_key, stage, month, bucket)
) WITH (fillfactor = 70);

-- How far insights follow history. No row: not at all yet.
CREATE TABLE insight_position (
    -- There is one row.
    only_one          boolean     NOT NULL DEFAULT true,
    -- The database cluster whose transactions these are; a database that was dumped and loaded counts from the start again.
    cluster           bigint      NOT NULL,
    -- Everything visible to it has been followed. Null until all deals have been gone through once.
    followed          pg_snapshot,
    -- If what is new is too much for one transaction: how far it will have been followed at the end, and what was last.
    target            pg_snapshot,
    after_transaction xid8,
    after_deal        uuid,
    -- Whether what is kept is the state of one moment, and which.
    exact             boolean     NOT NULL,
    as_of             timestamptz NOT NULL,
    CONSTRAINT insight_position_pk PRIMARY KEY (only_one),
    CONSTRAINT insight_position_only_one CHECK (only_one),
    CONSTRAINT insight_position_exact CHECK (NOT exact OR (followed IS NOT NULL AND target IS NULL))
);
