-- When a prospect last changed; null for never. A trigger, because several statements change prospects, and an instance of an
-- earlier version that serves meanwhile does not know the column.
ALTER TABLE prospect ADD COLUMN updated_at timestamptz;

CREATE FUNCTION note_prospect_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := greatest(coalesce(OLD.updated_at, OLD.created_at), clock_timestamp());
    RETURN NEW;
END
$$;
CREATE TRIGGER prospect_changed BEFORE UPDATE ON prospect
    FOR EACH ROW WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION note_prospect_change();
