package io.salesprocess.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Floor and service in alternating rounds, at every size and with every number of connections. */
final class Speed {

    private static final List<Work> WORK = List.of(
            new Work("read", 0.40, false, Map.of(), null, Read::new),
            new Work("page", 0.30, false, Map.of(), null, FirstPage::new),
            new Work(
                    "advance",
                    0.60,
                    true,
                    Map.of(8, Bar.atLeast(0.55), 32, Bar.atLeast(0.75)),
                    Bar.atMost(1.3, ""),
                    Advance::new),
            new Work("intake", 0.50, true, Map.of(), null, Submit::new));
    private final Options options;
    private final List<Site> sites;
    private final Attempts attempts;

    Speed(Options options, List<Site> sites, Attempts attempts) {
        this.options = options;
        this.sites = sites;
        this.attempts = attempts;
    }

    /**
     * Work whose speed is measured.
     *
     * @param floor how much of the floor's speed the service should reach
     * @param writes whether it is a command, for which there are a limit and a write-ahead log
     * @param limits how much of the limit's, by the number of connections
     * @param wal how much of the floor's write-ahead log it may need; null if there is no bar
     */
    record Work(String name, double floor, boolean writes, Map<Integer, Bar> limits, Bar wal, Function<Site, Job> job) {

        private Series.Bars bars(int connections) {
            return new Series.Bars(Bar.atLeast(floor), limits.get(connections));
        }
    }

    /** What work is measured here. */
    static List<Work> work() {
        return WORK;
    }

    List<Series> measure(Work work) {
        Map<Site, Job> jobs = new LinkedHashMap<>();
        Set<Site> warm = new HashSet<>();
        for (Site site : sites) {
            Job job = work.job().apply(site);
            if (new WarmUp(options).warms(work.name(), site, job, options.connections())) {
                warm.add(site);
            }
            jobs.put(site, job);
        }
        sites.forEach(site -> site.maker().tidy());
        Map<Site, Map<Integer, List<Round>>> rounds = new LinkedHashMap<>();
        for (int number = 0; number < options.rounds(); number++) {
            boolean floorFirst = number % 2 == 0;
            for (int connections : options.connections()) {
                jobs.forEach((site, job) -> {
                    Round round = round(site, job, connections, floorFirst);
                    rounds.computeIfAbsent(site, key -> new LinkedHashMap<>())
                            .computeIfAbsent(connections, key -> new ArrayList<>())
                            .add(round);
                    tell(work, site, connections, round);
                });
            }
        }
        List<Series> measured = new ArrayList<>();
        rounds.forEach((site, byConnections) -> byConnections.forEach((connections, list) -> measured.add(
                new Series(work.name(), site.size(), connections, work.bars(connections), warm.contains(site), list))));
        return measured;
    }

    private enum Turn {
        FLOOR,
        SERVICE,
        LIMIT
    }

    /** The service has its turn between the two others, or next to the floor alone. */
    private Round round(Site site, Job job, int connections, boolean floorFirst) {
        double commits = site.database().commitsPerSecond();
        List<Turn> order = floorFirst
                ? List.of(Turn.FLOOR, Turn.SERVICE, Turn.LIMIT)
                : List.of(Turn.LIMIT, Turn.SERVICE, Turn.FLOOR);
        Attempts.Outcome<Map<Turn, Measured>> outcome =
                attempts.measure(() -> job.prepare(options.seconds(), options.seconds()), () -> {
                    Map<Turn, Measured> turns = new EnumMap<>(Turn.class);
                    order.forEach(turn ->
                            turn(turn, site, job, connections).ifPresent(measured -> turns.put(turn, measured)));
                    return turns;
                });
        return new Round(
                outcome.result().get(Turn.FLOOR),
                outcome.result().get(Turn.SERVICE),
                outcome.result().get(Turn.LIMIT),
                commits,
                outcome.idle(),
                outcome.others());
    }

    private Optional<Measured> turn(Turn turn, Site site, Job job, int connections) {
        site.settle();
        return switch (turn) {
            case FLOOR -> Optional.of(job.floor(connections, options.seconds()));
            case SERVICE -> Optional.of(job.service(connections, options.seconds()));
            case LIMIT -> job.limit(connections, options.seconds());
        };
    }

    private static void tell(Work work, Site site, int connections, Round round) {
        System.out.printf(
                "%-8s %,9d deals %3d connections: floor %,7.0f/s, service %,7.0f/s, ratio %.2f%s (disk %,.0f commits/s, idle %.0f %%, others %.0f %%)%n",
                work.name(),
                site.size(),
                connections,
                round.floor().perSecond(),
                round.service().perSecond(),
                round.ratio(),
                round.limit() == null
                        ? ""
                        : "; limit %,7.0f/s, ratio %.2f".formatted(round.limit().perSecond(), round.limitRatio()),
                round.commits(),
                100 * round.idle(),
                100 * round.others());
    }
}
