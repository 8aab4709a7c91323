package io.salesprocess.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** How fast the service is in the first seconds of load after a restart, against its speed once it is warm. */
final class Restarts {

    private static final int SECONDS = 20;
    private static final int FIRST_WITH_AOT_CACHE = 25;
    private static final double ROOM = 1.2;
    private static final Bar BAR = Bar.atLeast(0.80);

    private final Options options;
    private final Site site;
    private final Attempts attempts;
    private final int connections;

    Restarts(Options options, Site site, Attempts attempts) {
        this.options = options;
        this.site = site;
        this.attempts = attempts;
        this.connections = options.connections().get(0);
    }

    List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        figures.add(measure(options.java(), options.javaOptions()));
        options.newerJava().ifPresent(java -> figures.add(measure(java, options.newerJavaOptions())));
        site.restart();
        return figures;
    }

    private Figure measure(Path java, List<String> javaOptions) {
        site.restart(java, javaOptions);
        Job advance = new Advance(site);
        boolean warm = new WarmUp(options).warms("restart", site, advance, List.of(connections));
        List<Double> others = new ArrayList<>();
        List<Double> finals = new ArrayList<>();
        for (int i = 0; i < options.rounds(); i++) {
            Attempts.Outcome<Measured> outcome = attempts.measure(
                    () -> advance.prepare(options.seconds(), 0), () -> advance.service(connections, options.seconds()));
            finals.add(outcome.result().perSecond());
            others.add(outcome.others());
        }
        Spread last = Spread.of(finals.stream());
        List<Measured> firsts = new ArrayList<>();
        for (int i = 0; i < options.rounds(); i++) {
            // Made before the restart, and every deal moves once: a refused step does not make others fail.
            ReadyDeals deals = new ReadyDeals(site);
            Path steps = site.lines("restart.txt", deals.firstSteps((int) (ROOM * SECONDS * last.highest())));
            site.settle();
            Attempts.Outcome<Measured> outcome =
                    attempts.measure(() -> site.restart(java, javaOptions), () -> first(deals, steps));
            firsts.add(outcome.result());
            others.add(outcome.others());
            System.out.printf(
                    "restart  %3d connections: %,7.0f/s in the first %d s, %,d refused; warm %,7.0f/s%n",
                    connections,
                    outcome.result().perSecond(),
                    SECONDS,
                    outcome.result().refused(),
                    last.median());
        }
        return new Figure(
                "advance in the first %d s after a restart against warm, %,d deals, %d connections, %s"
                        .formatted(SECONDS, site.size(), connections, Machine.version(java)),
                Report.rate(last),
                Report.rate(Spread.of(firsts.stream().map(Measured::perSecond)))
                        + ", refused "
                        + firsts.stream().mapToLong(Measured::refused).sum(),
                Spread.of(firsts.stream().map(first -> first.perSecond() / last.median())),
                Machine.release(java) < FIRST_WITH_AOT_CACHE ? null : BAR,
                Attempts.disturbance(Spread.of(others.stream())) + (warm ? "" : ", still getting faster"));
    }

    /** What is refused counts as not done. Of what was refused for lack of time, some may be done all the same. */
    private Measured first(ReadyDeals deals, Path steps) {
        long before = deals.events();
        Measured measured = Wrk.sendAny(
                site.service(),
                connections,
                SECONDS,
                "advance",
                steps,
                "restart-" + Clock.systemUTC().instant().toEpochMilli());
        long there = deals.events() - before;
        if (there < measured.operations() || there > measured.operations() + measured.refused() + connections) {
            throw new InvalidRoundException(
                    measured.operations() + " transitions were acknowledged, and there are " + there + " events");
        }
        return measured;
    }
}
