package io.salesprocess.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures the packaged service; {@code src/bench/run} tells how. */
public final class Bench {

    private Bench() {}

    public static void main(String... arguments) {
        Options options = new Options(arguments);
        Wrk.mustBeThere();
        for (Path directory : options.directories()) {
            System.out.println(measure(options, directory).markdown());
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
        Map<String, String> facts = Machine.facts(options, directory, largest);
        Attempts attempts = new Attempts(options.others(), sites);
        Report report = new Report(facts, options.output());
        Speed speed = new Speed(options, sites, attempts);
        Speed.work().stream()
                .filter(work -> options.wants(work.name()))
                .forEach(work -> report.addSeries(speed.measure(work)));
        List<Series> series = report.series();
        report.add(Growth.figures(series, smallest.size(), largest.size()));
        if (options.wants("pages")) {
            report.add(new Pages(options, largest, attempts).measure());
        }
        if (options.wants("insights")) {
            report.add(new Insights(largest).measure());
        }
        SteadyRate steady = new SteadyRate(options, largest, attempts);
        if (options.wants("p99")) {
            report.add(steady.measure());
        }
        if (options.wants("start")) {
            report.add(new Starts(options, largest, attempts).measure());
        }
        if (options.wants("memory")) {
            report.add(new Memory(options, largest).measure());
        }
        if (!series.isEmpty()) {
            report.add("latency.svg", Pictures.latency(series, steady.rounds(), options.rate()));
        }
        if (sites.size() > 1) {
            report.add("size.svg", Pictures.size(series));
        }
        return report;
    }
}
