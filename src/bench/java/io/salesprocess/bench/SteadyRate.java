package io.salesprocess.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** How long a transition takes when they come at a steady rate, whether the service keeps up or not. */
final class SteadyRate {

    private static final double PERCENTILE = 99;
    private static final int TIMES_LONGER = 6;

    private final Options options;
    private final Site site;
    private final ReadyDeals deals;
    private final Attempts attempts;
    private final int seconds;
    private final int needed;
    private final List<Measured> rounds = new ArrayList<>();
    private Path lines;

    SteadyRate(Options options, Site site, Attempts attempts) {
        this.attempts = attempts;
        this.options = options;
        this.site = site;
        this.deals = new ReadyDeals(site);
        this.seconds = TIMES_LONGER * options.seconds();
        this.needed = OpenLoop.needed(options.rate(), seconds);
    }

    List<Figure> measure() {
        Advance advance = new Advance(site);
        advance.prepare(options.warmUp(), 0);
        advance.warmUp(8, options.warmUp());
        List<Double> others = new ArrayList<>();
        for (int i = 0; i < options.rounds(); i++) {
            Attempts.Outcome<Measured> outcome = attempts.measure(this::prepare, this::round);
            rounds.add(outcome.result());
            others.add(outcome.others());
        }
        Spread spread = Spread.of(rounds.stream().map(round -> round.latencyAt(PERCENTILE)));
        return List.of(new Figure(
                "p99 of advance at %d a second, open loop, %,d deals".formatted(options.rate(), site.size()),
                "",
                "%.1f ms".formatted(spread.median()),
                spread,
                Bar.atMost(15, "ms"),
                Attempts.disturbance(Spread.of(others.stream()))));
    }

    /** What each round came to. */
    List<Measured> rounds() {
        return rounds;
    }

    private void prepare() {
        lines = site.lines("steady.txt", deals.steps(needed).subList(0, needed));
        site.settle();
    }

    private Measured round() {
        long before = deals.events();
        ProcessBuilder sender = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OpenLoop.class.getName(),
                site.service().url(),
                Integer.toString(options.rate()),
                Integer.toString(seconds),
                "steady-" + Clock.systemUTC().instant().toEpochMilli(),
                lines.toString()));
        sender.environment().put("AUTHORIZATION", site.service().authorization());
        Measured measured = site.service().load(sender);
        if (measured.refused() > 0) {
            throw new InvalidRoundException(measured.refused() + " transitions were not answered as they should be.");
        }
        if (deals.events() - before != needed) {
            throw new InvalidRoundException(
                    "Of " + needed + " transitions, " + (deals.events() - before) + " are there.");
        }
        return measured;
    }
}
