package io.salesprocess.deal.history;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.SqlPart;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The rows of events. They are written by the statement that writes the deal, and never changed. */
@Singleton
public class HistoryStore {

    /** Of the rows of {@code deal_event e}. */
    static final String COLUMNS = """
            e.deal_id, e.sequence, e.type, e.at, e.actor_kind, e.actor_id, e.salesperson_id, e.stage, e.stage_from,
                e.stage_to, e.attempt, e.pipeline_key, e.pipeline_version, e.data, e.reason_digest, e.previous_hash, e.hash""";

    private static final String SELECT = """
            SELECT %s, r.reason, r.salt
            FROM deal_event e LEFT JOIN deal_event_reason r ON r.deal_id = e.deal_id AND r.sequence = e.sequence
            WHERE e.deal_id = ?
            """.formatted(COLUMNS);

    private static final String OLDEST_FIRST = SELECT + "AND e.sequence > ? ORDER BY e.sequence LIMIT ?";
    private static final String NEWEST_FIRST = SELECT + "AND e.sequence < ? ORDER BY e.sequence DESC LIMIT ?";

    private static final String INSERT_EVENTS = """
            INSERT INTO deal_event (deal_id, sequence, type, at, actor_kind, actor_id, salesperson_id, stage, stage_from,
                stage_to, attempt, pipeline_key, pipeline_version, data, reason_digest, previous_hash, hash)
            VALUES
            """;

    private static final String EVENT_ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?)";

    private static final String INSERT_REASON =
            ", reasons AS (INSERT INTO deal_event_reason (deal_id, sequence, salt, reason) VALUES (?, ?, ?, ?))";

    /** The same rows from arrays, so that the text is the same however many there are. */
    private static final String INSERT_MANY = """
            WITH events AS (
                INSERT INTO deal_event (deal_id, sequence, type, at, actor_kind, actor_id, salesperson_id, stage, stage_from,
                    stage_to, attempt, pipeline_key, pipeline_version, data, reason_digest, previous_hash, hash)
                SELECT deal_id, sequence, type, at, actor_kind, actor_id, salesperson_id, stage, stage_from,
                    stage_to, attempt, pipeline_key, pipeline_version, data::json, reason_digest, previous_hash, hash
                FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::uuid[], ?::text[],
                    ?::text[], ?::text[], ?::integer[], ?::text[], ?::integer[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[])
                    AS n (deal_id, sequence, type, at, actor_kind, actor_id, salesperson_id, stage, stage_from, stage_to,
                        attempt, pipeline_key, pipeline_version, data, reason_digest, previous_hash, hash)),
            reasons AS (
                INSERT INTO deal_event_reason (deal_id, sequence, salt, reason)
                SELECT * FROM unnest(?::uuid[], ?::bigint[], ?::bytea[], ?::text[]))
            """;

    private static final String FORGET_REASONS = "DELETE FROM deal_event_reason WHERE deal_id = ANY (?)";

    private static final String HAS =
            "SELECT FROM deal_event e WHERE e.deal_id = ? AND e.type = ? AND e.sequence > ? LIMIT 1";

    private final Sql sql;

    HistoryStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * An event and the words that go with it.
     *
     * @param reason null if none was given, or if it has been erased
     */
    public record Entry(StoredEvent event, Reason reason) {}

    /** Events after this one, oldest first. */
    public List<Entry> after(UUID dealId, long sequence, int limit) {
        return sql.list(OLDEST_FIRST, HistoryStore::entry, dealId, sequence, limit);
    }

    /** Events before this one, newest first. */
    public List<Entry> before(UUID dealId, long sequence, int limit) {
        return sql.list(NEWEST_FIRST, HistoryStore::entry, dealId, sequence, limit);
    }

    /** Whether the deal has an event of this type after this one. */
    public boolean has(UUID dealId, String type, long sequence) {
        return sql.first(HAS, row -> true, dealId, type, sequence).isPresent();
    }

    /** Erases the reasons that were given on these deals; the events stay as they are. */
    public void forgetReasons(List<UUID> dealIds) {
        sql.update(FORGET_REASONS, (Object) dealIds.toArray(UUID[]::new));
    }

    /**
     * Writes events of one deal, and the reason of the last one.
     *
     * @param reason null if none was given
     */
    static SqlPart insertion(List<StoredEvent> events, Reason reason) {
        List<Object> parameters = new ArrayList<>();
        events.forEach(event -> addTo(parameters, event));
        if (reason != null) {
            StoredEvent last = events.get(events.size() - 1);
            Collections.addAll(parameters, last.dealId(), last.sequence(), reason.salt(), reason.text());
        }
        String rows = String.join(", ", Collections.nCopies(events.size(), EVENT_ROW));
        return new SqlPart(
                "WITH events AS (" + INSERT_EVENTS + rows + ")" + (reason == null ? "" : INSERT_REASON), parameters);
    }

    /** Writes the events of several changes of any deals, each with its reason, however many there are. */
    static SqlPart insertion(List<NewEvents> changes) {
        List<StoredEvent> events =
                changes.stream().flatMap(change -> change.events().stream()).toList();
        List<NewEvents> explained =
                changes.stream().filter(change -> change.reason() != null).toList();
        List<Object> parameters = new ArrayList<>();
        Collections.addAll(
                parameters,
                array(events, StoredEvent::dealId, UUID[]::new),
                array(events, StoredEvent::sequence, Long[]::new),
                array(events, StoredEvent::type, String[]::new),
                array(events, event -> event.at().toString(), String[]::new),
                array(events, event -> HyphenatedEnums.nameOf(event.actor().kind()), String[]::new),
                array(events, event -> event.actor().id(), String[]::new),
                array(events, event -> event.actor().salespersonId(), UUID[]::new),
                array(events, StoredEvent::stage, String[]::new),
                array(events, StoredEvent::from, String[]::new),
                array(events, StoredEvent::to, String[]::new),
                array(events, StoredEvent::attempt, Integer[]::new),
                array(events, event -> event.pipeline().key(), String[]::new),
                array(events, event -> event.pipeline().version(), Integer[]::new),
                array(events, StoredEvent::data, String[]::new),
                array(events, StoredEvent::reasonDigest, byte[][]::new),
                array(events, StoredEvent::previousHash, byte[][]::new),
                array(events, StoredEvent::hash, byte[][]::new),
                array(explained, change -> change.last().dealId(), UUID[]::new),
                array(explained, change -> change.last().sequence(), Long[]::new),
                array(explained, change -> change.reason().salt(), byte[][]::new),
                array(explained, change -> change.reason().text(), String[]::new));
        return new SqlPart(INSERT_MANY, parameters);
    }

    private static <R, T> T[] array(List<R> rows, Function<R, T> column, IntFunction<T[]> array) {
        return rows.stream().map(column).toArray(array);
    }

    private static void addTo(List<Object> parameters, StoredEvent event) {
        Collections.addAll(
                parameters,
                event.dealId(),
                event.sequence(),
                event.type(),
                event.at(),
                HyphenatedEnums.nameOf(event.actor().kind()),
                event.actor().id(),
                event.actor().salespersonId(),
                event.stage(),
                event.from(),
                event.to(),
                event.attempt(),
                event.pipeline().key(),
                event.pipeline().version(),
                event.data(),
                event.reasonDigest(),
                event.previousHash(),
                event.hash());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String text = row.getString("reason");
        return new Entry(event(row), text == null ? null : new Reason(text, row.getBytes("salt")));
    }

    /** An event of a row with {@link #COLUMNS}. */
    static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getObject("deal_id", UUID.class),
                row.getLong("sequence"),
                row.getString("type"),
                Sql.instant(row, "at"),
                new Actor(
                        HyphenatedEnums.valueOf(Actor.Kind.class, row.getString("actor_kind")),
                        row.getString("actor_id"),
                        row.getObject("salesperson_id", UUID.class)),
                row.getString("stage"),
                row.getString("stage_from"),
                row.getString("stage_to"),
                row.getInt("attempt"),
                new PipelineRef(row.getString("pipeline_key"), row.getInt("pipeline_version")),
                row.getString("data"),
                row.getBytes("reason_digest"),
                row.getBytes("previous_hash"),
                row.getBytes("hash"));
    }
}
