package io.salesprocess.insight;

import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes what is kept ready equal to what history says, for the deals to which something has happened. A step works out what
 * should be kept of these deals from their rows and histories, compares it with what is kept, and adds the difference to the
 * counts. So a step may look at a deal again, or at one to which nothing has happened: it changes nothing
 * then. Writers of history are not involved.
 */
@Singleton
class Projection {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** The transactions that committed since, in the order of their numbers; those to come have none yet. */
    private static final String NEWS = """
            WITH found AS MATERIALIZED (
                SELECT transaction_id, deal_id FROM deal_event
                WHERE (transaction_id, deal_id) > (?::xid8, ?::uuid)
                    AND transaction_id < pg_snapshot_xmax(pg_current_snapshot())
                    AND NOT pg_visible_in_snapshot(transaction_id, ?::pg_snapshot)
                GROUP BY transaction_id, deal_id ORDER BY transaction_id, deal_id LIMIT ?),
            """;

    private static final String HAS_NEWS = """
            SELECT EXISTS (SELECT FROM deal_event
                WHERE transaction_id >= ?::xid8 AND transaction_id < pg_snapshot_xmax(pg_current_snapshot())
                    AND NOT pg_visible_in_snapshot(transaction_id, ?::pg_snapshot))""";

    private static final String ALL_DEALS = """
            WITH found AS MATERIALIZED (
                SELECT NULL::xid8 AS transaction_id, id AS deal_id FROM deal WHERE id > ? ORDER BY id LIMIT ?),
            """;

    /**
     * Visits are taken from the deal's state, which is what its history adds up to: one row, which has just been written. Only
     * how often it fell short is asked of history, where it is known to have been tried more than once.
     */
    private static final String FOLLOW = """
            dirty AS MATERIALIZED (SELECT DISTINCT deal_id FROM found),
            fresh AS MATERIALIZED (
                SELECT d.id AS deal_id, v.stage, d.pipeline_key, d.owner_id, d.offering_id, d.source, d.opened_at,
                    CASE WHEN v.attempts > 1 THEN (SELECT count(*) FROM deal_event e
                        WHERE e.deal_id = d.id AND e.stage = v.stage AND e.type = 'deal.fell-short') ELSE 0 END::integer
                        AS fell_short,
                    CASE WHEN v.stage <> d.stage OR d.status = 'won' THEN 'advanced' ELSE d.status END AS outcome,
                    v.duration, insight_bucket(v.duration) AS bucket
                FROM dirty JOIN deal d ON d.id = dirty.deal_id
                CROSS JOIN LATERAL (
                    -- Clocks of several instances may disagree a little; no stay is shorter than nothing.
                    SELECT stage, attempts, CASE WHEN t.left_at IS NOT NULL THEN
                        greatest(0, extract(epoch FROM t.left_at - "enteredAt") * 1000000)::bigint END AS duration
                    FROM jsonb_to_recordset(CASE jsonb_typeof(d.state -> 'visits') WHEN 'array' THEN d.state -> 'visits' END)
                        AS v (stage text, "enteredAt" timestamptz, "leftAt" timestamptz, attempts integer)
                    CROSS JOIN LATERAL (SELECT CASE v.stage WHEN d.stage THEN d.closed_at ELSE "leftAt" END) t (left_at)
                    -- One damaged state must not keep all others from being counted.
                    WHERE stage IS NOT NULL AND "enteredAt" IS NOT NULL AND (stage = d.stage OR "leftAt" IS NOT NULL)
                    OFFSET 0) v),
            -- OFFSET keeps the planner from reading the whole table, which it would sooner or later take for small.
            kept AS MATERIALIZED (
                SELECT v.* FROM dirty CROSS JOIN LATERAL (
                    SELECT deal_id, stage, pipeline_key, owner_id, offering_id, source, opened_at, fell_short, outcome, duration,
                        bucket
                    FROM insight_visit WHERE deal_id = dirty.deal_id OFFSET 0) v),
            added AS MATERIALIZED (SELECT * FROM fresh EXCEPT SELECT * FROM kept),
            removed AS MATERIALIZED (SELECT * FROM kept EXCEPT SELECT * FROM fresh),
            differences AS MATERIALIZED (
                SELECT sign, dimension, value, pipeline_key, stage, date_trunc('month', opened_at, 'UTC') AS month, fell_short,
                    outcome, duration, bucket
                FROM (SELECT 1 AS sign, * FROM added UNION ALL SELECT -1, * FROM removed) both_ways
                CROSS JOIN LATERAL (VALUES ('all', ''), ('owner', owner_id::text), ('offering', offering_id::text),
                    ('source', source)) d (dimension, value)
                WHERE value IS NOT NULL),
            -- History only grows, so a visit that is kept never has to go.
            visits AS (
                INSERT INTO insight_visit (deal_id, stage, pipeline_key, owner_id, offering_id, source, opened_at, fell_short,
                    outcome, duration, bucket)
                SELECT * FROM added
                ON CONFLICT (deal_id, stage) DO UPDATE SET pipeline_key = excluded.pipeline_key,
                    owner_id = excluded.owner_id, offering_id = excluded.offering_id, source = excluded.source,
                    opened_at = excluded.opened_at, fell_short = excluded.fell_short, outcome = excluded.outcome,
                    duration = excluded.duration, bucket = excluded.bucket),
            counts AS (
                INSERT INTO insight_count AS c (dimension, value, pipeline_key, stage, month, entered, advanced, fell_short,
                    lost, still_there)
                SELECT dimension, value, pipeline_key, stage, month, sum(sign),
                    sum(CASE outcome WHEN 'advanced' THEN sign ELSE 0 END), sum(sign * fell_short),
                    sum(CASE outcome WHEN 'lost' THEN sign ELSE 0 END), sum(CASE outcome WHEN 'open' THEN sign ELSE 0 END)
                FROM differences GROUP BY 1, 2, 3, 4, 5
                ON CONFLICT (dimension, value, pipeline_key, stage, month) DO UPDATE SET
                    entered = c.entered + excluded.entered, advanced = c.advanced + excluded.advanced,
                    fell_short = c.fell_short + excluded.fell_short, lost = c.lost + excluded.lost,
                    still_there = c.still_there + excluded.still_there),
            durations AS (
                INSERT INTO insight_duration AS c (dimension, value, pipeline_key, stage, month, bucket, visits, total)
                SELECT dimension, value, pipeline_key, stage, month, bucket, sum(sign), sum(sign * duration)
                FROM differences WHERE bucket IS NOT NULL GROUP BY 1, 2, 3, 4, 5, 6
                ON CONFLICT (dimension, value, pipeline_key, stage, month, bucket) DO UPDATE SET
                    visits = c.visits + excluded.visits, total = c.total + excluded.total)
            SELECT pg_current_snapshot() AS snapshot, (SELECT count(*) FROM found) AS found, last.*
            FROM (VALUES (1)) one
            LEFT JOIN (SELECT transaction_id, deal_id FROM found ORDER BY 1 DESC, 2 DESC LIMIT 1) last ON true""";

    private final Sql sql;
    private final PositionStore positions;
    private final Transactions transactions;
    private final Clock clock;
    private final int most;
    private volatile int limit;

    /** @param most how much one step looks at: a fraction of a second's work, but all that is new in an ordinary second */
    Projection(
            Sql sql,
            PositionStore positions,
            Transactions transactions,
            Clock clock,
            @ConfigProperty(name = "salesprocess.insight.deals-at-once", defaultValue = "2000") int most) {
        this.sql = sql;
        this.positions = positions;
        this.transactions = transactions;
        this.clock = clock;
        this.most = most;
        this.limit = most;
    }

    /** Waits for the lock, makes one step, and returns the new position. */
    Position step() {
        return transactions.run(() -> {
            positions.waitForTurn();
            return follow();
        });
    }

    /** Makes one step unless this or another instance is making one. */
    Optional<Position> stepIfIdle() {
        return transactions.run(() -> positions.takeTurn() ? Optional.of(follow()) : Optional.empty());
    }

    /** Looks, without writing, whether there is anything to follow; empty if there is, or if it cannot be told. */
    Optional<Position> look() {
        return transactions.run(this::lookNow);
    }

    private Optional<Position> lookNow() {
        Position kept = positions.find();
        if (!kept.exact() || hasNews(kept)) {
            return Optional.empty();
        }
        return Optional.of(kept.at(clock.instant()));
    }

    private boolean hasNews(Position kept) {
        return sql.first(HAS_NEWS, row -> row.getBoolean(1), oldest(kept.followed()), kept.followed())
                .orElseThrow();
    }

    private Position follow() {
        int wanted = limit;
        try {
            Position after = follow(wanted);
            limit = Math.min(most, wanted * 2);
            return after;
        } catch (RuntimeException e) {
            // It may have been too much for the time that a statement may take.
            limit = Math.max(1, wanted / 2);
            throw e;
        }
    }

    private Position follow(int wanted) {
        // In statements of their own, after the lock: what follows sees all that whoever held it has done.
        Instant at = clock.instant();
        Position before = positions.find();
        if (before.asOf() == null) {
            before = Position.start(before.cluster(), at);
        }
        Position.Step step = before.isSweeping() ? goThroughDeals(before, wanted) : followNews(before, wanted);
        Position after = step.found() == wanted ? before.onTheWay(step, at) : before.arrived(step, at);
        if (step.found() > 0 || !before.exact()) {
            positions.put(after);
        }
        return after;
    }

    private Position.Step goThroughDeals(Position before, int wanted) {
        UUID after = before.afterDeal() == null ? BEFORE_ALL : before.afterDeal();
        return sql.first(ALL_DEALS + FOLLOW, Projection::step, after, wanted).orElseThrow();
    }

    private Position.Step followNews(Position before, int wanted) {
        boolean begins = before.target() == null;
        return sql.first(
                        NEWS + FOLLOW,
                        Projection::step,
                        begins ? oldest(before.followed()) : before.afterTransaction(),
                        begins ? BEFORE_ALL : before.afterDeal(),
                        before.followed(),
                        wanted)
                .orElseThrow();
    }

    /** The first transaction that a snapshot does not see: the first part of {@code xmin:xmax:xip,…}. */
    private static String oldest(String snapshot) {
        return snapshot.substring(0, snapshot.indexOf(':'));
    }

    private static Position.Step step(ResultSet row) throws SQLException {
        return new Position.Step(
                row.getString("snapshot"),
                row.getInt("found"),
                row.getString("transaction_id"),
                row.getObject("deal_id", UUID.class));
    }
}
