-- Receivers of events. Each follows history from a position of its own.
CREATE TABLE webhook (
    id              uuid        NOT NULL,
    url             text        NOT NULL,
    description     text,
    -- As history names them; empty for all.
    types           text[]      NOT NULL,
    enabled         boolean     NOT NULL,
    disabled_at     timestamptz,
    -- administrator, gone or attempts-exhausted
    disabled_reason text,
    -- What messages are signed with, and what they were signed with before, for as long as receivers still use that.
    secret          bytea       NOT NULL,
    previous_secret bytea,
    previous_until  timestamptz,
    -- After the last event that was looked at, and when that happened.
    position        text        NOT NULL,
    position_at     timestamptz NOT NULL,
    -- Set where a position was lost with the cluster that it belonged to: history is gone through again, and events before this
    -- time, or that have a message already, are passed over.
    not_before      timestamptz,
    created_at      timestamptz NOT NULL,
    created_by      text        NOT NULL,
    version         bigint      NOT NULL,
    CONSTRAINT webhook_pk PRIMARY KEY (id),
    CONSTRAINT webhook_disabled CHECK (enabled = (disabled_at IS NULL) AND enabled = (disabled_reason IS NULL)),
    CONSTRAINT webhook_disabled_reason CHECK (disabled_reason IN ('administrator', 'gone', 'attempts-exhausted')),
    CONSTRAINT webhook_previous CHECK ((previous_secret IS NULL) = (previous_until IS NULL))
);

-- Events on their way to receivers, and those that have arrived, until they are swept.
CREATE TABLE webhook_message (
    webhook_id   uuid        NOT NULL,
    -- The event's, which is the same for every webhook; or that of a test.
    id           uuid        NOT NULL,
    -- Null for a test.
    deal_id      uuid,
    sequence     bigint,
    type         text        NOT NULL,
    payload      text        NOT NULL,
    -- pending, delivered or failed; only tests fail for good
    state        text        NOT NULL,
    -- Those that failed since the message was queued, or since the webhook was enabled.
    attempts     integer     NOT NULL,
    due_at       timestamptz NOT NULL,
    -- Whose attempt is under way, and until when that is believed.
    lease        uuid,
    leased_until timestamptz,
    queued_at    timestamptz NOT NULL,
    ended_at     timestamptz,
    CONSTRAINT webhook_message_pk PRIMARY KEY (webhook_id, id),
    CONSTRAINT webhook_message_webhook FOREIGN KEY (webhook_id) REFERENCES webhook ON DELETE CASCADE,
    CONSTRAINT webhook_message_deal CHECK ((deal_id IS NULL) = (sequence IS NULL)),
    CONSTRAINT webhook_message_state CHECK (state IN ('pending', 'delivered', 'failed')),
    CONSTRAINT webhook_message_ended CHECK ((state = 'pending') = (ended_at IS NULL)),
    CONSTRAINT webhook_message_lease CHECK ((lease IS NULL) = (leased_until IS NULL))
);
CREATE INDEX webhook_message_due ON webhook_message (webhook_id, due_at, sequence) WHERE state = 'pending';
CREATE INDEX webhook_message_order ON webhook_message (webhook_id, deal_id, sequence) WHERE state = 'pending';
CREATE INDEX webhook_message_ended ON webhook_message (ended_at) WHERE state <> 'pending';

-- Every attempt to deliver a message.
CREATE TABLE webhook_delivery (
    id               uuid        NOT NULL,
    webhook_id       uuid        NOT NULL,
    message_id       uuid        NOT NULL,
    type             text        NOT NULL,
    attempt          integer     NOT NULL,
    delivered        boolean     NOT NULL,
    -- Of the response; null if there was none.
    status           integer,
    duration_ms      bigint      NOT NULL,
    response_excerpt text,
    -- What went wrong, in our words.
    error            text,
    at               timestamptz NOT NULL,
    CONSTRAINT webhook_delivery_pk PRIMARY KEY (id),
    CONSTRAINT webhook_delivery_webhook FOREIGN KEY (webhook_id) REFERENCES webhook ON DELETE CASCADE
);
CREATE INDEX webhook_delivery_of_webhook ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_of_message ON webhook_delivery (webhook_id, message_id, id);
CREATE INDEX webhook_delivery_at ON webhook_delivery (at);
