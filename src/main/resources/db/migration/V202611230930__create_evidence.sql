-- What people said and wrote. The facts that criteria read are in the deal's state; here are the words, which can be
-- erased: a text is null then.
CREATE TABLE survey (
    deal_id uuid  NOT NULL,
    answers jsonb NOT NULL,
    CONSTRAINT survey_pk PRIMARY KEY (deal_id),
    CONSTRAINT survey_deal FOREIGN KEY (deal_id) REFERENCES deal
);

CREATE TABLE assessment (
    deal_id uuid NOT NULL,
    note    text,
    CONSTRAINT assessment_pk PRIMARY KEY (deal_id),
    CONSTRAINT assessment_deal FOREIGN KEY (deal_id) REFERENCES deal
);

CREATE TABLE qualification (
    deal_id            uuid  NOT NULL,
    product_background text,
    product_history    text,
    target_audience    text,
    possible_issues    jsonb NOT NULL,
    note               text,
    CONSTRAINT qualification_pk PRIMARY KEY (deal_id),
    CONSTRAINT qualification_deal FOREIGN KEY (deal_id) REFERENCES deal
);

CREATE TABLE greeting (
    id      uuid        NOT NULL,
    deal_id uuid        NOT NULL,
    by      text        NOT NULL,
    channel text,
    note    text,
    at      timestamptz NOT NULL,
    CONSTRAINT greeting_pk PRIMARY KEY (id),
    CONSTRAINT greeting_deal FOREIGN KEY (deal_id) REFERENCES deal
);
CREATE INDEX greeting_of_deal ON greeting (deal_id, id);

CREATE TABLE question (
    id          uuid        NOT NULL,
    deal_id     uuid        NOT NULL,
    text        text,
    asked_at    timestamptz NOT NULL,
    answer      text,
    answered_at timestamptz,
    CONSTRAINT question_pk PRIMARY KEY (id),
    CONSTRAINT question_deal FOREIGN KEY (deal_id) REFERENCES deal
);
CREATE INDEX question_of_deal ON question (deal_id, id);

CREATE TABLE message_link (
    id         uuid        NOT NULL,
    deal_id    uuid        NOT NULL,
    -- SHA-256 of the secret in the address; the secret itself is shown once and not kept.
    token_hash bytea       NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT message_link_pk PRIMARY KEY (id),
    CONSTRAINT message_link_token UNIQUE (token_hash),
    CONSTRAINT message_link_deal FOREIGN KEY (deal_id) REFERENCES deal
);

CREATE TABLE message (
    id             uuid        NOT NULL,
    deal_id        uuid        NOT NULL,
    -- The link that it came by; null if somebody took it down for the client.
    link_id        uuid,
    text           text,
    left_at        timestamptz NOT NULL,
    outcome        text,
    followed_up_at timestamptz,
    CONSTRAINT message_pk PRIMARY KEY (id),
    CONSTRAINT message_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT message_link FOREIGN KEY (link_id) REFERENCES message_link
);
CREATE INDEX message_of_deal ON message (deal_id, id);

CREATE TABLE activity (
    id          uuid        NOT NULL,
    deal_id     uuid        NOT NULL,
    kind        text        NOT NULL,
    outcome     text        NOT NULL,
    note        text,
    at          timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT activity_pk PRIMARY KEY (id),
    CONSTRAINT activity_deal FOREIGN KEY (deal_id) REFERENCES deal
);
CREATE INDEX activity_of_deal ON activity (deal_id, id);
