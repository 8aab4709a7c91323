package io.salesprocess.bench;

import io.salesprocess.bench.data.Table;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Intake of a new prospect: a filled-in form that opens a deal. */
final class Submit implements Job {

    /** One statement for each of their rows, each after those that it refers to. */
    private static final List<Table> TABLES = List.of(Table.PROSPECT, Table.DEAL, Table.SUBMISSION, Table.DEAL_EVENT);

    private static final int FIRST_GUESS = 4_000;
    private static final int SPARE = 200;
    private static final double ROOM = 1.5;

    private final Site site;
    private final Stock<Map<Table, List<Object[]>>> opened = new Stock<>();
    private double floorPerSecond = FIRST_GUESS;
    private double limitPerSecond = FIRST_GUESS;
    private IdempotencyRecord record;
    private int round;

    Submit(Site site) {
        this.site = site;
    }

    @Override
    public void prepare(int serviceSeconds, int driverSeconds) {
        double driver = (floorPerSecond + limitPerSecond) * driverSeconds;
        int missing = driverSeconds == 0 ? 0 : (int) (ROOM * driver) + SPARE - opened.size();
        if (missing > 0) {
            opened.add(made(missing));
        }
    }

    @Override
    public Measured service(int connections, int seconds) {
        Instant begin = Clock.systemUTC().instant();
        String form = site.maker().world().form();
        String prefix = "submit-" + begin.toEpochMilli() + "-" + round++;
        Measured measured;
        try {
            measured = Wrk.send(
                    site.service(), connections, seconds, "submit", site.lines("submit.txt", List.of(form)), prefix);
        } finally {
            record = new IdempotencyRecord(site.database());
        }
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
        Measured measured = run(connections, seconds, connection -> {
            connection.setAutoCommit(false);
            List<Write> writes = new ArrayList<>();
            for (Table table : TABLES) {
                writes.add(new Write(connection, table.insert()));
            }
            Write key = new Write(connection, record.insert());
            return () -> {
                Map<Table, List<Object[]>> rows = opened.take();
                for (int i = 0; i < TABLES.size(); i++) {
                    writes.get(i).rows(rows.get(TABLES.get(i)));
                }
                key.row(record(rows));
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
        Map<Table, List<Object[]>> model = opened.first();
        List<String> parts = new ArrayList<>();
        for (Table table : TABLES) {
            parts.addAll(Collections.nCopies(model.get(table).size(), table.insert()));
        }
        parts.add(record.insert());
        Measured measured = run(connections, seconds, connection -> {
            OneStatement all = new OneStatement(connection, parts);
            return () -> {
                Map<Table, List<Object[]>> rows = opened.take();
                List<Object[]> values = new ArrayList<>();
                TABLES.forEach(table -> values.addAll(rows.get(table)));
                values.add(record(rows));
                all.write(values);
            };
        });
        limitPerSecond = Math.max(limitPerSecond, measured.perSecond());
        return Optional.of(measured);
    }

    private Object[] record(Map<Table, List<Object[]>> rows) {
        return record.next((UUID) rows.get(Table.PROSPECT).get(0)[0]);
    }

    private List<Map<Table, List<Object[]>>> made(int count) {
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
