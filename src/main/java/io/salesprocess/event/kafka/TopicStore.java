package io.salesprocess.event.kafka;

import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How far history has been written to each topic, and which instance is at it. Leases go by the clock of the database. */
@Singleton
class TopicStore {

    private static final String ADD = """
            INSERT INTO kafka_topic (name, position, position_at) VALUES (?, ?, ?) ON CONFLICT (name) DO NOTHING""";

    private static final String FIND = "SELECT position, position_at, not_before FROM kafka_topic WHERE name = ?";

    /** A lease that lasts longer than any does was taken before the clock was put back. */
    private static final String TAKE = """
            UPDATE kafka_topic SET lease = ?, leased_until = now() + ?::interval
            WHERE name = ? AND (lease IS NULL OR lease = ? OR leased_until <= now() OR leased_until > now() + 2 * ?::interval)
            RETURNING position, position_at, not_before""";

    private static final String MOVE = """
            UPDATE kafka_topic SET position = ?, position_at = ?, leased_until = now() + ?::interval
            WHERE name = ? AND lease = ?""";

    private static final String GO_BACK =
            "UPDATE kafka_topic SET position = NULL, not_before = ? WHERE name = ? AND lease = ?";

    private static final String RELEASE =
            "UPDATE kafka_topic SET lease = NULL, leased_until = NULL WHERE name = ? AND lease = ?";

    private final Sql sql;

    TopicStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * How far history has been written.
     *
     * @param position a cursor of the feed; null before the first event
     * @param at when the last event before it happened; null if there was none
     * @param notBefore null unless the position was lost
     */
    record Place(String position, Instant at, Instant notBefore) {}

    /** Adds a topic that is not known yet. */
    void add(String topic, String position, Instant at) {
        sql.update(ADD, topic, position, at);
    }

    Optional<Place> find(String topic) {
        return sql.first(FIND, TopicStore::place, topic);
    }

    /** Takes or renews the lease; empty if another one is valid. */
    Optional<Place> take(String topic, UUID lease, Duration lasting) {
        return sql.first(TAKE, TopicStore::place, lease, lasting.toString(), topic, lease, lasting.toString());
    }

    /** Notes that everything before the position is safely written, and renews the lease; false if it is another instance's by now. */
    boolean move(String topic, UUID lease, String position, Instant at, Duration lasting) {
        return sql.update(MOVE, position, at, lasting.toString(), topic, lease) == 1;
    }

    /** Begins again, without events before this time. */
    void goBack(String topic, UUID lease, Instant notBefore) {
        sql.update(GO_BACK, notBefore, topic, lease);
    }

    void release(String topic, UUID lease) {
        sql.update(RELEASE, topic, lease);
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getString("position"), Sql.instant(row, "position_at"), Sql.instant(row, "not_before"));
    }
}
