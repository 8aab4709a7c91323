-- Statements of account are made from templates too.
ALTER TABLE template DROP CONSTRAINT template_kind;
ALTER TABLE template ADD CONSTRAINT template_kind CHECK (kind IN ('welcome-letter', 'contract', 'proposal', 'statement'));

INSERT INTO template (id, kind, pipeline_key, locale, version, shipped, created_at) VALUES
    ('01a20a00-0000-7000-8000-000000000007', 'statement', NULL, 'en', 1, 'statement.en.1', '2026-11-26T00:00:00Z'),
    ('01a20a00-0000-7000-8000-000000000008', 'statement', NULL, 'de', 1, 'statement.de.1', '2026-11-26T00:00:00Z');
