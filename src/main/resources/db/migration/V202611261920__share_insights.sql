-- Links to pages of insights. Each shows what its maker may see, of the deals that its filters choose. Backups leave out tables that are
-- called insight_, as these follow from history; links do not.
CREATE TABLE shared_insight (
    id                   uuid        NOT NULL,
    token_hash           bytea       NOT NULL,
    name                 text,
    pipeline_key         text,
    owner_id             uuid,
    offering_id          uuid,
    source               text,
    opened_from          timestamptz,
    opened_to            timestamptz,
    -- Origins of web sites that may frame the page.
    embed_on             text[]      NOT NULL,
    created_at           timestamptz NOT NULL,
    expires_at           timestamptz NOT NULL,
    -- Who made it: the id of the key or user; the same for all keys that followed one another by rotation; and, for users, what they
    -- were trusted with.
    created_by           text        NOT NULL,
    maker_kind           text        NOT NULL,
    maker_identity       text        NOT NULL,
    maker_roles          text[]      NOT NULL,
    maker_salesperson_id uuid,
    CONSTRAINT shared_insight_pk PRIMARY KEY (id),
    CONSTRAINT shared_insight_token UNIQUE (token_hash),
    CONSTRAINT shared_insight_owner FOREIGN KEY (owner_id) REFERENCES salesperson,
    CONSTRAINT shared_insight_offering FOREIGN KEY (offering_id) REFERENCES offering,
    CONSTRAINT shared_insight_maker_kind CHECK (maker_kind IN ('api-key', 'user'))
);
CREATE INDEX shared_insight_by_maker ON shared_insight (maker_identity, id);
CREATE INDEX shared_insight_by_expiry ON shared_insight (expires_at);
