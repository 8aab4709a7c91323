package io.salesprocess.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Bytes of the write-ahead log for each command, of the service against the floor. After a checkpoint the first change of a
 * page writes all of it, which costs fewer commands more, so deals are made and commands that do not count touch the
 * pages first, and a round is repeated if a checkpoint has begun since.
 */
final class Wal {

    private static final int SECONDS = 1;

    private final Options options;
    private final Site site;
    private final Attempts attempts;
    private final int connections;
    private long checkpoints;

    Wal(Options options, Site site, Attempts attempts) {
        this.options = options;
        this.site = site;
        this.attempts = attempts;
        this.connections = options.connections().get(0);
    }

    /** Bytes for each command. */
    private record Pair(double floor, double service) {
        double ratio() {
            return service / floor;
        }
    }

    List<Figure> measure() {
        return Speed.work().stream()
                .filter(Speed.Work::writes)
                .map(this::measure)
                .toList();
    }

    private Figure measure(Speed.Work work) {
        Job job = work.job().apply(site);
        job.prepare(options.warmUp(), 0);
        job.warmUp(connections, options.warmUp());
        List<Pair> rounds = new ArrayList<>();
        for (int i = 0; i < options.rounds(); i++) {
            rounds.add(attempts.measure(() -> touch(job), () -> pair(job)).result());
        }
        Spread ratio = Spread.of(rounds.stream().map(Pair::ratio));
        return new Figure(
                "WAL of each %s, %,d deals".formatted(work.name(), site.size()),
                bytes(Spread.of(rounds.stream().map(Pair::floor))),
                bytes(Spread.of(rounds.stream().map(Pair::service))),
                ratio,
                work.wal(),
                "");
    }

    private void touch(Job job) {
        checkpoints = site.database().checkpoints();
        job.prepare(2 * SECONDS, 2 * SECONDS);
        job.warmUp(connections, SECONDS);
        job.floor(connections, SECONDS);
        job.prepare(SECONDS, SECONDS);
    }

    private Pair pair(Job job) {
        site.settle();
        double service = bytes(() -> {
            Measured measured = job.service(connections, SECONDS);
            // What follows the service's events is the service's, and what follows the floor's is not the floor's.
            site.settle();
            return measured;
        });
        double floor = bytes(() -> job.floor(connections, SECONDS));
        if (site.database().checkpoints() != checkpoints) {
            throw new InvalidRoundException("There was a checkpoint.");
        }
        return new Pair(floor, service);
    }

    private double bytes(Supplier<Measured> turn) {
        long before = site.database().walPosition();
        Measured measured = turn.get();
        return (site.database().walPosition() - before) / (double) measured.operations();
    }

    private static String bytes(Spread each) {
        return "%,.0f B".formatted(each.median());
    }
}
