package io.salesprocess.bench;

import java.util.ArrayList;
import java.util.List;

/** The same work where much is stored, against where little is. */
final class Growth {

    private static final Bar BAR = Bar.atLeast(0.85);

    private Growth() {}

    /** Compares the series of the largest size with those of the smallest. */
    static List<Figure> figures(List<Series> series, int smallest, int largest) {
        List<Figure> figures = new ArrayList<>();
        for (Series large : series) {
            if (large.size() != largest || smallest == largest) {
                continue;
            }
            Series small = series.stream()
                    .filter(each -> each.size() == smallest
                            && each.work().equals(large.work())
                            && each.connections() == large.connections())
                    .findFirst()
                    .orElseThrow();
            figures.add(new Figure(
                    "%s with %,d deals against %,d, %d connections"
                            .formatted(large.work(), largest, smallest, large.connections()),
                    Report.rate(small.service()),
                    Report.rate(large.service()),
                    large.comparedWith(small),
                    BAR,
                    ""));
        }
        return figures;
    }
}
