package io.salesprocess.deal;

import io.salesprocess.deal.domain.Actor;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.json.HyphenatedEnums;
import io.salesprocess.platform.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Reads history. It is written by {@link DealStore}, together with the deal. */
@Singleton
class HistoryStore {

    private static final String SELECT = """
            SELECT e.deal_id, e.sequence, e.type, e.at, e.actor_kind, e.actor_id, e.salesperson_id, e.stage, e.stage_from,
                e.stage_to, e.attempt, e.pipeline_key, e.pipeline_version, e.data, e.reason_digest, e.previous_hash, e.hash,
                r.reason, r.salt
            FROM deal_event e LEFT JOIN deal_event_reason r ON r.deal_id = e.deal_id AND r.sequence = e.sequence
            WHERE e.deal_id = ?
            """;

    private static final String OLDEST_FIRST = SELECT + "AND e.sequence > ? ORDER BY e.sequence LIMIT ?";
    private static final String NEWEST_FIRST = SELECT + "AND e.sequence < ? ORDER BY e.sequence DESC LIMIT ?";

    private static final String FORGET_REASONS =
            "DELETE FROM deal_event_reason WHERE deal_id IN (SELECT id FROM deal WHERE prospect_id = ?)";
    private static final String FORGET_WORDS =
            "UPDATE deal SET lost_reason = NULL, custom_fields = '{}' WHERE prospect_id = ?";

    private final Sql sql;

    HistoryStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * An event and the words that go with it.
     *
     * @param reason null if none was given, or if it has been erased
     */
    record Entry(StoredEvent event, Reason reason) {}

    List<Entry> after(UUID dealId, long sequence, int limit) {
        return sql.list(OLDEST_FIRST, HistoryStore::entry, dealId, sequence, limit);
    }

    List<Entry> before(UUID dealId, long sequence, int limit) {
        return sql.list(NEWEST_FIRST, HistoryStore::entry, dealId, sequence, limit);
    }

    /** Erases what people wrote on the deals of a prospect; the events stay as they are. */
    void forgetWords(UUID prospectId) {
        sql.update(FORGET_REASONS, prospectId);
        sql.update(FORGET_WORDS, prospectId);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String text = row.getString("reason");
        return new Entry(event(row), text == null ? null : new Reason(text, row.getBytes("salt")));
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
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
