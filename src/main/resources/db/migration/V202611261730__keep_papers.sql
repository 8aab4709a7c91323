-- What documents are made from. A version never changes; a document keeps the one that it was made from (rule 18).
CREATE TABLE template (
    id           uuid        NOT NULL,
    kind         text        NOT NULL,
    -- Null for every pipeline without a template of its own.
    pipeline_key text,
    locale       text        NOT NULL,
    version      integer     NOT NULL,
    -- The name of a file that comes with the service; such a file never changes either.
    shipped      text,
    body         text,
    created_at   timestamptz NOT NULL,
    CONSTRAINT template_pk PRIMARY KEY (id),
    CONSTRAINT template_version UNIQUE NULLS NOT DISTINCT (kind, pipeline_key, locale, version),
    CONSTRAINT template_kind CHECK (kind IN ('welcome-letter', 'contract', 'proposal')),
    CONSTRAINT template_text CHECK ((shipped IS NULL) <> (body IS NULL))
);
CREATE TRIGGER template_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON template
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

INSERT INTO template (id, kind, pipeline_key, locale, version, shipped, created_at) VALUES
    ('01a20a00-0000-7000-8000-000000000001', 'welcome-letter', NULL, 'en', 1, 'welcome-letter.en.1', '2026-11-26T00:00:00Z'),
    ('01a20a00-0000-7000-8000-000000000002', 'welcome-letter', NULL, 'de', 1, 'welcome-letter.de.1', '2026-11-26T00:00:00Z'),
    ('01a20a00-0000-7000-8000-000000000003', 'contract', NULL, 'en', 1, 'contract.en.1', '2026-11-26T00:00:00Z'),
    ('01a20a00-0000-7000-8000-000000000004', 'contract', NULL, 'de', 1, 'contract.de.1', '2026-11-26T00:00:00Z'),
    ('01a20a00-0000-7000-8000-000000000005', 'proposal', NULL, 'en', 1, 'proposal.en.1', '2026-11-26T00:00:00Z'),
    ('01a20a00-0000-7000-8000-000000000006', 'proposal', NULL, 'de', 1, 'proposal.de.1', '2026-11-26T00:00:00Z');

-- One row.
CREATE TABLE letterhead (
    id        integer NOT NULL DEFAULT 1,
    details   jsonb   NOT NULL,
    logo_type text,
    logo      bytea,
    version   bigint  NOT NULL,
    CONSTRAINT letterhead_pk PRIMARY KEY (id),
    CONSTRAINT letterhead_single CHECK (id = 1),
    CONSTRAINT letterhead_logo CHECK ((logo IS NULL) = (logo_type IS NULL))
);
INSERT INTO letterhead (details, version) VALUES
    ('{"name": "[Company name]", "address": [], "contact": [], "footer": [], "timeZone": "UTC", "locale": "en"}', 0);

-- The pages of documents and proposals, as they were made. Hashes stay when the prospect is erased, bytes do not (rules 12 and 15).
CREATE TABLE paper (
    id          uuid        NOT NULL,
    deal_id     uuid        NOT NULL,
    made_at     timestamptz NOT NULL,
    inputs      bytea       NOT NULL,
    html_sha256 bytea       NOT NULL,
    pdf_sha256  bytea       NOT NULL,
    html        bytea,
    pdf         bytea,
    erased_at   timestamptz,
    CONSTRAINT paper_pk PRIMARY KEY (id),
    CONSTRAINT paper_deal FOREIGN KEY (deal_id) REFERENCES deal,
    CONSTRAINT paper_erased CHECK ((html IS NULL) = (erased_at IS NOT NULL) AND (pdf IS NULL) = (erased_at IS NOT NULL))
);
-- PDF is compressed already.
ALTER TABLE paper ALTER COLUMN pdf SET STORAGE EXTERNAL;
CREATE INDEX paper_of_deal ON paper (deal_id, id);

-- Null in rows that were made before documents had pages, or without any.
ALTER TABLE document
    ADD COLUMN paper_id         uuid,
    ADD COLUMN paper_inputs     text,
    ADD COLUMN locale           text,
    ADD COLUMN template_id      uuid,
    ADD COLUMN template_version integer,
    ADD COLUMN sha256           text,
    ADD COLUMN pages            integer,
    ADD COLUMN signed_sha256    text;

ALTER TABLE proposal
    ADD COLUMN paper_id         uuid,
    ADD COLUMN paper_inputs     text,
    ADD COLUMN locale           text,
    ADD COLUMN template_id      uuid,
    ADD COLUMN template_version integer,
    ADD COLUMN sha256           text,
    ADD COLUMN pages            integer,
    ADD COLUMN items            text,
    ADD COLUMN net              bigint,
    ADD COLUMN taxes            text,
    ADD COLUMN valid_until      timestamptz;
