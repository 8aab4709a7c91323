-- Forms are published in versions, from 1; a submission keeps the one that it was checked with.
CREATE TABLE form_version (
    form_key     text        NOT NULL,
    version      bigint      NOT NULL,
    definition   jsonb       NOT NULL,
    published_at timestamptz NOT NULL,
    CONSTRAINT form_version_pk PRIMARY KEY (form_key, version),
    CONSTRAINT form_version_form FOREIGN KEY (form_key) REFERENCES form
);

CREATE TRIGGER form_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON form_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE form_version ENABLE ALWAYS TRIGGER form_version_append_only;

ALTER TABLE form ADD COLUMN retired boolean NOT NULL DEFAULT false;
UPDATE form SET version = version + 1;

INSERT INTO form_version (form_key, version, definition, published_at)
SELECT key, version, jsonb_strip_nulls(jsonb_build_object(
        'key', key, 'title', title, 'pipeline', pipeline_key, 'offeringId', offering_id, 'region', region,
        'assignment', CASE assignment WHEN 'salesperson' THEN jsonb_build_object('salespersonId', salesperson_id)
            ELSE to_jsonb(assignment) END,
        'questions', questions, 'unknownFields', unknown_fields, 'locale', locale, 'page', page)), now()
FROM form;

-- Null where an instance of an earlier version took the submission in.
ALTER TABLE submission ADD COLUMN form_version bigint;
