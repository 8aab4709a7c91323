package io.salesprocess.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Floor and service in alternating rounds, at every size and with every number of connections. */
final class Speed {

    private static final List<Work> WORK = List.of(
            new Work("read", "a deal with its stages", 0.40, Read::new),
            new Work("page", "the first page of the open deals in a stage", 0.30, FirstPage::new),
            new Work("advance", "the transition advance", 0.60, Advance::new),
            new Work("intake", "intake of a new prospect", 0.50, Submit::new));
    private static final int MOST_TURNS = 20;

    /** The share of a warm-up in which a compiler of the JDK was at work, below which it is warm enough. */
    private static final double COMPILED = 0.1;

    /** How much more than the best before it a warm-up brings while the service is still getting faster. */
    private static final double FASTER = 0.03;

    private static final int FEW_CONNECTIONS = 4;

    private final Options options;
    private final List<Site> sites;
    private final Attempts attempts;

    Speed(Options options, List<Site> sites, Attempts attempts) {
        this.options = options;
        this.sites = sites;
        this.attempts = attempts;
    }

    /** A row of the table of speed. */
    record Work(String name, String title, double bar, Function<Site, Job> job) {}

    /** What work is measured here. */
    static List<Work> work() {
        return WORK;
    }

    List<Series> measure(Work work) {
        Map<Site, Job> jobs = new LinkedHashMap<>();
        for (Site site : sites) {
            Job job = work.job().apply(site);
            warmUp(work.name(), site, job);
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
        rounds.forEach((site, byConnections) -> byConnections.forEach((connections, list) ->
                measured.add(new Series(work.name(), site.size(), connections, work.bar(), list))));
        return measured;
    }

    /**
     * Does all that the rounds will do: whatever is new to code that has been compiled can make the JDK throw it away. Under
     * load its compilers learn what is worth their time, but hardly get any, so they are given a rest from it to do their work.
     * It is enough when they have next to nothing left to do and the service gets no faster. A service that has just started
     * is not thrown in at the deep end, or it would refuse what takes too long.
     */
    private void warmUp(String work, Site site, Job job) {
        warmUp(work, site, job, FEW_CONNECTIONS);
        Map<Integer, Double> fastest = new HashMap<>();
        boolean warm = false;
        for (int turn = 0; turn < MOST_TURNS && !warm; turn++) {
            warm = true;
            for (int connections : options.connections()) {
                WarmUp last = warmUp(work, site, job, connections);
                double before = fastest.getOrDefault(connections, 0.0);
                boolean refused = last.perSecond() == 0;
                warm &= !refused && last.compiling() < COMPILED && last.perSecond() < before * (1 + FASTER);
                fastest.put(connections, Math.max(before, last.perSecond()));
            }
        }
        if (!warm) {
            System.out.println("Still compiling or getting faster after the warm-up: " + work);
        }
    }

    /**
     * How it went.
     *
     * @param perSecond answers; none if some were refused
     * @param compiling the share of the time in which a compiler was at work
     */
    private record WarmUp(double perSecond, double compiling) {}

    private WarmUp warmUp(String work, Site site, Job job, int connections) {
        int seconds = options.warmUp();
        job.prepare(seconds);
        double begin = site.service().compilerSeconds();
        double perSecond = warmUp(job, connections);
        double compiling = (site.service().compilerSeconds() - begin) / seconds;
        System.out.printf(
                "%-8s warms up, %3d connections: %,7.0f/s, compilers at work %.0f %% of the time%n",
                work, connections, perSecond, 100 * compiling);
        job.floor(connections, Math.max(1, seconds / 4));
        site.settle();
        site.service().awaitCompilers();
        return new WarmUp(perSecond, compiling);
    }

    /** Answers a second; what it refuses all the same does not count yet. */
    private double warmUp(Job job, int connections) {
        try {
            return job.service(connections, options.warmUp()).perSecond();
        } catch (InvalidRoundException e) {
            System.out.println("While it warms up: " + e.getMessage());
            return 0;
        }
    }

    private Round round(Site site, Job job, int connections, boolean floorFirst) {
        double commits = site.database().commitsPerSecond();
        Attempts.Outcome<Map<Boolean, Measured>> outcome =
                attempts.measure(() -> job.prepare(options.seconds()), () -> {
                    Map<Boolean, Measured> both = new HashMap<>();
                    for (boolean floor : List.of(floorFirst, !floorFirst)) {
                        site.settle();
                        both.put(
                                floor,
                                floor
                                        ? job.floor(connections, options.seconds())
                                        : job.service(connections, options.seconds()));
                    }
                    return both;
                });
        return new Round(
                outcome.result().get(true), outcome.result().get(false), commits, outcome.idle(), outcome.others());
    }

    private static void tell(Work work, Site site, int connections, Round round) {
        System.out.printf(
                "%-8s %,9d deals %3d connections: floor %,7.0f/s, service %,7.0f/s, ratio %.2f (disk %,.0f commits/s, idle %.0f %%, others %.0f %%)%n",
                work.name(),
                site.size(),
                connections,
                round.floor().perSecond(),
                round.service().perSecond(),
                round.ratio(),
                round.commits(),
                100 * round.idle(),
                100 * round.others());
    }
}
