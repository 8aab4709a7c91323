-- Few, and looked up with everything that is asked of the one who stays. A migration of its own, so that the table is not locked
-- against readers while the index is made.
CREATE INDEX prospect_merged ON prospect (merged_into) WHERE merged_into IS NOT NULL;
