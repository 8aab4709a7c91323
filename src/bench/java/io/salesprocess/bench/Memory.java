package io.salesprocess.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the service keeps in memory, soon after its start and under load. */
final class Memory {

    private static final int FEW_CONNECTIONS = 4;
    private static final int CONNECTIONS = 32;
    private static final int SAMPLE_MILLIS = 500;
    private static final double MEGABYTE = 1e6;

    /** A service that has just started is not idle yet. */
    private static final int IDLE_MILLIS = 15_000;

    private final Options options;
    private final Site site;

    Memory(Options options, Site site) {
        this.options = options;
        this.site = site;
    }

    List<Figure> measure() {
        site.restart();
        sleep(IDLE_MILLIS);
        Spread idle = Spread.of(List.of(site.service().memory() / MEGABYTE).stream());
        List<Double> samples = new ArrayList<>();
        Thread sampler = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                samples.add(site.service().memory() / MEGABYTE);
                sleep(SAMPLE_MILLIS);
            }
        });
        sampler.setDaemon(true);
        sampler.start();
        for (Speed.Work work : Speed.work()) {
            Job job = work.job().apply(site);
            // One after the other, as a service that has just started would refuse what takes too long.
            for (int connections : List.of(FEW_CONNECTIONS, CONNECTIONS)) {
                job.prepare(options.warmUp(), 0);
                job.warmUp(connections, options.warmUp());
            }
        }
        sampler.interrupt();
        join(sampler);
        Spread loaded = Spread.of(samples.stream());
        return List.of(
                figure("resident memory when idle", idle.highest(), idle, 220),
                figure("resident memory under load, at its highest", loaded.highest(), loaded, 420));
    }

    private static Figure figure(String name, double megabytes, Spread samples, double most) {
        return new Figure(
                name,
                "",
                "%.0f MB".formatted(megabytes),
                new Spread(megabytes, samples.lowest(), samples.highest()),
                Bar.atMost(most, "MB"),
                "");
    }

    private static void sleep(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
