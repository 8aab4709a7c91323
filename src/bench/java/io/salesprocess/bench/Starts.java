package io.salesprocess.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From the beginning of the process until the service says that it is ready; the database is there and filled. */
final class Starts {

    private static final Bar BAR = Bar.atMost(2.5, "s");

    private final Options options;
    private final Site site;
    private final Attempts attempts;

    Starts(Options options, Site site, Attempts attempts) {
        this.attempts = attempts;
        this.options = options;
        this.site = site;
    }

    List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        figures.add(measure(options.java(), options.javaOptions()));
        options.newerJava().ifPresent(java -> figures.add(measure(java, options.newerJavaOptions())));
        site.restart();
        return figures;
    }

    private Figure measure(Path java, List<String> javaOptions) {
        // The first reads the package from the disk.
        site.restart(java, javaOptions);
        List<Attempts.Outcome<Double>> rounds = new ArrayList<>();
        for (int i = 0; i < options.rounds(); i++) {
            rounds.add(attempts.measure(() -> {
                site.restart(java, javaOptions);
                return site.service().startSeconds();
            }));
        }
        Spread spread = Spread.of(rounds.stream().map(Attempts.Outcome::result));
        String with = javaOptions.isEmpty() ? "" : " with " + String.join(" ", javaOptions);
        return new Figure(
                "start to ready, " + Machine.version(java) + with,
                "",
                "%.2f s".formatted(spread.median()),
                spread,
                BAR,
                Attempts.disturbance(Spread.of(rounds.stream().map(Attempts.Outcome::others))));
    }
}
