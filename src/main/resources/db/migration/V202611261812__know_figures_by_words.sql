-- Figures of entries beside their words, so that entries of one method or reference are added up from one index. Reading each entry for
-- its kind and amount took most of the time of a salesperson's totals. The words can be erased; the figures here are the entry's.
ALTER TABLE ledger_words ADD COLUMN kind text, ADD COLUMN currency text, ADD COLUMN amount bigint;

-- Made again below, as updating every row would change each of them.
DROP INDEX ledger_words_of_deal, ledger_words_by_method, ledger_words_by_reference;
ALTER TABLE ledger_words DISABLE TRIGGER ledger_words_recounted;
UPDATE ledger_words w SET kind = e.kind, currency = e.currency, amount = e.amount FROM ledger_entry e WHERE e.id = w.entry_id;
ALTER TABLE ledger_words ENABLE TRIGGER ledger_words_recounted;

ALTER TABLE ledger_words ALTER COLUMN kind SET NOT NULL, ALTER COLUMN currency SET NOT NULL, ALTER COLUMN amount SET NOT NULL;

-- Whoever inserts words, also an instance of the version before, and a backup of it that is restored.
CREATE FUNCTION take_figures_of_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT e.kind, e.currency, e.amount INTO NEW.kind, NEW.currency, NEW.amount FROM ledger_entry e WHERE e.id = NEW.entry_id;
    RETURN NEW;
END
$$;
CREATE TRIGGER ledger_words_with_figures BEFORE INSERT ON ledger_words FOR EACH ROW EXECUTE FUNCTION take_figures_of_entry();

CREATE INDEX ledger_words_of_deal ON ledger_words (deal_id, method, at, entry_id) INCLUDE (kind, currency, amount);
CREATE INDEX ledger_words_by_method ON ledger_words (method, at, entry_id) INCLUDE (kind, currency, amount) WHERE method IS NOT NULL;
CREATE INDEX ledger_words_by_reference ON ledger_words (reference, at, entry_id) WHERE reference IS NOT NULL;
