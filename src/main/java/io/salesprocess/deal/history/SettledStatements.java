package io.salesprocess.deal.history;

import io.salesprocess.deal.history.CommittedEvents.Portion;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads settled events from PostgreSQL: those of transactions older than the oldest that is still open. They are ordered by
 * transaction, deal and number; but an event whose transaction had to wait for a later one to release the deal is placed right
 * after that one's. So the place of an event is the highest transaction of the deal up to it, and what commits later cannot
 * come before it.
 */
final class SettledStatements {

    private static final String HORIZON = "pg_snapshot_xmin(pg_current_snapshot())";
    private static final String NO_HORIZON = "'" + Long.MAX_VALUE + "'::xid8";

    /**
     * Looks at so many rows, whatever they are. Found are those that follow on none of a higher transaction, and
     * with each those that had to wait for it; and those that had to wait for the one where reading begins.
     */
    private static final String AFTER = """
            WITH seen AS MATERIALIZED (
                SELECT e.transaction_id, e.deal_id, e.sequence, e.hash, %1$s AND NOT EXISTS (SELECT FROM deal_event b
                    WHERE b.deal_id = e.deal_id AND b.sequence < e.sequence AND b.transaction_id > e.transaction_id AND %2$s) AS begins
                FROM deal_event e
                WHERE (e.transaction_id, e.deal_id, e.sequence) > (?::xid8, ?::uuid, ?)
                    AND e.transaction_id < %4$s AND e.transaction_id >= %5$s
                ORDER BY e.transaction_id, e.deal_id, e.sequence LIMIT ?),
            start (transaction_id, deal_id, sequence) AS (VALUES (?::xid8, ?::uuid, ?::bigint)),
            found AS (
                SELECT transaction_id, deal_id, sequence, sequence AS first FROM seen WHERE begins
                UNION ALL SELECT e.*, e.sequence + 1 FROM start e WHERE NOT EXISTS (SELECT FROM deal_event b
                    WHERE b.deal_id = e.deal_id AND b.sequence < e.sequence AND b.transaction_id > e.transaction_id AND %2$s))
            SELECT s.transaction_id::text AS seen_transaction, s.deal_id AS seen_deal, s.sequence AS seen_sequence,
                s.hash AS seen_hash, s.seen, r.*
            FROM (VALUES (1)) one LEFT JOIN (
                SELECT *, (SELECT count(*) FROM seen) AS seen FROM seen
                ORDER BY transaction_id DESC, deal_id DESC, sequence DESC LIMIT 1) s ON true
            LEFT JOIN (SELECT f.transaction_id::text AS place, f.transaction_id AS by_transaction, %6$s AS wanted, %7$s
                FROM found f CROSS JOIN LATERAL (
                    SELECT coalesce((SELECT n.sequence FROM deal_event n
                        WHERE n.deal_id = f.deal_id AND n.sequence > f.sequence AND (n.transaction_id >= f.transaction_id OR NOT %3$s)
                        ORDER BY n.sequence LIMIT 1), 9223372036854775807) OFFSET 0) next (sequence)
                JOIN deal_event e ON e.deal_id = f.deal_id AND e.sequence >= f.first AND e.sequence < next.sequence) r ON true
            ORDER BY r.by_transaction, r.deal_id, r.sequence""";

    /**
     * The same where only some are wanted: of the others it is only looked whether an event follows that had to wait for them, and they
     * are not read.
     */
    private static final String AFTER_WANTED = """
            WITH seen AS MATERIALIZED (
                SELECT e.transaction_id, e.deal_id, e.sequence, %1$s AND (%6$s OR EXISTS (SELECT FROM deal_event n
                    WHERE n.deal_id = e.deal_id AND n.sequence = e.sequence + 1 AND n.transaction_id < e.transaction_id AND %3$s)) AS matters
                FROM deal_event e
                WHERE (e.transaction_id, e.deal_id, e.sequence) > (?::xid8, ?::uuid, ?)
                    AND e.transaction_id < %4$s AND e.transaction_id >= %5$s
                ORDER BY e.transaction_id, e.deal_id, e.sequence LIMIT ?),
            start (transaction_id, deal_id, sequence) AS (VALUES (?::xid8, ?::uuid, ?::bigint)),
            found AS (
                SELECT e.transaction_id, e.deal_id, e.sequence, e.sequence AS first FROM seen e WHERE e.matters
                    AND NOT EXISTS (SELECT FROM deal_event b
                        WHERE b.deal_id = e.deal_id AND b.sequence < e.sequence AND b.transaction_id > e.transaction_id AND %2$s)
                UNION ALL SELECT e.*, e.sequence + 1 FROM start e WHERE NOT EXISTS (SELECT FROM deal_event b
                    WHERE b.deal_id = e.deal_id AND b.sequence < e.sequence AND b.transaction_id > e.transaction_id AND %2$s))
            SELECT s.transaction_id::text AS seen_transaction, s.deal_id AS seen_deal, s.sequence AS seen_sequence,
                (SELECT h.hash FROM deal_event h WHERE h.deal_id = s.deal_id AND h.sequence = s.sequence) AS seen_hash, s.seen, r.*
            FROM (VALUES (1)) one LEFT JOIN (
                SELECT *, (SELECT count(*) FROM seen) AS seen FROM seen
                ORDER BY transaction_id DESC, deal_id DESC, sequence DESC LIMIT 1) s ON true
            LEFT JOIN (SELECT f.transaction_id::text AS place, f.transaction_id AS by_transaction, %6$s AS wanted, %7$s
                FROM found f CROSS JOIN LATERAL (
                    SELECT coalesce((SELECT n.sequence FROM deal_event n
                        WHERE n.deal_id = f.deal_id AND n.sequence > f.sequence AND (n.transaction_id >= f.transaction_id OR NOT %3$s)
                        ORDER BY n.sequence LIMIT 1), 9223372036854775807) OFFSET 0) next (sequence)
                JOIN deal_event e ON e.deal_id = f.deal_id AND e.sequence >= f.first AND e.sequence < next.sequence) r ON true
            ORDER BY r.by_transaction, r.deal_id, r.sequence""";

    /** All events of a deal are looked at: there are few, and where an event is placed depends on those before it. */
    private static final String OF_DEAL = """
            SELECT * FROM (
                SELECT %1$s AS is_own, max(e.transaction_id::text::bigint) OVER (PARTITION BY %1$s ORDER BY e.sequence) AS place,
                    %2$s AS wanted, %3$s
                FROM deal_event e WHERE e.deal_id = ?) e
            WHERE wanted AND (is_own, place, deal_id, sequence) > (?, ?, ?, ?) AND (NOT is_own OR place < %4$s::text::bigint)
            ORDER BY sequence LIMIT ?""";

    private static final String LAST = """
            SELECT f.transaction_id::text AS place, %6$s
            FROM (SELECT e.transaction_id, e.deal_id, e.sequence FROM deal_event e
                WHERE %1$s AND e.transaction_id < %4$s AND e.transaction_id >= %5$s AND NOT EXISTS (SELECT FROM deal_event b
                    WHERE b.deal_id = e.deal_id AND b.sequence < e.sequence AND b.transaction_id > e.transaction_id AND %2$s)
                ORDER BY e.transaction_id DESC, e.deal_id DESC, e.sequence DESC LIMIT 1) f
            CROSS JOIN LATERAL (
                SELECT coalesce((SELECT n.sequence FROM deal_event n
                    WHERE n.deal_id = f.deal_id AND n.sequence > f.sequence AND (n.transaction_id >= f.transaction_id OR NOT %3$s)
                    ORDER BY n.sequence LIMIT 1), 9223372036854775807) OFFSET 0) next (sequence)
            JOIN deal_event e ON e.deal_id = f.deal_id AND e.sequence >= f.sequence AND e.sequence < next.sequence
            ORDER BY e.sequence DESC LIMIT 1""";

    private static final String UNSETTLED_SINCE =
            "SELECT min(e.at) AS at FROM deal_event e WHERE e.transaction_id >= %1$s AND e.transaction_id < pg_snapshot_xmax(pg_current_snapshot())"
                    .formatted(HORIZON);

    private final Sql sql;

    SettledStatements(Sql sql) {
        this.sql = sql;
    }

    Portion after(HistoryEra era, boolean loaded, HistoryPosition from, Condition wanted, int limit) {
        record Line(HistoryPosition seen, int found, boolean isWanted, PlacedEvent event) {}
        String transaction = Long.toString(from.transaction());
        boolean isAll = wanted == Condition.ALWAYS;
        List<Object> parameters = new ArrayList<>(isAll ? List.of() : wanted.parameters());
        Collections.addAll(parameters, transaction, from.dealId(), from.sequence(), limit);
        Collections.addAll(parameters, transaction, from.dealId(), from.sequence());
        parameters.addAll(wanted.parameters());
        List<Line> lines = sql.list(
                statement(isAll ? AFTER : AFTER_WANTED, era, loaded, wanted.sql(), HistoryStore.COLUMNS),
                row -> new Line(
                        row.getString("seen_transaction") == null
                                ? null
                                : new HistoryPosition(
                                        era.id(),
                                        loaded,
                                        Long.parseLong(row.getString("seen_transaction")),
                                        row.getObject("seen_deal", UUID.class),
                                        row.getLong("seen_sequence"),
                                        HistoryPosition.markOf(row.getBytes("seen_hash"))),
                        row.getInt("seen"),
                        row.getBoolean("wanted"),
                        row.getString("place") == null
                                ? null
                                : placed(era, loaded, row.getString("place"), HistoryStore.event(row))),
                parameters.toArray());
        Line any = lines.get(0);
        HistoryPosition last = from;
        List<PlacedEvent> events = new ArrayList<>();
        for (Line line : lines) {
            if (line.event() != null) {
                last = line.event().position();
                if (line.isWanted()) {
                    events.add(line.event());
                }
            }
        }
        if (any.seen() != null && any.seen().compareTo(last) > 0) {
            last = any.seen();
        }
        return new Portion(events, last, any.found() < limit);
    }

    Portion ofDeal(HistoryEra era, UUID dealId, HistoryPosition from, Condition wanted, int limit) {
        List<Object> parameters = new ArrayList<>(wanted.parameters());
        Collections.addAll(
                parameters, dealId, !from.isLoaded(), from.transaction(), from.dealId(), from.sequence(), limit);
        String isOwn = era.isLoaded() ? own(era, "e") : "TRUE";
        List<PlacedEvent> events = sql.list(
                OF_DEAL.formatted(isOwn, wanted.sql(), HistoryStore.COLUMNS, HORIZON),
                row -> placed(era, !row.getBoolean("is_own"), row.getString("place"), HistoryStore.event(row)),
                parameters.toArray());
        boolean isEnd = events.size() < limit;
        return new Portion(
                events, events.isEmpty() ? from : events.get(events.size() - 1).position(), isEnd);
    }

    Optional<HistoryPosition> last(HistoryEra era, boolean loaded) {
        return sql.first(
                        statement(LAST, era, loaded, null, HistoryStore.COLUMNS),
                        row -> placed(era, loaded, row.getString("place"), HistoryStore.event(row)))
                .map(PlacedEvent::position);
    }

    Optional<Instant> unsettledSince() {
        return sql.first(UNSETTLED_SINCE, row -> Optional.ofNullable(Sql.instant(row, "at")))
                .orElseThrow();
    }

    private static PlacedEvent placed(HistoryEra era, boolean loaded, String place, StoredEvent event) {
        return new PlacedEvent(HistoryPosition.of(era.id(), loaded, Long.parseLong(place), event), event);
    }

    private static String statement(String text, HistoryEra era, boolean loaded, String wanted, String columns) {
        String first = "'" + (loaded ? 0 : era.firstTransaction()) + "'::xid8";
        return wanted == null
                ? text.formatted(
                        isOf(era, loaded, "e"),
                        isOf(era, loaded, "b"),
                        isOf(era, loaded, "n"),
                        loaded ? NO_HORIZON : HORIZON,
                        first,
                        columns)
                : text.formatted(
                        isOf(era, loaded, "e"),
                        isOf(era, loaded, "b"),
                        isOf(era, loaded, "n"),
                        loaded ? NO_HORIZON : HORIZON,
                        first,
                        wanted,
                        columns);
    }

    /** Whether a row is one of those that were there when the era began, or one of the others. */
    private static String isOf(HistoryEra era, boolean loaded, String row) {
        if (!era.isLoaded()) {
            return "TRUE";
        }
        return loaded ? "NOT " + own(era, row) : own(era, row);
    }

    /** Whether this cluster has numbered the row's transaction: the number is also that of the row, as the cluster keeps it. */
    private static String own(HistoryEra era, String row) {
        return "(%1$s.transaction_id >= '%2$d'::xid8 AND %1$s.transaction_id::xid = %1$s.xmin)"
                .formatted(row, era.firstTransaction());
    }
}
