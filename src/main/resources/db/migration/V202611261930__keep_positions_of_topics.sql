-- Topics of Kafka to which history is written. One instance at a time does so, as long as it renews its lease.
CREATE TABLE kafka_topic (
    name         text NOT NULL,
    -- After the last event that the brokers have acknowledged, as a cursor of the feed; null before the first.
    position     text,
    -- When that event happened.
    position_at  timestamptz,
    -- Set where a position was lost: history is gone through again, and events before this time are passed over.
    not_before   timestamptz,
    lease        uuid,
    leased_until timestamptz,
    CONSTRAINT kafka_topic_pk PRIMARY KEY (name),
    CONSTRAINT kafka_topic_lease CHECK ((lease IS NULL) = (leased_until IS NULL))
);
