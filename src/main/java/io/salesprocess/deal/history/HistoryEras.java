package io.salesprocess.deal.history;

import io.quarkus.runtime.StartupEvent;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.Recent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Records the eras of history, and notices when another one has begun. */
@Singleton
public class HistoryEras {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 32;
    private static final String PRESENT = "present";

    private static final String COLUMNS = "r.id, r.loaded, r.first_transaction::text, r.continues, r.cursor_key";

    private static final String FIND = "SELECT " + COLUMNS + " FROM history_era r WHERE r.id = ?";

    private static final String LATEST = "SELECT " + COLUMNS + " FROM history_era r ORDER BY r.number DESC LIMIT 1";

    /** The cluster is another one, or it has not come to numbers that events have. */
    private static final String IS_PAST = """
            SELECT r.cluster <> %s OR EXISTS (SELECT FROM deal_event e WHERE NOT r.loaded
                AND e.transaction_id >= pg_snapshot_xmax(pg_current_snapshot()))
            FROM history_era r ORDER BY r.number DESC LIMIT 1""";

    private static final String LOCK = "LOCK TABLE history_era IN SHARE ROW EXCLUSIVE MODE";

    /** What is not visible in this snapshot yet has a number from here on. */
    private static final String BEGIN = """
            INSERT INTO history_era (id, number, cluster, loaded, first_transaction, continues, cursor_key, recorded_at)
            SELECT ?, coalesce(max(r.number), 0) + 1, %s, EXISTS (SELECT FROM deal_event),
                pg_snapshot_xmin(pg_current_snapshot()), ?, ?, ?
            FROM history_era r""";

    private final Sql sql;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final String isPast;
    private final String begin;

    /** Eras do not change, but the service can get connected to another cluster. */
    private final Recent<String, HistoryEra> present = new Recent<>();

    HistoryEras(Sql sql, Transactions transactions, CommitOrder order, Ids ids, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.isPast = IS_PAST.formatted(order.cluster());
        this.begin = BEGIN.formatted(order.cluster());
    }

    /** Before anything is written in a new era, so that what was there can be told from it. */
    void onStart(@Observes StartupEvent event) {
        present();
    }

    /** The era that the database is in. */
    public HistoryEra present() {
        return present.get(PRESENT, present -> check());
    }

    /** Asks the database again. */
    void forget() {
        present.forget();
    }

    /** An era that has been, or is. */
    public Optional<HistoryEra> find(UUID id) {
        HistoryEra now = present();
        return now.id().equals(id) ? Optional.of(now) : sql.first(FIND, HistoryEras::era, id);
    }

    private HistoryEra check() {
        return isPast() ? transactions.run(this::begin) : latest().orElseThrow();
    }

    private boolean isPast() {
        return sql.first(isPast, row -> row.getBoolean(1)).orElse(true);
    }

    private Optional<HistoryEra> latest() {
        return sql.first(LATEST, HistoryEras::era);
    }

    private HistoryEra begin() {
        sql.update(LOCK);
        if (isPast()) {
            byte[] key = new byte[KEY_BYTES];
            RANDOM.nextBytes(key);
            UUID before =
                    latest().filter(era -> !era.isLoaded()).map(HistoryEra::id).orElse(null);
            sql.update(begin, ids.next(), before, key, clock.instant());
        }
        return latest().orElseThrow();
    }

    private static HistoryEra era(ResultSet row) throws SQLException {
        return new HistoryEra(
                row.getObject("id", UUID.class),
                row.getBoolean("loaded"),
                Long.parseLong(row.getString("first_transaction")),
                row.getObject("continues", UUID.class),
                row.getBytes("cursor_key"));
    }
}
