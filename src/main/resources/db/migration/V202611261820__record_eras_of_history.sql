-- What numbers the transactions of events: one cluster for as long as its numbers go on. After a dump was loaded into another cluster,
-- events carry numbers that mean nothing there; a new era tells them from those that follow. Positions in history name their era.
CREATE TABLE history_era (
    id                uuid        NOT NULL,
    number            integer     NOT NULL,
    cluster           text        NOT NULL,
    -- Whether there were events already that this cluster has not numbered; and the first transaction that it has, in that case.
    loaded            boolean     NOT NULL,
    first_transaction xid8        NOT NULL,
    -- The era whose order the loaded events keep, or null if they are of more than one.
    continues         uuid,
    -- Positions are handed out enciphered: they name deals that the reader may not know.
    cursor_key        bytea       NOT NULL,
    recorded_at       timestamptz NOT NULL,
    CONSTRAINT history_era_pk PRIMARY KEY (number),
    CONSTRAINT history_era_id UNIQUE (id)
);

-- Also right for a database that an older version of the service has been restored into: then this cluster has written the rows
-- with a transaction of its own.
INSERT INTO history_era (id, number, cluster, loaded, first_transaction, continues, cursor_key, recorded_at)
SELECT gen_random_uuid(), 1, (SELECT system_identifier::text FROM pg_control_system()), found.loaded,
    CASE WHEN found.loaded THEN pg_snapshot_xmin(pg_current_snapshot()) ELSE '0'::xid8 END, NULL,
    uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), now()
FROM (SELECT EXISTS (SELECT FROM deal_event WHERE transaction_id::xid <> xmin) AS loaded) found;
