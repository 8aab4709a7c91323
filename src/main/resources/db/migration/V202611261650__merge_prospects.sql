-- Two prospects who turned out to be one person: the duplicate points to the one that stays, directly, also over several merges.
-- It keeps what is known of it, since people go on to be recognised by it, and since a merge can be undone.
ALTER TABLE prospect
    ADD COLUMN merged_into uuid,
    ADD CONSTRAINT prospect_merged_into FOREIGN KEY (merged_into) REFERENCES prospect,
    ADD CONSTRAINT prospect_merged_elsewhere CHECK (merged_into <> id);

-- The merges that stand; one that is undone is deleted. Ids and times only, so that nothing has to be erased from it.
CREATE TABLE prospect_merge (
    id                  uuid        NOT NULL,
    prospect_id         uuid        NOT NULL,
    duplicate_id        uuid        NOT NULL,
    merged_at           timestamptz NOT NULL,
    -- The first submission since that was recognised by what is known of the duplicate. No foreign key, as with suggestions.
    later_submission_id uuid,
    CONSTRAINT prospect_merge_pk PRIMARY KEY (id),
    CONSTRAINT prospect_merge_once UNIQUE (duplicate_id),
    CONSTRAINT prospect_merge_prospect FOREIGN KEY (prospect_id) REFERENCES prospect,
    CONSTRAINT prospect_merge_duplicate FOREIGN KEY (duplicate_id) REFERENCES prospect,
    CONSTRAINT prospect_merge_of_two CHECK (prospect_id <> duplicate_id)
);
CREATE INDEX prospect_merge_of_prospect ON prospect_merge (prospect_id, id);

-- Deals that went along with a merge: from whom they came, and the event that says so.
CREATE TABLE merged_deal (
    merge_id    uuid   NOT NULL,
    deal_id     uuid   NOT NULL,
    prospect_id uuid   NOT NULL,
    sequence    bigint NOT NULL,
    CONSTRAINT merged_deal_pk PRIMARY KEY (merge_id, deal_id),
    CONSTRAINT merged_deal_merge FOREIGN KEY (merge_id) REFERENCES prospect_merge ON DELETE CASCADE,
    CONSTRAINT merged_deal_deal FOREIGN KEY (deal_id) REFERENCES deal
);
CREATE INDEX merged_deal_of_prospect ON merged_deal (prospect_id, deal_id);

-- An instance of an earlier version that erases the one who stays does not know that there is more to erase.
CREATE FUNCTION erase_merged_prospects() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE prospect SET name = NULL, email = NULL, phone = NULL, phone_extension = NULL, phone_as_given = NULL, company = NULL,
        erased_at = NEW.erased_at, version = version + 1, search_text = NULL, search_grams = NULL, search_version = version + 1
    WHERE merged_into = NEW.id AND erased_at IS NULL;
    RETURN NULL;
END
$$;
CREATE TRIGGER prospect_erased_with_merged AFTER UPDATE OF erased_at ON prospect
    FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL AND OLD.erased_at IS NULL) EXECUTE FUNCTION erase_merged_prospects();
