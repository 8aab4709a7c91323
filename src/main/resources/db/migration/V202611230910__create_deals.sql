CREATE SEQUENCE deal_number START 1001;

CREATE TABLE deal (
    id               uuid        NOT NULL,
    number           bigint      NOT NULL DEFAULT nextval('deal_number'),
    pipeline_key     text        NOT NULL,
    pipeline_version integer     NOT NULL,
    status           text        NOT NULL,
    stage            text        NOT NULL,
    attempt          integer     NOT NULL,
    prospect_id      uuid        NOT NULL,
    offering_id      uuid,
    owner_id         uuid,
    source           text,
    value_amount     bigint,
    value_currency   text,
    opened_at        timestamptz NOT NULL,
    stage_entered_at timestamptz NOT NULL,
    due_at           timestamptz,
    closed_at        timestamptz,
    updated_at       timestamptz NOT NULL,
    lost_reason      text,
    custom_fields    jsonb       NOT NULL DEFAULT '{}',
    -- Visits, evidence and payments: the part of the state that nobody filters by.
    state            jsonb       NOT NULL,
    -- The number and the hash of the last event. The number is the deal's version as well.
    sequence         bigint      NOT NULL,
    last_hash        bytea       NOT NULL,
    CONSTRAINT deal_pk PRIMARY KEY (id),
    CONSTRAINT deal_number_unique UNIQUE (number),
    CONSTRAINT deal_pipeline FOREIGN KEY (pipeline_key, pipeline_version) REFERENCES pipeline_version,
    CONSTRAINT deal_prospect FOREIGN KEY (prospect_id) REFERENCES prospect,
    CONSTRAINT deal_offering FOREIGN KEY (offering_id) REFERENCES offering,
    CONSTRAINT deal_owner FOREIGN KEY (owner_id) REFERENCES salesperson,
    CONSTRAINT deal_status CHECK (status IN ('open', 'won', 'lost')),
    CONSTRAINT deal_attempt CHECK (attempt > 0),
    CONSTRAINT deal_closed CHECK ((status = 'open') = (closed_at IS NULL)),
    CONSTRAINT deal_value CHECK ((value_amount IS NULL) = (value_currency IS NULL) AND value_amount >= 0)
);

-- One index for each order in which lists are read, and one for each filter that picks few deals out of many.
CREATE INDEX deal_by_opened_at ON deal (opened_at, id);
CREATE INDEX deal_by_updated_at ON deal (updated_at, id);
CREATE INDEX deal_by_stage_entered_at ON deal (stage_entered_at, id);
CREATE INDEX deal_by_value ON deal ((coalesce(value_amount, -1)), id);
CREATE INDEX deal_open_in_stage ON deal (stage, opened_at, id) WHERE status = 'open';
CREATE INDEX deal_of_owner ON deal (owner_id, opened_at, id);
CREATE INDEX deal_of_prospect ON deal (prospect_id, opened_at, id);
CREATE INDEX deal_of_offering ON deal (offering_id, opened_at, id);
CREATE INDEX deal_due ON deal (due_at) WHERE status = 'open';

-- History. What is written here stays: the triggers refuse every change for everybody, and the grants refuse it once more
-- for the service's own user (revoking from the owner works, and leaves migrations possible).
CREATE TABLE deal_event (
    deal_id          uuid        NOT NULL,
    sequence         bigint      NOT NULL,
    type             text        NOT NULL,
    at               timestamptz NOT NULL,
    actor_kind       text        NOT NULL,
    actor_id         text        NOT NULL,
    salesperson_id   uuid,
    stage            text        NOT NULL,
    stage_from       text,
    stage_to         text,
    attempt          integer     NOT NULL,
    pipeline_key     text        NOT NULL,
    pipeline_version integer     NOT NULL,
    -- json, not jsonb: the hash covers the text as it was written.
    data             json        NOT NULL,
    -- Salted SHA-256 of the reason, which itself can be erased.
    reason_digest    bytea,
    previous_hash    bytea       NOT NULL,
    hash             bytea       NOT NULL,
    -- The feed reads events in the order of their transactions.
    transaction_id   xid8        NOT NULL DEFAULT pg_current_xact_id(),
    CONSTRAINT deal_event_pk PRIMARY KEY (deal_id, sequence),
    CONSTRAINT deal_event_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT deal_event_sequence CHECK (sequence > 0)
);

CREATE TRIGGER deal_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON deal_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE deal_event ENABLE ALWAYS TRIGGER deal_event_append_only;
REVOKE ALL ON deal_event FROM PUBLIC, CURRENT_USER;
GRANT SELECT, INSERT ON deal_event TO CURRENT_USER;

-- Reasons are words of people: they can be erased, and history stays whole.
CREATE TABLE deal_event_reason (
    deal_id  uuid   NOT NULL,
    sequence bigint NOT NULL,
    salt     bytea  NOT NULL,
    reason   text   NOT NULL,
    CONSTRAINT deal_event_reason_pk PRIMARY KEY (deal_id, sequence),
    -- No foreign key to the event: checking it would need the right to update history.
    CONSTRAINT deal_event_reason_deal FOREIGN KEY (deal_id) REFERENCES deal
);
