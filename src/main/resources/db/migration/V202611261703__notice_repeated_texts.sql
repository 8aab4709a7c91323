-- Digests of long texts and of who sent them, for two days: the same text from many addresses is spam.
CREATE TABLE submission_text (
    digest      bytea       NOT NULL,
    sender      bytea       NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT submission_text_pk PRIMARY KEY (digest, sender)
);
CREATE INDEX submission_text_by_time ON submission_text (received_at);

-- What was set aside can be put away for good.
ALTER TABLE submission
    ADD COLUMN discarded_at timestamptz,
    DROP CONSTRAINT submission_status,
    ADD CONSTRAINT submission_status CHECK (status IN ('accepted', 'suspect', 'discarded'));
