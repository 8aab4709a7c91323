-- What becomes of fields that no submission has (null: as the body's media type suggests), and how numbers are typed.
ALTER TABLE form
    ADD COLUMN unknown_fields text,
    ADD COLUMN locale text,
    ADD COLUMN page jsonb,
    ADD CONSTRAINT form_unknown_fields CHECK (unknown_fields IN ('refuse', 'keep'));
