-- Callers. Of a key only the SHA-256 is kept: 256 random bits cannot be guessed, so nothing slower is needed.
CREATE TABLE api_key (
    id             uuid        NOT NULL,
    -- The first key of those that followed one another by rotation: to the service they are one caller.
    line_id        uuid        NOT NULL,
    name           text        NOT NULL,
    hash           bytea       NOT NULL,
    -- How the key begins, so that people can tell keys apart.
    hint           text        NOT NULL,
    roles          text[]      NOT NULL,
    salesperson_id uuid,
    -- If false, the forms are in api_key_form.
    every_form     boolean     NOT NULL,
    created_at     timestamptz NOT NULL,
    created_by     text        NOT NULL,
    expires_at     timestamptz,
    -- The end of the time in which a key that has been rotated is good besides its successor.
    retires_at     timestamptz,
    revoked_at     timestamptz,
    last_used_at   timestamptz,
    CONSTRAINT api_key_pk PRIMARY KEY (id),
    CONSTRAINT api_key_hash UNIQUE (hash),
    CONSTRAINT api_key_line FOREIGN KEY (line_id) REFERENCES api_key,
    CONSTRAINT api_key_salesperson FOREIGN KEY (salesperson_id) REFERENCES salesperson,
    CONSTRAINT api_key_roles CHECK (cardinality(roles) > 0)
);

CREATE TABLE api_key_form (
    api_key_id uuid NOT NULL,
    form_key   text NOT NULL,
    CONSTRAINT api_key_form_pk PRIMARY KEY (api_key_id, form_key),
    CONSTRAINT api_key_form_key FOREIGN KEY (api_key_id) REFERENCES api_key,
    CONSTRAINT api_key_form_form FOREIGN KEY (form_key) REFERENCES form
);
