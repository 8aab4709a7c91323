package io.salesprocess.bench;

import io.salesprocess.bench.data.Table;
import io.salesprocess.deal.DealLife;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.TransitionType;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The transition {@code advance}: out of every stage in turn, of deals that have all that it takes. */
final class Advance implements Job {

    private static final String LOCK = "SELECT * FROM deal WHERE id = ? FOR UPDATE";
    private static final String UPDATE = DealLife.changedColumns().stream()
            .map(column -> column + " = " + Table.parameter(column))
            .collect(Collectors.joining(", ", "UPDATE deal SET ", " WHERE id = ?"));
    private static final int FIRST_GUESS = 4_000;
    private static final int SPARE = 200;
    private static final double ROOM = 1.5;

    private final Site site;
    private final ReadyDeals deals;
    private List<Change> changes = new ArrayList<>();
    private Path steps;
    private long eventsBefore;
    private double servicePerSecond = FIRST_GUESS;
    private double floorPerSecond = 2 * FIRST_GUESS;
    private IdempotencyRecord record;
    private int round;

    Advance(Site site) {
        this.site = site;
        this.deals = new ReadyDeals(site);
    }

    /** What an advance of a deal writes. */
    private record Change(UUID deal, Object[] update, Object[] event) {}

    @Override
    public void prepare(int seconds) {
        int most = (int) (ROOM * servicePerSecond * seconds) + SPARE;
        steps = site.lines("advance.txt", deals.steps(most));
        eventsBefore = deals.events();
        int missing = (int) (ROOM * floorPerSecond * seconds) + SPARE - changes.size();
        if (missing > 0) {
            changes.addAll(made(missing / ReadyDeals.STAGES.size() + SPARE));
        }
    }

    @Override
    public Measured service(int connections, int seconds) {
        Instant begin = Clock.systemUTC().instant();
        String prefix = "advance-" + begin.toEpochMilli() + "-" + round++;
        Measured measured = Wrk.send(site.service(), connections, seconds, "advance", steps, prefix);
        record = new IdempotencyRecord(site.database());
        mustBeThere("events", deals.events() - eventsBefore, measured, connections);
        mustBeThere("records of keys", records(begin), measured, connections);
        servicePerSecond = Math.max(servicePerSecond, measured.perSecond());
        return measured;
    }

    /** Everything acknowledged is there, and no more than what was under way when the round ended. */
    private static void mustBeThere(String what, long there, Measured measured, int connections) {
        if (there < measured.operations() || there > measured.operations() + connections) {
            throw new InvalidRoundException(
                    measured.operations() + " transitions were acknowledged, and there are " + there + " " + what);
        }
    }

    private long records(Instant begin) {
        return site.database()
                .number("SELECT count(*) FROM idempotency_record WHERE created_at >= ?::timestamptz", begin.toString());
    }

    @Override
    public Measured floor(int connections, int seconds) {
        AtomicInteger next = new AtomicInteger();
        Measured measured = new Floor(site.database()).run(connections, seconds, connection -> {
            connection.setAutoCommit(false);
            PreparedStatement lock = connection.prepareStatement(LOCK);
            Write update = new Write(connection, UPDATE);
            Write event = new Write(connection, Table.DEAL_EVENT.insert());
            Write key = new Write(connection, record.insert());
            return () -> {
                int mine = next.getAndIncrement();
                if (mine >= changes.size()) {
                    throw new InvalidRoundException("There were not enough deals to advance.");
                }
                Change change = changes.get(mine);
                lock.setObject(1, change.deal());
                try (ResultSet row = lock.executeQuery()) {
                    row.next();
                    row.getString("state");
                }
                update.row(change.update());
                event.row(change.event());
                key.row(record.next(null));
                connection.commit();
            };
        });
        changes = new ArrayList<>(changes.subList(next.get(), changes.size()));
        floorPerSecond = Math.max(floorPerSecond, measured.perSecond());
        return measured;
    }

    private List<Change> made(int count) {
        List<DealLife> lives = site.maker().ready(count);
        Actor actor = new Actor(Actor.Kind.API_KEY, UUID.randomUUID().toString(), null);
        Instant at = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        List<Change> made = new ArrayList<>();
        for (int step = 0; step < ReadyDeals.STAGES.size(); step++) {
            for (DealLife life : lives) {
                life.move(actor, at, TransitionType.ADVANCE, null);
                List<Object[]> events = life.eventRows();
                Object[] update = new Object[DealLife.changedColumns().size() + 1];
                System.arraycopy(life.changedRow(), 0, update, 0, update.length - 1);
                update[update.length - 1] = life.deal().id();
                made.add(new Change(life.deal().id(), Write.ready(update), Write.ready(events.get(events.size() - 1))));
            }
        }
        return made;
    }
}
