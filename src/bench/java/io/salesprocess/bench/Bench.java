package io.salesprocess.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures the packaged service; {@code src/bench/run} tells how. */
public final class Bench {

    private Bench() {}

    public static void main(String... arguments) {
        Options options = new Options(arguments);
        Wrk.mustBeThere();
        boolean complete = true;
        for (Path directory : options.directories()) {
            Report report = measure(options, directory);
            System.out.println(report.markdown());
            complete &= report.isComplete();
        }
        if (!complete) {
            System.exit(1);
        }
    }

    private static Report measure(Options options, Path directory) {
        try (Cleanup cleanup = new Cleanup()) {
            List<Site> sites = new ArrayList<>();
            for (int size : options.sizes()) {
                sites.add(new Site(options, directory, size, cleanup));
            }
            return measure(options, directory, sites);
        }
    }

    private static Report measure(Options options, Path directory, List<Site> sites) {
        Site smallest = sites.get(0);
        Site largest = sites.get(sites.size() - 1);
        Attempts attempts = new Attempts(options.others(), sites);
        Report report = new Report(Machine.facts(options, directory, largest), options.output());
        Speed speed = new Speed(options, sites, attempts);
        SteadyRate steady = new SteadyRate(options, largest, attempts);
        for (Speed.Work work : Speed.work()) {
            row(options, report, work.name(), () -> report.addSeries(speed.measure(work)));
        }
        List<Series> series = report.series();
        report.add(Growth.figures(series, smallest.size(), largest.size()));
        row(options, report, "pages", () -> report.add(new Pages(options, largest, attempts).measure()));
        row(options, report, "insights", () -> report.add(new Insights(largest).measure()));
        row(options, report, "p99", () -> report.add(steady.measure()));
        row(options, report, "start", () -> report.add(new Starts(options, largest, attempts).measure()));
        row(options, report, "wal", () -> report.add(new Wal(options, largest, attempts).measure()));
        row(options, report, "restart", () -> report.add(new Restarts(options, largest, attempts).measure()));
        row(options, report, "memory", () -> report.add(new Memory(options, largest).measure()));
        if (!series.isEmpty()) {
            report.add("latency.svg", Pictures.latency(series, steady.rounds(), options.rate()));
        }
        if (sites.size() > 1) {
            report.add("size.svg", Pictures.size(series));
        }
        return report;
    }

    /** Measures a row if it is wanted. If all its attempts were disturbed, the table says so, and the others go on. */
    private static void row(Options options, Report report, String name, Runnable measurement) {
        if (!options.wants(name)) {
            return;
        }
        try {
            measurement.run();
        } catch (InvalidRoundException e) {
            System.out.println("Not measured: " + name + ": " + e.getMessage());
            report.addFailure(name, e.getMessage());
        }
    }
}
