-- What a form says of a known person where that differs from what is known. It waits for a person to accept or dismiss it.
CREATE TABLE prospect_suggestion (
    id            uuid        NOT NULL,
    prospect_id   uuid        NOT NULL,
    field         text        NOT NULL,
    value         text        NOT NULL,
    -- The first submission that said so. No foreign key: submissions are never deleted, and intake would pay for the check.
    submission_id uuid        NOT NULL,
    at            timestamptz NOT NULL,
    -- accepted or dismissed; null while it waits
    decision      text,
    decided_at    timestamptz,
    CONSTRAINT prospect_suggestion_pk PRIMARY KEY (id),
    CONSTRAINT prospect_suggestion_once UNIQUE (prospect_id, field, value),
    CONSTRAINT prospect_suggestion_prospect FOREIGN KEY (prospect_id) REFERENCES prospect,
    CONSTRAINT prospect_suggestion_field CHECK (field IN ('name', 'email', 'phone', 'company')),
    CONSTRAINT prospect_suggestion_decision CHECK (decision IN ('accepted', 'dismissed')),
    CONSTRAINT prospect_suggestion_decided CHECK ((decision IS NULL) = (decided_at IS NULL))
);
CREATE INDEX prospect_suggestion_waiting ON prospect_suggestion (prospect_id, id) WHERE decision IS NULL;
-- For duplicates: who else might have this address.
CREATE INDEX prospect_suggestion_of_address ON prospect_suggestion (value, field, prospect_id)
    WHERE decision IS NULL AND field IN ('email', 'phone');

-- An instance of an earlier version can serve while a newer one migrates, and does not know that there is more to erase.
CREATE FUNCTION forget_prospect_suggestions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM prospect_suggestion WHERE prospect_id = NEW.id;
    RETURN NULL;
END
$$;
CREATE TRIGGER prospect_suggestions_erased AFTER UPDATE OF erased_at ON prospect
    FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION forget_prospect_suggestions();
