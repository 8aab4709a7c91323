package io.salesprocess.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Does all that the rounds will do: whatever is new to code that has been compiled can make the JDK throw it away. Under load
 * its compilers learn what is worth their time, but hardly get any, so they are given a rest from it to do their work. It is
 * enough when they have next to nothing left to do and the service gets no faster, or when the time for it is over.
 */
final class WarmUp {

    /** The share of a turn in which a compiler of the JDK was at work, below which it is warm enough. */
    private static final double COMPILED = 0.1;

    /** How much more than the best before it a turn brings while the service is still getting faster. */
    private static final double FASTER = 0.03;

    /** A service that has just started refuses what takes too long, so it gets little at first. */
    private static final int FEW_CONNECTIONS = 4;

    private static final double ALL = 100;

    private final Options options;

    WarmUp(Options options) {
        this.options = options;
    }

    /**
     * How a turn went.
     *
     * @param perSecond answers; none if some were refused
     * @param compiling the share of the time in which a compiler was at work
     */
    private record Turn(double perSecond, double compiling) {}

    /** Whether the service was warm before the time was over. */
    boolean warms(String work, Site site, Job job, List<Integer> numbersOfConnections) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.longestWarmUp());
        turn(work, site, job, FEW_CONNECTIONS, end);
        Map<Integer, Double> fastest = new HashMap<>();
        boolean warm = false;
        while (!warm && System.nanoTime() < end) {
            warm = true;
            for (int connections : numbersOfConnections) {
                Turn last = turn(work, site, job, connections, end);
                double before = fastest.getOrDefault(connections, 0.0);
                boolean refused = last.perSecond() == 0;
                warm &= !refused && last.compiling() < COMPILED && last.perSecond() < before * (1 + FASTER);
                fastest.put(connections, Math.max(before, last.perSecond()));
            }
        }
        if (!warm) {
            System.out.println("Still compiling or getting faster after the warm-up: " + work);
        }
        return warm;
    }

    private static void driver(Job job, int connections, int seconds) {
        try {
            job.floor(connections, seconds);
            job.limit(connections, seconds);
        } catch (InvalidRoundException e) {
            System.out.println("While it warms up: " + e.getMessage());
        }
    }

    private Turn turn(String work, Site site, Job job, int connections, long end) {
        int seconds = options.warmUp();
        int driverSeconds = Math.max(1, seconds / 4);
        job.prepare(seconds, driverSeconds);
        double begin = site.service().compilerSeconds();
        Optional<Measured> measured = job.warmUp(connections, seconds);
        double perSecond = measured.map(Measured::perSecond).orElse(0.0);
        double compiling = (site.service().compilerSeconds() - begin) / seconds;
        System.out.printf(
                "%-8s warms up, %3d connections: %,7.0f/s, compilers at work %.0f %% of the time%n",
                work, connections, perSecond, ALL * compiling);
        if (measured.isPresent()) {
            driver(job, connections, driverSeconds);
        }
        site.settle();
        site.service().awaitCompilers(end);
        return new Turn(perSecond, compiling);
    }
}
