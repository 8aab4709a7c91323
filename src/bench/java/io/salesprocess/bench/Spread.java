package io.salesprocess.bench;

import java.util.List;
import java.util.stream.Stream;

/** What several rounds came to: the median, the lowest and the highest. */
record Spread(double median, double lowest, double highest) {

    static Spread of(Stream<Double> values) {
        List<Double> sorted = values.sorted().toList();
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
