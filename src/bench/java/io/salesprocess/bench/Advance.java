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
import java.util.Optional;
import java.util.UUID;
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
    private final Stock<Change> changes = new Stock<>();
    private Path steps;
    private long eventsBefore;
    private double servicePerSecond = FIRST_GUESS;
    private double floorPerSecond = FIRST_GUESS;
    private double limitPerSecond = ROOM * FIRST_GUESS;
    private IdempotencyRecord record;
    private int round;

    Advance(Site site) {
        this.site = site;
        this.deals = new ReadyDeals(site);
    }

    /** What an advance of a deal writes. */
    private record Change(UUID deal, Object[] update, Object[] event) {}

    @Override
    public void prepare(int serviceSeconds, int driverSeconds) {
        int most = (int) (ROOM * servicePerSecond * serviceSeconds) + SPARE;
        steps = site.lines("advance.txt", deals.steps(most));
        eventsBefore = deals.events();
        double driver = (floorPerSecond + limitPerSecond) * driverSeconds;
        int missing = driverSeconds == 0 ? 0 : (int) (ROOM * driver) + SPARE - changes.size();
        if (missing > 0) {
            changes.add(made(missing / ReadyDeals.STAGES.size() + SPARE));
        }
    }

    @Override
    public Measured service(int connections, int seconds) {
        Instant begin = Clock.systemUTC().instant();
        String prefix = "advance-" + begin.toEpochMilli() + "-" + round++;
        Measured measured;
        try {
            measured = Wrk.send(site.service(), connections, seconds, "advance", steps, prefix);
        } finally {
            record = new IdempotencyRecord(site.database());
        }
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
        Measured measured = run(connections, seconds, connection -> {
            connection.setAutoCommit(false);
            PreparedStatement lock = connection.prepareStatement(LOCK);
            Write update = new Write(connection, UPDATE);
            Write event = new Write(connection, Table.DEAL_EVENT.insert());
            Write key = new Write(connection, record.insert());
            return () -> {
                Change change = changes.take();
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
        floorPerSecond = Math.max(floorPerSecond, measured.perSecond());
        return measured;
    }

    /** What did not suffice is more the next time. */
    private Measured run(int connections, int seconds, Floor.Work work) {
        try {
            return new Floor(site.database()).run(connections, seconds, work);
        } catch (InvalidRoundException e) {
            floorPerSecond *= 2;
            limitPerSecond *= 2;
            throw e;
        }
    }

    @Override
    public Optional<Measured> limit(int connections, int seconds) {
        List<String> parts = List.of(UPDATE, Table.DEAL_EVENT.insert(), record.insert());
        Measured measured = run(connections, seconds, connection -> {
            OneStatement all = new OneStatement(connection, parts);
            return () -> {
                Change change = changes.take();
                all.write(List.of(change.update(), change.event(), record.next(null)));
            };
        });
        limitPerSecond = Math.max(limitPerSecond, measured.perSecond());
        return Optional.of(measured);
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
