package io.salesprocess.event.timer;

import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The rows of timers. */
@Singleton
class TimerStore {

    private static final String STARTED_AT = "SELECT at FROM timer_start";

    /**
     * One that is there already goes on: history can be followed again. Only a payment plan is looked at sooner, and told more of,
     * because what happens to it sets its one timer again.
     */
    private static final String PUT = """
            INSERT INTO timer AS t (deal_id, kind, subject_id, due_at, began_at, told_from)
            SELECT * FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
            ON CONFLICT (deal_id, kind, subject_id) DO UPDATE SET due_at = least(t.due_at, excluded.due_at),
                told_from = CASE WHEN t.told_from IS NOT NULL THEN excluded.told_from END
            WHERE t.kind = 'payment.overdue'""";

    private static final String WAKE = "UPDATE timer SET dormant = false WHERE dormant AND deal_id = ANY (?)";

    /** Those at which another instance is looking are left to it. */
    private static final String TAKE = """
            SELECT deal_id, kind, subject_id, due_at, began_at, told_from FROM timer
            WHERE NOT dormant AND due_at < ? AND deal_id <> ALL (?)
            ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED""";

    private static final String OLDEST =
            "SELECT due_at FROM timer WHERE NOT dormant AND due_at < ? ORDER BY due_at LIMIT 1";

    private static final String COUNT = "SELECT FROM timer WHERE NOT dormant AND due_at < ? LIMIT ?";

    private static final String ONE = " WHERE deal_id = ? AND kind = ? AND subject_id = ?";
    private static final String REMOVE = "DELETE FROM timer" + ONE;
    private static final String SET = "UPDATE timer SET due_at = ?" + ONE;
    private static final String LAY_ASIDE = "UPDATE timer SET dormant = true" + ONE;

    private final Sql sql;

    TimerStore(Sql sql) {
        this.sql = sql;
    }

    /** When there began to be timers: what fell due before is not told. */
    Instant startedAt() {
        return sql.first(STARTED_AT, row -> Sql.instant(row, "at")).orElseThrow();
    }

    /** Sets timers, each of them once. */
    void put(Collection<Timer> timers) {
        Transactions.mustBeThere();
        sql.update(
                PUT,
                column(timers, Timer::dealId),
                column(timers, timer -> timer.kind().event()),
                column(timers, Timer::subjectId),
                column(timers, Timer::dueAt),
                column(timers, Timer::beganAt),
                column(timers, Timer::toldFrom));
    }

    private static Object column(Collection<Timer> timers, Function<Timer, Object> value) {
        return timers.stream()
                .map(timer -> Objects.toString(value.apply(timer), null))
                .toArray(String[]::new);
    }

    /** Has the timers of deals that are open again go on. */
    void wake(Collection<UUID> dealIds) {
        Transactions.mustBeThere();
        sql.updateLater(WAKE, (Object) dealIds.toArray(UUID[]::new));
    }

    /** Timers whose time has come, the oldest first, locked until the transaction ends. */
    List<Timer> take(Instant now, Collection<UUID> exceptOf, int limit) {
        Transactions.mustBeThere();
        return sql.list(TAKE, TimerStore::timer, now, exceptOf.toArray(UUID[]::new), limit);
    }

    /** When the first of those whose time has come fell due. */
    Optional<Instant> oldest(Instant now) {
        return sql.first(OLDEST, row -> Sql.instant(row, "due_at"), now);
    }

    /** How many there are; counting ends at the limit. */
    long count(Instant now, int limit) {
        return sql.count(COUNT, now, limit);
    }

    void remove(Timer timer) {
        sql.updateLater(REMOVE, timer.dealId(), timer.kind().event(), timer.subjectId());
    }

    /** Sets it to another time. */
    void set(Timer timer, Instant dueAt) {
        sql.updateLater(SET, dueAt, timer.dealId(), timer.kind().event(), timer.subjectId());
    }

    /** Until the deal is opened again. */
    void layAside(Timer timer) {
        sql.updateLater(LAY_ASIDE, timer.dealId(), timer.kind().event(), timer.subjectId());
    }

    private static Timer timer(ResultSet row) throws SQLException {
        return new Timer(
                row.getObject("deal_id", UUID.class),
                TimerKind.of(row.getString("kind")),
                row.getObject("subject_id", UUID.class),
                Sql.instant(row, "due_at"),
                Sql.instant(row, "began_at"),
                Sql.instant(row, "told_from"));
    }
}
