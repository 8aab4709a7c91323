-- Money that arrived and fits no deal (rule 16). Its figures stay as they are, as those of entries do; its words can be erased.
CREATE TABLE unassigned_payment (
    id               uuid        NOT NULL,
    amount           bigint      NOT NULL,
    currency         text        NOT NULL,
    received_at      timestamptz NOT NULL,
    recorded_at      timestamptz NOT NULL,
    reference_digest bytea,
    CONSTRAINT unassigned_payment_pk PRIMARY KEY (id),
    CONSTRAINT unassigned_payment_reference UNIQUE (reference_digest),
    CONSTRAINT unassigned_payment_amount CHECK (amount > 0)
);

CREATE TABLE unassigned_payment_words (
    unassigned_id uuid NOT NULL,
    method        text,
    reference     text,
    note          text,
    CONSTRAINT unassigned_payment_words_pk PRIMARY KEY (unassigned_id)
);

-- What a person assigned it to, once and for good. No foreign key to the money: checking it would need the right to update it.
CREATE TABLE payment_assignment (
    unassigned_id uuid        NOT NULL,
    deal_id       uuid        NOT NULL,
    payment_id    uuid        NOT NULL,
    assigned_at   timestamptz NOT NULL,
    CONSTRAINT payment_assignment_pk PRIMARY KEY (unassigned_id),
    CONSTRAINT payment_assignment_payment UNIQUE (payment_id),
    CONSTRAINT payment_assignment_deal FOREIGN KEY (deal_id) REFERENCES deal
);
CREATE INDEX payment_assignment_of_deal ON payment_assignment (deal_id);

CREATE TRIGGER unassigned_payment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unassigned_payment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE unassigned_payment ENABLE ALWAYS TRIGGER unassigned_payment_append_only;
REVOKE ALL ON unassigned_payment FROM PUBLIC, CURRENT_USER;
GRANT SELECT, INSERT ON unassigned_payment TO CURRENT_USER;

CREATE TRIGGER payment_assignment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payment_assignment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE payment_assignment ENABLE ALWAYS TRIGGER payment_assignment_append_only;
REVOKE ALL ON payment_assignment FROM PUBLIC, CURRENT_USER;
GRANT SELECT, INSERT ON payment_assignment TO CURRENT_USER;
