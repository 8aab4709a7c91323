-- A small pending list, since a search looks through it, and whoever fills it up tidies it.
CREATE INDEX prospect_by_words ON prospect USING gin (search_grams)
    WITH (fastupdate = on, gin_pending_list_limit = 512) WHERE erased_at IS NULL;
-- What the words have yet to be written down of.
CREATE INDEX prospect_without_words ON prospect (id) WHERE search_text IS NULL AND erased_at IS NULL;
-- A telephone number is suggested with its extension, and compared without.
CREATE INDEX prospect_suggestion_of_phone ON prospect_suggestion (split_part(value, ';', 1), prospect_id)
    WHERE decision IS NULL AND field = 'phone';
CREATE INDEX submission_suspect_email ON submission (email) WHERE status = 'suspect';
CREATE INDEX submission_suspect_phone ON submission (phone) WHERE status = 'suspect';
CREATE INDEX submission_without_addresses ON submission (id)
    WHERE status = 'suspect' AND content IS NOT NULL AND email IS NULL AND phone IS NULL;
ALTER TABLE prospect VALIDATE CONSTRAINT prospect_erased_wholly;
