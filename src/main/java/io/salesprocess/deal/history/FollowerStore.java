package io.salesprocess.deal.history;

import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Keeps the positions of followers, and lets one worker at a time go on from each. */
@Singleton
class FollowerStore {

    /** A lock that costs no write, as that of a row would. */
    private static final String LOCK = "hashtextextended('follower ' || ?, 0)";

    static final String WAIT_FOR_TURN = "SELECT pg_advisory_xact_lock(" + LOCK + ")";

    private static final String TAKE_TURN = "SELECT pg_try_advisory_xact_lock(" + LOCK + ")";

    /** A position counted in the transactions of another cluster, or in ones that are yet to come, is none. */
    private static final String FIND = """
            SELECT present.cluster, p.followed, p.target, p.after_transaction, p.after_deal, p.after_sequence, p.exact, p.as_of
            FROM (SELECT %s AS cluster) present LEFT JOIN follower_position p
                ON p.name = ? AND p.cluster = present.cluster AND %s AND %s""";

    private static final String PUT = """
            INSERT INTO follower_position (name, cluster, followed, target, after_transaction, after_deal, after_sequence,
                exact, as_of)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET cluster = excluded.cluster, followed = excluded.followed,
                target = excluded.target, after_transaction = excluded.after_transaction, after_deal = excluded.after_deal,
                after_sequence = excluded.after_sequence, exact = excluded.exact, as_of = excluded.as_of""";

    private final Sql sql;
    private final String find;

    FollowerStore(Sql sql, CommitOrder order) {
        this.sql = sql;
        this.find = FIND.formatted(order.cluster(), order.hasReached("p.followed"), order.hasReached("p.target"));
    }

    /** Waits until no other worker follows under this name, in any instance. It stays so until the transaction ends. */
    void waitForTurn(String name) {
        sql.list(WAIT_FOR_TURN, row -> true, name);
    }

    /** The same, if it need not wait. */
    boolean takeTurn(String name) {
        return sql.first(TAKE_TURN, row -> row.getBoolean(1), name).orElseThrow();
    }

    /** What numbers the transactions, and the position if there is one that holds there. */
    record Found(String cluster, Optional<FollowerPosition> position) {}

    Found find(String name) {
        return sql.first(find, FollowerStore::found, name).orElseThrow();
    }

    void put(String name, FollowerPosition position) {
        FollowerPlace after = position.after();
        sql.update(
                PUT,
                name,
                position.cluster(),
                position.followed(),
                position.target(),
                after == null ? null : after.transaction(),
                after == null ? null : after.deal(),
                after == null ? null : after.sequence(),
                position.exact(),
                position.asOf());
    }

    private static Found found(ResultSet row) throws SQLException {
        String cluster = row.getString("cluster");
        if (Sql.instant(row, "as_of") == null) {
            return new Found(cluster, Optional.empty());
        }
        UUID deal = row.getObject("after_deal", UUID.class);
        Long sequence = row.getObject("after_sequence", Long.class);
        return new Found(
                cluster,
                Optional.of(new FollowerPosition(
                        cluster,
                        row.getString("followed"),
                        row.getString("target"),
                        deal == null ? null : new FollowerPlace(row.getString("after_transaction"), deal, sequence),
                        row.getBoolean("exact"),
                        Sql.instant(row, "as_of"))));
    }
}
