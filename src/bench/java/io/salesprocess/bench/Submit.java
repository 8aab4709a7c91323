package io.salesprocess.bench;

import io.salesprocess.bench.data.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Intake of a new prospect: a filled-in form that opens a deal. */
final class Submit implements Job {

    /** One statement for each of their rows, each after those that it refers to. */
    private static final List<Table> TABLES = List.of(Table.PROSPECT, Table.DEAL, Table.SUBMISSION, Table.DEAL_EVENT);

    private static final int FIRST_GUESS = 4_000;
    private static final int SPARE = 200;
    private static final double ROOM = 1.5;

    private final Site site;
    private List<Map<Table, List<Object[]>>> opened = List.of();
    private double floorPerSecond = FIRST_GUESS;
    private IdempotencyRecord record;
    private int round;

    Submit(Site site) {
        this.site = site;
    }

    @Override
    public void prepare(int seconds) {
        opened = opened((int) (ROOM * floorPerSecond * seconds) + SPARE);
    }

    @Override
    public Measured service(int connections, int seconds) {
        Instant begin = Clock.systemUTC().instant();
        String form = site.maker().world().form();
        String prefix = "submit-" + begin.toEpochMilli() + "-" + round++;
        Measured measured = Wrk.send(
                site.service(), connections, seconds, "submit", site.lines("submit.txt", List.of(form)), prefix);
        record = new IdempotencyRecord(site.database());
        long opened = site.database()
                .number(
                        "SELECT count(*) FROM submission JOIN deal ON deal.id = deal_id WHERE form_key = ?"
                                + " AND submission_id > ? AND submission_id < ? AND deal_opened AND sequence = 2",
                        form,
                        prefix + "-",
                        prefix + ".");
        if (opened < measured.operations() || opened > measured.operations() + connections) {
            throw new InvalidRoundException(
                    measured.operations() + " submissions were acknowledged, and " + opened + " deals are open");
        }
        return measured;
    }

    @Override
    public Measured floor(int connections, int seconds) {
        List<Map<Table, List<Object[]>>> all = opened;
        AtomicInteger next = new AtomicInteger();
        Measured measured = new Floor(site.database()).run(connections, seconds, connection -> {
            connection.setAutoCommit(false);
            List<Write> writes = new ArrayList<>();
            for (Table table : TABLES) {
                writes.add(new Write(connection, table.insert()));
            }
            Write key = new Write(connection, record.insert());
            return () -> {
                int mine = next.getAndIncrement();
                if (mine >= all.size()) {
                    throw new InvalidRoundException("There were not enough submissions.");
                }
                Map<Table, List<Object[]>> rows = all.get(mine);
                for (int i = 0; i < TABLES.size(); i++) {
                    writes.get(i).rows(rows.get(TABLES.get(i)));
                }
                key.row(record.next((UUID) rows.get(Table.PROSPECT).get(0)[0]));
                connection.commit();
            };
        });
        floorPerSecond = Math.max(floorPerSecond, measured.perSecond());
        return measured;
    }

    private List<Map<Table, List<Object[]>>> opened(int count) {
        List<Map<Table, List<Object[]>>> all = new ArrayList<>(count);
        for (Map<Table, List<Object[]>> rows : site.maker().opened(count)) {
            Map<Table, List<Object[]>> ready = new EnumMap<>(Table.class);
            rows.forEach((table, values) ->
                    ready.put(table, values.stream().map(Write::ready).toList()));
            all.add(ready);
        }
        return all;
    }
}
