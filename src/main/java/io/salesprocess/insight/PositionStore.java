package io.salesprocess.insight;

import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Keeps the position, and lets one projector at a time go on from it. */
@Singleton
class PositionStore {

    /** Any number that nothing else in the database uses as a lock. Such a lock costs no write, as that of a row would. */
    private static final long LOCK = 0x1151_6874;

    static final String WAIT_FOR_TURN = "SELECT pg_advisory_xact_lock(" + LOCK + ")";

    private static final String TAKE_TURN = "SELECT pg_try_advisory_xact_lock(" + LOCK + ")";

    /** A position counted in the transactions of another cluster, or in ones that are yet to come, is none. */
    private static final String FIND = """
            SELECT system_identifier, p.followed, p.target, p.after_transaction, p.after_deal, p.exact, p.as_of
            FROM pg_control_system() LEFT JOIN insight_position p ON p.cluster = system_identifier
                AND coalesce(pg_snapshot_xmax(p.followed) <= pg_snapshot_xmax(pg_current_snapshot()), true)""";

    private static final String PUT = """
            INSERT INTO insight_position (cluster, followed, target, after_transaction, after_deal, exact, as_of)
            VALUES (?, ?::pg_snapshot, ?::pg_snapshot, ?::xid8, ?, ?, ?)
            ON CONFLICT (only_one) DO UPDATE SET cluster = excluded.cluster, followed = excluded.followed,
                target = excluded.target, after_transaction = excluded.after_transaction, after_deal = excluded.after_deal,
                exact = excluded.exact, as_of = excluded.as_of""";

    private final Sql sql;

    PositionStore(Sql sql) {
        this.sql = sql;
    }

    /** Waits until no other projector is at work, in this instance or another. It stays so until the transaction ends. */
    void waitForTurn() {
        sql.list(WAIT_FOR_TURN, row -> true);
    }

    /** The same, if it need not wait. */
    boolean takeTurn() {
        return sql.first(TAKE_TURN, row -> row.getBoolean(1)).orElseThrow();
    }

    /** Where the next step begins. */
    Position find() {
        return sql.first(FIND, PositionStore::position).orElseThrow();
    }

    void put(Position position) {
        sql.update(
                PUT,
                position.cluster(),
                position.followed(),
                position.target(),
                position.afterTransaction(),
                position.afterDeal(),
                position.exact(),
                position.asOf());
    }

    private static Position position(ResultSet row) throws SQLException {
        return new Position(
                row.getLong("system_identifier"),
                row.getString("followed"),
                row.getString("target"),
                row.getString("after_transaction"),
                row.getObject("after_deal", UUID.class),
                row.getBoolean("exact"),
                Sql.instant(row, "as_of"));
    }
}
