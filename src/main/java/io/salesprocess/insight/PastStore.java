package io.salesprocess.insight;

import io.salesprocess.insight.PastStay.Origin;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Keeps rows of stays, and sums of them, for {@link PastFollower}. */
@Singleton
class PastStore {

    private static final String PRESENT = "SELECT * FROM insight_past WHERE deal_id = ANY (?) AND until = 'infinity'";

    private static final String SOURCES = "SELECT deal_id, source FROM deal_source WHERE deal_id = ANY (?)";

    private static final String PUT = """
            INSERT INTO insight_past (deal_id, place, since, until, pipeline_key, stage, owner_id, offering_id, source, opened_at,
                entered_at, left_at, closed_at, won, fell_short, amount, currency, time_left, bucket, sequence)
            SELECT * FROM unnest(?::uuid[], ?::integer[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::uuid[],
                ?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::boolean[],
                ?::integer[], ?::bigint[], ?::text[], ?::bigint[], ?::smallint[], ?::bigint[])
            ON CONFLICT (deal_id, place, since) DO UPDATE SET until = excluded.until, stage = excluded.stage,
                owner_id = excluded.owner_id, offering_id = excluded.offering_id, left_at = excluded.left_at,
                closed_at = excluded.closed_at, won = excluded.won, fell_short = excluded.fell_short, amount = excluded.amount,
                currency = excluded.currency, time_left = excluded.time_left, bucket = excluded.bucket,
                sequence = excluded.sequence""";

    private static final String COUNT = """
            INSERT INTO insight_past_count AS c (dimension, value, pipeline_key, stage, month, day, entered, advanced, fell_short,
                lost, still_there, of_won, of_lost)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::bigint[],
                ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
            ON CONFLICT (dimension, value, pipeline_key, stage, month, day) DO UPDATE SET
                entered = c.entered + excluded.entered, advanced = c.advanced + excluded.advanced,
                fell_short = c.fell_short + excluded.fell_short, lost = c.lost + excluded.lost,
                still_there = c.still_there + excluded.still_there, of_won = c.of_won + excluded.of_won,
                of_lost = c.of_lost + excluded.of_lost""";

    private static final String COUNT_TIMES_LEFT = """
            INSERT INTO insight_past_time_left AS c (pipeline_key, stage, month, bucket, stays)
            SELECT * FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::smallint[], ?::bigint[])
            ON CONFLICT (pipeline_key, stage, month, bucket) DO UPDATE SET stays = c.stays + excluded.stays""";

    private static final String ADD_WON = """
            INSERT INTO insight_value_won AS c (dimension, value, pipeline_key, month, won_in, currency, deals, amount)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::bigint[],
                ?::numeric[])
            ON CONFLICT (dimension, value, pipeline_key, month, won_in, currency) DO UPDATE SET
                deals = c.deals + excluded.deals, amount = c.amount + excluded.amount""";

    private final Sql sql;

    PastStore(Sql sql) {
        this.sql = sql;
    }

    /** The present rows of these deals. */
    List<PastStay> present(Collection<UUID> deals) {
        return sql.list(PRESENT, PastStore::stay, (Object) deals.toArray(UUID[]::new));
    }

    /** Where the prospects of these deals came from, of those of which that is known. */
    Map<UUID, String> sources(Collection<UUID> deals) {
        Map<UUID, String> sources = new HashMap<>();
        sql.list(SOURCES, row -> sources.put(row.getObject("deal_id", UUID.class), row.getString("source")), (Object)
                deals.toArray(UUID[]::new));
        return sources;
    }

    void put(Collection<PastStay> rows) {
        sql.updateLater(
                PUT,
                column(rows, PastStay::deal),
                column(rows, PastStay::place),
                column(rows, row -> PastMoment.text(row.since())),
                column(rows, row -> PastMoment.text(row.until())),
                column(rows, row -> row.origin().pipeline()),
                column(rows, PastStay::stage),
                column(rows, PastStay::owner),
                column(rows, PastStay::offering),
                column(rows, row -> row.origin().source()),
                column(rows, row -> row.origin().openedAt()),
                column(rows, PastStay::enteredAt),
                column(rows, row -> PastMoment.text(row.leftAt())),
                column(rows, row -> PastMoment.text(row.closedAt())),
                column(rows, PastStay::won),
                column(rows, PastStay::fellShort),
                column(rows, PastStay::amount),
                column(rows, PastStay::currency),
                column(rows, PastStay::timeLeft),
                column(rows, row -> row.timeLeft() == null ? null : PastStay.bucket(row.timeLeft())),
                column(rows, PastStay::sequence));
    }

    void add(PastSums sums) {
        var counts = sums.counts().entrySet();
        if (!counts.isEmpty()) {
            sql.updateLater(
                    COUNT,
                    column(counts, entry -> entry.getKey().dimension()),
                    column(counts, entry -> entry.getKey().value()),
                    column(counts, entry -> entry.getKey().pipeline()),
                    column(counts, entry -> entry.getKey().stage()),
                    column(counts, entry -> entry.getKey().month()),
                    column(counts, entry -> entry.getKey().day()),
                    column(counts, entry -> entry.getValue().entered()),
                    column(counts, entry -> entry.getValue().advanced()),
                    column(counts, entry -> entry.getValue().fellShort()),
                    column(counts, entry -> entry.getValue().lost()),
                    column(counts, entry -> entry.getValue().stillThere()),
                    column(counts, entry -> entry.getValue().ofWon()),
                    column(counts, entry -> entry.getValue().ofLost()));
        }
        var times = sums.timesLeft().entrySet();
        if (!times.isEmpty()) {
            sql.updateLater(
                    COUNT_TIMES_LEFT,
                    column(times, entry -> entry.getKey().pipeline()),
                    column(times, entry -> entry.getKey().stage()),
                    column(times, entry -> entry.getKey().month()),
                    column(times, entry -> entry.getKey().bucket()),
                    column(times, Map.Entry::getValue));
        }
        var won = sums.valueWon().entrySet();
        if (!won.isEmpty()) {
            sql.updateLater(
                    ADD_WON,
                    column(won, entry -> entry.getKey().dimension()),
                    column(won, entry -> entry.getKey().value()),
                    column(won, entry -> entry.getKey().pipeline()),
                    column(won, entry -> entry.getKey().month()),
                    column(won, entry -> entry.getKey().wonIn()),
                    column(won, entry -> entry.getKey().currency()),
                    column(won, entry -> entry.getValue().deals()),
                    column(won, entry -> entry.getValue().amount()));
        }
    }

    private static <T> Object column(Collection<T> rows, Function<T, Object> value) {
        return rows.stream()
                .map(row -> Objects.toString(value.apply(row), null))
                .toArray(String[]::new);
    }

    private static PastStay stay(ResultSet row) throws SQLException {
        return new PastStay(
                row.getObject("deal_id", UUID.class),
                row.getInt("place"),
                Sql.instant(row, "since"),
                Sql.instant(row, "until"),
                new Origin(row.getString("pipeline_key"), row.getString("source"), Sql.instant(row, "opened_at")),
                row.getString("stage"),
                row.getObject("owner_id", UUID.class),
                row.getObject("offering_id", UUID.class),
                Sql.instant(row, "entered_at"),
                Sql.instant(row, "left_at"),
                Sql.instant(row, "closed_at"),
                row.getBoolean("won"),
                row.getInt("fell_short"),
                row.getObject("amount", Long.class),
                row.getString("currency"),
                row.getLong("sequence"));
    }
}
