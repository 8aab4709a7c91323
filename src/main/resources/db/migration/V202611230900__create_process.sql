-- What a process is. A published version of a pipeline never changes.
CREATE TABLE pipeline_version (
    key          text        NOT NULL,
    version      integer     NOT NULL,
    title        text        NOT NULL,
    stages       jsonb       NOT NULL,
    published_at timestamptz NOT NULL,
    CONSTRAINT pipeline_version_pk PRIMARY KEY (key, version),
    CONSTRAINT pipeline_version_positive CHECK (version > 0)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: its rows are append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER pipeline_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON pipeline_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE pipeline_version ENABLE ALWAYS TRIGGER pipeline_version_append_only;

CREATE TABLE offering (
    id             uuid        NOT NULL,
    name           text        NOT NULL,
    kind           text        NOT NULL,
    description    text,
    price_amount   bigint,
    price_currency text,
    created_at     timestamptz NOT NULL,
    version        bigint      NOT NULL,
    CONSTRAINT offering_pk PRIMARY KEY (id),
    CONSTRAINT offering_kind CHECK (kind IN ('product', 'service')),
    CONSTRAINT offering_price CHECK ((price_amount IS NULL) = (price_currency IS NULL) AND price_amount >= 0)
);

CREATE TABLE salesperson (
    id         uuid        NOT NULL,
    name       text        NOT NULL,
    email      text        NOT NULL,
    active     boolean     NOT NULL,
    created_at timestamptz NOT NULL,
    version    bigint      NOT NULL,
    CONSTRAINT salesperson_pk PRIMARY KEY (id),
    CONSTRAINT salesperson_email UNIQUE (email)
);

-- People. Erasing one empties every column that could tell who it was; the id stays, because history holds it.
CREATE TABLE prospect (
    id         uuid        NOT NULL,
    name       text,
    email      text,
    phone      text,
    company    text,
    created_at timestamptz NOT NULL,
    erased_at  timestamptz,
    version    bigint      NOT NULL,
    CONSTRAINT prospect_pk PRIMARY KEY (id),
    CONSTRAINT prospect_email UNIQUE (email),
    CONSTRAINT prospect_erased CHECK (erased_at IS NULL OR coalesce(name, email, phone, company) IS NULL)
);
CREATE INDEX prospect_phone ON prospect (phone, id) WHERE phone IS NOT NULL;
