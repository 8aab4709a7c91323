-- What deal offers to insights: what a deal's history does not tell.
CREATE VIEW deal_source AS SELECT id AS deal_id, source FROM deal;

-- A pipeline says since when it has had its stages, for those who ask about the past.
CREATE OR REPLACE VIEW pipeline_stage AS
SELECT key, version, place, s.stage ->> 'key' AS stage, published_at
FROM pipeline_version CROSS JOIN jsonb_array_elements(stages) WITH ORDINALITY AS s (stage, place);

-- A deal's stays in stages, as they were from one moment until another: what funnels and forecasts of a past moment are
-- answered from. All of it follows from history, is kept by a follower of its own outside of commands, and can be thrown away.
--
-- A stay has one row as long as owner, offering, key of the stage, value and failures stay the same; after each change it has another
-- one. When it ended is in the row, so that most stays have only one.
CREATE TABLE insight_past (
    deal_id      uuid        NOT NULL,
    -- The number of the stay, from 0.
    place        integer     NOT NULL,
    -- The row holds from then, until before then.
    since        timestamptz NOT NULL,
    until        timestamptz NOT NULL,
    pipeline_key text        NOT NULL,
    stage        text        NOT NULL,
    owner_id     uuid,
    offering_id  uuid,
    source       text,
    opened_at    timestamptz NOT NULL,
    entered_at   timestamptz NOT NULL,
    -- When it was left by advance; infinity if it has not been.
    left_at      timestamptz NOT NULL,
    -- When the deal was closed, whether in this stay or in a later one; infinity if it has not been.
    closed_at    timestamptz NOT NULL,
    won          boolean     NOT NULL,
    fell_short   integer     NOT NULL,
    -- What the deal was worth while it stood there.
    amount       bigint,
    currency     text,
    -- Microseconds from entering the stage to winning the deal; in the row that held when it was won.
    time_left    bigint,
    bucket       smallint,
    -- The event after which the row was written last.
    sequence     bigint      NOT NULL,
    -- The deal stood there, open, from since until before then; the same as since if it did not.
    open_until   timestamptz NOT NULL GENERATED ALWAYS AS (greatest(since, least(until, left_at, closed_at))) STORED,
    CONSTRAINT insight_past_pk PRIMARY KEY (deal_id, place, since),
    CONSTRAINT insight_past_order CHECK (since < until AND entered_at <= since),
    CONSTRAINT insight_past_value CHECK ((amount IS NULL) = (currency IS NULL)),
    CONSTRAINT insight_past_time_left CHECK ((time_left IS NULL) = (bucket IS NULL) AND time_left >= 0)
) WITH (fillfactor = 80);
-- What changed in part of a day.
CREATE INDEX insight_past_by_since ON insight_past (since);
CREATE INDEX insight_past_by_closing ON insight_past (closed_at) INCLUDE (deal_id, pipeline_key, stage, bucket)
    WHERE closed_at < 'infinity';
-- What is open now, and what was open at a moment.
CREATE INDEX insight_past_open ON insight_past (pipeline_key, stage)
    INCLUDE (since, entered_at, currency, amount, owner_id, offering_id, source, opened_at) WHERE open_until = 'infinity';
CREATE INDEX insight_past_open_then ON insight_past USING gist (tstzrange(since, open_until, '(]'))
    WHERE since < open_until AND open_until < 'infinity';
-- What is not counted: two or more of owner, offering and source together, and parts of months of opening.
CREATE INDEX insight_past_of_owner ON insight_past (owner_id, opened_at);
CREATE INDEX insight_past_of_offering ON insight_past (offering_id, source, opened_at);
CREATE INDEX insight_past_by_opening ON insight_past USING brin (opened_at)
    WITH (pages_per_range = 32, autosummarize = on);
-- To find the k-th longest of the times left.
CREATE INDEX insight_past_by_time_left ON insight_past (pipeline_key, stage, bucket, time_left) INCLUDE (closed_at)
    WHERE time_left IS NOT NULL;

-- By how much the numbers of a funnel changed on a day, by UTC: of all deals (dimension 'all', value ''), and of those of each
-- owner, offering and source; and how many stays belonged to deals that were won or lost.
CREATE TABLE insight_past_count (
    dimension    text        NOT NULL,
    value        text        NOT NULL,
    pipeline_key text        NOT NULL,
    stage        text        NOT NULL,
    -- The month in which the deals were opened, by UTC.
    month        timestamptz NOT NULL,
    day          timestamptz NOT NULL,
    entered      bigint      NOT NULL,
    advanced     bigint      NOT NULL,
    fell_short   bigint      NOT NULL,
    lost         bigint      NOT NULL,
    still_there  bigint      NOT NULL,
    of_won       bigint      NOT NULL,
    of_lost      bigint      NOT NULL,
    -- With the numbers, because rows of one owner lie all over the table.
    CONSTRAINT insight_past_count_pk PRIMARY KEY (dimension, value, pipeline_key, stage, month, day)
        INCLUDE (entered, advanced, fell_short, lost, still_there, of_won, of_lost)
);

-- Stays of won deals by the time that was left to winning, and by the month in which they were won.
CREATE TABLE insight_past_time_left (
    pipeline_key text        NOT NULL,
    stage        text        NOT NULL,
    month        timestamptz NOT NULL,
    bucket       smallint    NOT NULL,
    stays        bigint      NOT NULL,
    CONSTRAINT insight_past_time_left_pk PRIMARY KEY (pipeline_key, stage, month, bucket)
) WITH (fillfactor = 70);

-- What was won, by the month in which it was, and as deals are now.
CREATE TABLE insight_value_won (
    dimension    text        NOT NULL,
    value        text        NOT NULL,
    pipeline_key text        NOT NULL,
    -- In which the deals were opened.
    month        timestamptz NOT NULL,
    -- In which they were won.
    won_in       timestamptz NOT NULL,
    -- Empty for deals without a value.
    currency     text        NOT NULL,
    deals        bigint      NOT NULL,
    amount       numeric     NOT NULL,
    CONSTRAINT insight_value_won_pk PRIMARY KEY (dimension, value, pipeline_key, month, won_in, currency)
) WITH (fillfactor = 70);
