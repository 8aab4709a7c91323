-- What of a pipeline changes: which version is the newest, and whether it takes new deals. One row for each key; whoever publishes
-- or retires locks it. Published versions themselves never change.
CREATE TABLE pipeline_state (
    key      text    NOT NULL,
    newest   integer NOT NULL,
    retired  boolean NOT NULL,
    -- Counts publications and changes of retired; the entity tag.
    revision bigint  NOT NULL,
    CONSTRAINT pipeline_state_pk PRIMARY KEY (key),
    CONSTRAINT pipeline_state_newest FOREIGN KEY (key, newest) REFERENCES pipeline_version,
    CONSTRAINT pipeline_state_revision CHECK (revision >= newest)
);

INSERT INTO pipeline_state (key, newest, retired, revision)
SELECT key, max(version), false, max(version) FROM pipeline_version GROUP BY key;
