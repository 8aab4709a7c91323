-- Requests for the approval of deals, and decisions about them. What counts of them is in the deal's state, by its history.
CREATE TABLE approval (
    id                   uuid        NOT NULL,
    deal_id              uuid        NOT NULL,
    decision             text        NOT NULL,
    note                 text,
    stage                text        NOT NULL,
    attempt              integer     NOT NULL,
    value_amount         bigint,
    value_currency       text,
    actor_kind           text        NOT NULL,
    actor_id             text        NOT NULL,
    actor_salesperson_id uuid,
    at                   timestamptz NOT NULL,
    CONSTRAINT approval_pk PRIMARY KEY (id),
    CONSTRAINT approval_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT approval_decision CHECK (decision IN ('requested', 'granted', 'refused')),
    CONSTRAINT approval_value CHECK ((value_amount IS NULL) = (value_currency IS NULL))
);
CREATE INDEX approval_of_deal ON approval (deal_id, id);
