-- For recognition and duplicates once e-mail addresses are no longer unique. A migration of its own, so that no lock on the table
-- is raised while another is held.
CREATE INDEX prospect_by_email ON prospect (email, id) WHERE email IS NOT NULL;
