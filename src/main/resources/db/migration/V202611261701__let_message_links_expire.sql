-- Links that were made before do not expire. A page may send a message twice; it is one.
ALTER TABLE message_link ADD COLUMN expires_at timestamptz;
ALTER TABLE message
    ADD COLUMN sent_as text,
    ADD CONSTRAINT message_once UNIQUE (link_id, sent_as);
