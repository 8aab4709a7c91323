CREATE TABLE proposal (
    id          uuid        NOT NULL,
    deal_id     uuid        NOT NULL,
    -- ours, or the client's own counter-proposal
    made_by     text        NOT NULL,
    -- the proposal that this one counters
    counters_id uuid,
    status      text        NOT NULL,
    amount      bigint      NOT NULL,
    currency    text        NOT NULL,
    terms       text,
    reason      text,
    created_at  timestamptz NOT NULL,
    sent_at     timestamptz,
    decided_at  timestamptz,
    CONSTRAINT proposal_pk PRIMARY KEY (id),
    CONSTRAINT proposal_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT proposal_counters FOREIGN KEY (counters_id) REFERENCES proposal,
    CONSTRAINT proposal_made_by CHECK (made_by IN ('salesperson', 'client')),
    CONSTRAINT proposal_status CHECK (status IN ('drafted', 'sent', 'accepted', 'declined', 'countered')),
    CONSTRAINT proposal_amount CHECK (amount > 0)
);
CREATE INDEX proposal_of_deal ON proposal (deal_id, id);

CREATE TABLE document (
    id          uuid        NOT NULL,
    deal_id     uuid        NOT NULL,
    kind        text        NOT NULL,
    status      text        NOT NULL,
    drafted_at  timestamptz NOT NULL,
    sent_at     timestamptz,
    signed_by   text,
    signed_at   timestamptz,
    means       text,
    voided_at   timestamptz,
    void_reason text,
    CONSTRAINT document_pk PRIMARY KEY (id),
    CONSTRAINT document_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT document_kind CHECK (kind IN ('welcome-letter', 'contract')),
    CONSTRAINT document_status CHECK (status IN ('drafted', 'sent', 'signed', 'voided'))
);
CREATE INDEX document_of_deal ON document (deal_id, id);

CREATE TABLE payment (
    id          uuid        NOT NULL,
    deal_id     uuid        NOT NULL,
    amount      bigint      NOT NULL,
    currency    text        NOT NULL,
    method      text,
    reference   text,
    received_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT payment_pk PRIMARY KEY (id),
    CONSTRAINT payment_reference UNIQUE (deal_id, reference),
    CONSTRAINT payment_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT payment_amount CHECK (amount > 0)
);
CREATE INDEX payment_of_deal ON payment (deal_id, id);

CREATE TABLE refund (
    id          uuid        NOT NULL,
    payment_id  uuid        NOT NULL,
    deal_id     uuid        NOT NULL,
    amount      bigint      NOT NULL,
    currency    text        NOT NULL,
    reason      text,
    reference   text,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT refund_pk PRIMARY KEY (id),
    CONSTRAINT refund_reference UNIQUE (deal_id, reference),
    CONSTRAINT refund_payment FOREIGN KEY (payment_id) REFERENCES payment,
    CONSTRAINT refund_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT refund_amount CHECK (amount > 0)
);
CREATE INDEX refund_of_payment ON refund (payment_id, id);

-- One effect per key: written in the transaction of the effect.
CREATE TABLE idempotency_record (
    caller      text        NOT NULL,
    -- SHA-256 of the path, which can hold a secret, and of the key, which can hold anything.
    address     text        NOT NULL,
    key         text        NOT NULL,
    fingerprint bytea       NOT NULL,
    status      integer     NOT NULL,
    location    text,
    created_at  timestamptz NOT NULL,
    -- What was answered. It may hold words of people, so it goes when the prospect is erased that it tells of.
    body        bytea,
    prospect_id uuid,
    CONSTRAINT idempotency_record_pk PRIMARY KEY (caller, address, key)
);
CREATE INDEX idempotency_record_of_prospect ON idempotency_record (prospect_id) WHERE prospect_id IS NOT NULL;
CREATE INDEX idempotency_record_by_age ON idempotency_record (created_at);
