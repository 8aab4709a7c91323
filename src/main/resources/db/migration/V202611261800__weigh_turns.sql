-- Who takes turns, and how often, if not all salespeople do: a list of salespersonId and weight. Null for all. Instances of an
-- earlier version give turns to all.
ALTER TABLE form ADD COLUMN shares jsonb;
