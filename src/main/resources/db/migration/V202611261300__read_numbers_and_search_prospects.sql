-- Where telephone numbers without a country's code are from, as in ISO 3166; null for the configured region.
ALTER TABLE form ADD COLUMN region text;

ALTER TABLE prospect
    ADD COLUMN phone_extension text,
    -- A telephone number that could not be read, as it was typed.
    ADD COLUMN phone_as_given  text,
    -- The words of the person, folded by the service (SearchText), and hashes of all runs of three characters in them.
    ADD COLUMN search_text     text,
    ADD COLUMN search_grams    int[],
    -- The version whose words those are. An instance of an earlier version changes words and leaves this.
    ADD COLUMN search_version  bigint;

ALTER TABLE prospect ADD CONSTRAINT prospect_erased_wholly CHECK (
    erased_at IS NULL OR coalesce(phone_extension, phone_as_given, search_text) IS NULL AND search_grams IS NULL) NOT VALID;

-- An instance of an earlier version can serve while a newer one migrates. It knows nothing of the columns that go with the
-- number and the words; a newer one fills them in again.
CREATE FUNCTION forget_prospect_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search_text := NULL;
    NEW.search_grams := NULL;
    IF NEW.erased_at IS NOT NULL OR NEW.phone IS DISTINCT FROM OLD.phone THEN
        NEW.phone_extension := NULL;
        NEW.phone_as_given := NULL;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER prospect_words_changed BEFORE UPDATE ON prospect FOR EACH ROW
    WHEN (NEW.search_version IS NOT DISTINCT FROM OLD.search_version AND (
        NEW.erased_at IS DISTINCT FROM OLD.erased_at OR NEW.name IS DISTINCT FROM OLD.name
        OR NEW.email IS DISTINCT FROM OLD.email OR NEW.phone IS DISTINCT FROM OLD.phone
        OR NEW.company IS DISTINCT FROM OLD.company))
    EXECUTE FUNCTION forget_prospect_words();

-- Addresses of what was set aside as suspected spam, in the form in which those of prospects are stored. Nothing else tells whose
-- it is. Null for all other submissions.
ALTER TABLE submission
    ADD COLUMN email text,
    ADD COLUMN phone text;

-- An instance of an earlier version takes a submission in, or erases it.
CREATE FUNCTION forget_submission_addresses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.email := NULL;
    NEW.phone := NULL;
    RETURN NEW;
END
$$;
CREATE TRIGGER submission_addresses_gone BEFORE UPDATE ON submission FOR EACH ROW
    WHEN ((NEW.status <> 'suspect' OR NEW.content IS NULL) AND coalesce(NEW.email, NEW.phone) IS NOT NULL)
    EXECUTE FUNCTION forget_submission_addresses();
