package io.salesprocess.bench;

import io.salesprocess.bench.data.Table;
import io.salesprocess.deal.DealLife;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.TransitionType;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final List<String> STAGES =
            List.of("pre-qualification", "qualification", "relationship", "conversion");
    private static final String LOCK = "SELECT * FROM deal WHERE id = ? FOR UPDATE";
    private static final String UPDATE = DealLife.changedColumns().stream()
            .map(column -> column + " = " + Table.parameter(column))
            .collect(Collectors.joining(", ", "UPDATE deal SET ", " WHERE id = ?"));
    private static final int FIRST_GUESS = 4_000;
    private static final int SPARE = 200;

    private final Site site;
    private final Wrk wrk = new Wrk();
    private final List<UUID> pool = new ArrayList<>();
    private List<Change> changes = new ArrayList<>();
    private double servicePerSecond = FIRST_GUESS;
    private double floorPerSecond = 2 * FIRST_GUESS;
    private int round;

    Advance(Site site) {
        this.site = site;
    }

    /** What an advance of a deal writes. */
    private record Change(UUID deal, Object[] update, Object[] event) {}

    @Override
    public Measured service(int connections, int seconds) {
        List<String> lines = lines((int) (1.5 * servicePerSecond * seconds) + SPARE);
        long before = events();
        Instant begin = Clock.systemUTC().instant();
        String prefix = "advance-" + begin.toEpochMilli() + "-" + round++;
        Measured measured =
                wrk.send(site.service(), connections, seconds, "advance", site.lines("advance.txt", lines), prefix);
        mustBeThere("events", events() - before, measured, connections);
        mustBeThere("records of keys", records(begin), measured, connections);
        servicePerSecond = measured.perSecond();
        return measured;
    }

    /** Everything acknowledged is there, and no more than what was under way when the round ended. */
    private static void mustBeThere(String what, long there, Measured measured, int connections) {
        if (there < measured.operations() || there > measured.operations() + connections) {
            throw new InvalidRoundException(
                    measured.operations() + " transitions were acknowledged, and there are " + there + " " + what);
        }
    }

    private long events() {
        return site.database().number("SELECT coalesce(sum(sequence), 0) FROM deal WHERE id = ANY (?)", (Object)
                pool.toArray(UUID[]::new));
    }

    private long records(Instant begin) {
        return site.database()
                .number("SELECT count(*) FROM idempotency_record WHERE created_at >= ?::timestamptz", begin.toString());
    }

    /** What can be advanced, and from where: all deals once, then all that can go on once more, and so on. */
    private List<String> lines(int needed) {
        List<String> left = left();
        if (left.size() < needed) {
            int missing = (needed - left.size()) / STAGES.size() + SPARE;
            site.maker().ready(missing).forEach(life -> pool.add(life.deal().id()));
            left = left();
        }
        return left;
    }

    private List<String> left() {
        List<String> left = new ArrayList<>();
        try (Connection connection = site.database().connect();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, stage FROM deal WHERE id = ANY (?) AND status = 'open'")) {
            Array ids = connection.createArrayOf("uuid", pool.toArray());
            statement.setArray(1, ids);
            List<List<String>> steps = new ArrayList<>();
            STAGES.forEach(stage -> steps.add(new ArrayList<>()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    int place = STAGES.indexOf(row.getString("stage"));
                    for (int step = place; step < STAGES.size(); step++) {
                        steps.get(step - place).add(row.getString("id") + " " + STAGES.get(step));
                    }
                }
            }
            // A few deals at a time would meet themselves.
            steps.stream().filter(step -> step.size() >= SPARE).forEach(left::addAll);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return left;
    }

    @Override
    public Measured floor(int connections, int seconds) {
        int needed = (int) (1.5 * floorPerSecond * seconds) + SPARE;
        if (changes.size() < needed) {
            changes.addAll(changes((needed - changes.size()) / STAGES.size() + SPARE));
        }
        AtomicInteger next = new AtomicInteger();
        IdempotencyRecord record = new IdempotencyRecord(site.database(), "location LIKE '/v1/deals/%/history/%'");
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
        floorPerSecond = measured.perSecond();
        return measured;
    }

    private List<Change> changes(int deals) {
        List<DealLife> lives = site.maker().ready(deals);
        Actor actor = new Actor(Actor.Kind.USER, "bench", null);
        Instant at = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
        List<Change> made = new ArrayList<>();
        for (int step = 0; step < STAGES.size(); step++) {
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
