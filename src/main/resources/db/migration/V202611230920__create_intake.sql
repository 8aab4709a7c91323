CREATE TABLE form (
    key             text        NOT NULL,
    title           text        NOT NULL,
    pipeline_key    text        NOT NULL,
    offering_id     uuid,
    -- round-robin, salesperson or none
    assignment      text        NOT NULL,
    salesperson_id  uuid,
    questions       jsonb       NOT NULL,
    created_at      timestamptz NOT NULL,
    version         bigint      NOT NULL,
    CONSTRAINT form_pk PRIMARY KEY (key),
    CONSTRAINT form_offering FOREIGN KEY (offering_id) REFERENCES offering,
    CONSTRAINT form_salesperson FOREIGN KEY (salesperson_id) REFERENCES salesperson,
    CONSTRAINT form_assignment CHECK (
        assignment IN ('round-robin', 'salesperson', 'none') AND (assignment = 'salesperson') = (salesperson_id IS NOT NULL))
);

-- Whose turn it was last. A row of its own, so that taking turns does not lock the form.
CREATE TABLE form_turn (
    form_key       text NOT NULL,
    salesperson_id uuid,
    CONSTRAINT form_turn_pk PRIMARY KEY (form_key),
    CONSTRAINT form_turn_form FOREIGN KEY (form_key) REFERENCES form,
    CONSTRAINT form_turn_salesperson FOREIGN KEY (salesperson_id) REFERENCES salesperson
);

CREATE TABLE submission (
    id             uuid        NOT NULL,
    form_key       text        NOT NULL,
    -- The sender's own id.
    submission_id  text,
    -- As received, and its SHA-256; both are emptied when the prospect is erased, and otherwise never changed.
    content        json,
    fingerprint    bytea,
    received_at    timestamptz NOT NULL,
    status         text        NOT NULL,
    suspicion      text,
    released_at    timestamptz,
    prospect_id    uuid,
    deal_id        uuid,
    deal_opened    boolean     NOT NULL DEFAULT false,
    CONSTRAINT submission_pk PRIMARY KEY (id),
    CONSTRAINT submission_once UNIQUE (form_key, submission_id),
    CONSTRAINT submission_form FOREIGN KEY (form_key) REFERENCES form,
    CONSTRAINT submission_prospect FOREIGN KEY (prospect_id) REFERENCES prospect,
    CONSTRAINT submission_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT submission_status CHECK (status IN ('accepted', 'suspect')),
    CONSTRAINT submission_suspicion CHECK (status = 'accepted' OR suspicion IS NOT NULL)
);
CREATE INDEX submission_of_prospect ON submission (prospect_id, id);
CREATE INDEX submission_of_form ON submission (form_key, id);
CREATE INDEX submission_by_status ON submission (status, id);
