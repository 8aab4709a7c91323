package io.salesprocess.deal.history;

import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The commit order as PostgreSQL's snapshots tell it: events carry the number of their transaction, and new is what is visible
 * now and was not visible in an earlier snapshot.
 */
@Singleton
class PostgresCommitOrder implements CommitOrder {

    /** In it nothing is visible. */
    private static final String NOTHING = "1:1:";

    private static final String BEFORE_ALL_TRANSACTIONS = "0";
    private static final String AFTER_ALL_TRANSACTIONS = Long.toString(Long.MAX_VALUE);

    /** The transactions that committed since, in the order of their numbers; those to come have none yet. */
    private static final String NEWS = """
            WITH found AS MATERIALIZED (
                SELECT transaction_id, deal_id, array_agg(type) AS types FROM deal_event
                WHERE (transaction_id, deal_id) > (?::xid8, ?::uuid)
                    AND transaction_id < pg_snapshot_xmax(pg_current_snapshot())
                    AND NOT pg_visible_in_snapshot(transaction_id, ?::pg_snapshot)
                GROUP BY transaction_id, deal_id ORDER BY transaction_id, deal_id LIMIT ?),
            """;

    /** Every history begins with an event of number 1. */
    private static final String ALL_DEALS = """
            WITH found AS MATERIALIZED (
                SELECT NULL::xid8 AS transaction_id, deal_id, NULL::text[] AS types FROM deal_event
                WHERE deal_id > ? AND sequence = 1 ORDER BY deal_id LIMIT ?),
            """;

    private static final String CHANGED = """
            changed_deal AS MATERIALIZED (
                SELECT deal_id, array_agg(type) FILTER (WHERE type IS NOT NULL) AS types
                FROM found LEFT JOIN LATERAL unnest(types) type ON true GROUP BY deal_id),
            """;

    private static final String LAST = """

            SELECT pg_current_snapshot() AS snapshot, (SELECT count(*) FROM found) AS found, last.*
            FROM (VALUES (1)) one LEFT JOIN (
                SELECT transaction_id, deal_id, NULL::bigint AS sequence FROM found ORDER BY 1 DESC, 2 DESC LIMIT 1) last ON true""";

    private static final String HAS_NEWS = """
            SELECT EXISTS (SELECT FROM deal_event
                WHERE transaction_id >= ?::xid8 AND transaction_id < pg_snapshot_xmax(pg_current_snapshot())
                    AND NOT pg_visible_in_snapshot(transaction_id, ?::pg_snapshot))""";

    /**
     * The transaction that a row of {@code deal_event} became visible with. After a dump was loaded, events carry numbers that
     * this cluster has yet to come to; they were committed when the rows were written, by an earlier transaction, of whose number
     * {@code xmin} has the lower half. Otherwise they would be new once more when the numbers get there.
     */
    private static final String WRITER = """
            CASE WHEN %1$s.transaction_id::xid = %1$s.xmin THEN %1$s.transaction_id ELSE least(%1$s.transaction_id,
                (pg_snapshot_xmax(pg_current_snapshot())::text::bigint - (
                    (pg_snapshot_xmax(pg_current_snapshot())::text::bigint - %1$s.xmin::text::bigint) & 4294967295)
                )::text::xid8) END""";

    /**
     * By transaction, but never against the order of a deal's own events: a transaction that begins early may have to wait for the
     * deal, and then its events come after those of one with a higher number. Found are the events that follow on none such,
     * and handed on with each are those that had to wait for it.
     */
    private static final String EVENTS =
            """
            WITH found AS MATERIALIZED (
                SELECT e.transaction_id, e.deal_id, e.sequence FROM deal_event e
                WHERE (e.transaction_id, e.deal_id, e.sequence) > (?::xid8, ?::uuid, ?)
                    AND e.transaction_id < coalesce(?::xid8, pg_snapshot_xmax(pg_current_snapshot()))
                    AND NOT pg_visible_in_snapshot(%1$s, ?::pg_snapshot)
                    AND pg_visible_in_snapshot(%1$s, coalesce(?::pg_snapshot, pg_current_snapshot()))
                    AND NOT EXISTS (SELECT FROM deal_event b WHERE b.deal_id = e.deal_id AND b.sequence < e.sequence
                        AND b.transaction_id > e.transaction_id AND NOT pg_visible_in_snapshot(%2$s, ?::pg_snapshot))
                ORDER BY e.transaction_id, e.deal_id, e.sequence LIMIT ?)
            SELECT pg_current_snapshot() AS snapshot, (SELECT count(*) FROM found) AS found, f.transaction_id,
                f.sequence AS found_sequence, %4$s
            FROM (VALUES (1)) one LEFT JOIN (found f CROSS JOIN LATERAL (
                    SELECT coalesce((SELECT n.sequence FROM deal_event n
                        WHERE n.deal_id = f.deal_id AND n.sequence > f.sequence AND (n.transaction_id >= f.transaction_id
                            OR NOT pg_visible_in_snapshot(%3$s, coalesce(?::pg_snapshot, pg_current_snapshot())))
                        ORDER BY n.sequence LIMIT 1), 9223372036854775807) OFFSET 0) next (sequence)
                JOIN deal_event e ON e.deal_id = f.deal_id AND e.sequence >= f.sequence AND e.sequence < next.sequence) ON true
            ORDER BY f.transaction_id, f.deal_id, e.sequence""".formatted(WRITER.formatted("e"), WRITER.formatted("b"), WRITER.formatted("n"), HistoryStore.COLUMNS);

    private final Sql sql;
    private final SettledStatements settled;

    PostgresCommitOrder(Sql sql) {
        this.sql = sql;
        this.settled = new SettledStatements(sql);
    }

    @Override
    public String cluster() {
        return "(SELECT system_identifier::text FROM pg_control_system())";
    }

    @Override
    public String hasReached(String column) {
        return "coalesce(pg_snapshot_xmax(%s::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot()), true)"
                .formatted(column);
    }

    @Override
    public FollowedStep projectNews(String projection, FollowerPosition from, int limit) {
        FollowerPlace after = after(from);
        return sql.first(
                        NEWS + CHANGED + projection + LAST,
                        PostgresCommitOrder::step,
                        after.transaction(),
                        after.deal(),
                        from.followed(),
                        limit)
                .orElseThrow();
    }

    @Override
    public FollowedStep projectAll(String projection, FollowerPosition from, int limit) {
        UUID after = after(from).deal();
        return sql.first(ALL_DEALS + CHANGED + projection + LAST, PostgresCommitOrder::step, after, limit)
                .orElseThrow();
    }

    @Override
    public boolean hasNews(String followed) {
        return sql.first(HAS_NEWS, row -> row.getBoolean(1), oldest(followed), followed)
                .orElseThrow();
    }

    @Override
    public String present() {
        return sql.first("SELECT pg_current_snapshot()", row -> row.getString(1))
                .orElseThrow();
    }

    @Override
    public Batch eventsAfter(FollowerPosition from, int limit) {
        record Line(FollowedStep step, StoredEvent event) {}
        FollowerPlace after = after(from);
        String followed = from.isFirstWay() ? NOTHING : from.followed();
        List<Line> lines = sql.list(
                EVENTS,
                row -> {
                    FollowedStep step = step(row, "found_sequence");
                    return new Line(step, step.last() == null ? null : HistoryStore.event(row));
                },
                after.transaction(),
                after.deal(),
                after.sequence(),
                end(from),
                followed,
                from.target(),
                followed,
                limit,
                from.target());
        return new Batch(
                lines.stream().map(Line::event).filter(Objects::nonNull).toList(),
                lines.get(lines.size() - 1).step());
    }

    @Override
    public CommittedEvents.Portion settled(
            HistoryEra era, boolean loaded, HistoryPosition from, Condition wanted, int limit) {
        return settled.after(era, loaded, from, wanted, limit);
    }

    @Override
    public CommittedEvents.Portion settledOfDeal(
            HistoryEra era, UUID dealId, HistoryPosition from, Condition wanted, int limit) {
        return settled.ofDeal(era, dealId, from, wanted, limit);
    }

    @Override
    public Optional<HistoryPosition> lastSettled(HistoryEra era, boolean loaded) {
        return settled.last(era, loaded);
    }

    @Override
    public Optional<Instant> unsettledSince() {
        return settled.unsettledSince();
    }

    private static FollowerPlace after(FollowerPosition from) {
        if (from.after() != null) {
            return from.after();
        }
        String first = from.isFirstWay() ? BEFORE_ALL_TRANSACTIONS : oldest(from.followed());
        return new FollowerPlace(first, FollowerPlace.BEFORE_ALL, 0L);
    }

    /** Which transactions need not be looked at; null for those that have yet to begin. */
    private static String end(FollowerPosition from) {
        if (from.isFirstWay()) {
            return AFTER_ALL_TRANSACTIONS;
        }
        return from.target() == null ? null : from.target().split(":")[1];
    }

    /** The first transaction that a snapshot does not see: the first part of {@code xmin:xmax:xip,…}. */
    private static String oldest(String snapshot) {
        return snapshot.substring(0, snapshot.indexOf(':'));
    }

    private static FollowedStep step(ResultSet row) throws SQLException {
        return step(row, "sequence");
    }

    private static FollowedStep step(ResultSet row, String sequence) throws SQLException {
        UUID deal = row.getObject("deal_id", UUID.class);
        FollowerPlace last = deal == null
                ? null
                : new FollowerPlace(row.getString("transaction_id"), deal, row.getObject(sequence, Long.class));
        return new FollowedStep(row.getString("snapshot"), row.getInt("found"), last);
    }
}
