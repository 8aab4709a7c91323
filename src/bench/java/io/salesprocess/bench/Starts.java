package io.salesprocess.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From the beginning of the process until the service says that it is ready; the database is there and filled. */
final class Starts {

    private static final Bar BAR = Bar.atMost(2.5, "s");

    private final Options options;
    private final Site site;

    Starts(Options options, Site site) {
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
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i <= options.rounds(); i++) {
            site.restart(java, javaOptions);
            // The first reads the package from the disk.
            if (i > 0) {
                seconds.add(site.service().startSeconds());
            }
        }
        Spread spread = Spread.of(seconds.stream());
        String with = javaOptions.isEmpty() ? "" : " with " + String.join(" ", javaOptions);
        return new Figure(
                "start to ready, " + Machine.version(java) + with,
                "",
                "%.2f s".formatted(spread.median()),
                spread,
                BAR,
                "");
    }
}
