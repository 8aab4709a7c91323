package io.salesprocess.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of one round.
 *
 * @param operations that were acknowledged
 * @param refused answers that were no success
 * @param latency in microseconds, by percentile
 */
record Measured(long operations, long refused, double seconds, Map<Double, Long> latency) {

    /** The percentiles that are kept. */
    static final double[] PERCENTILES = {
        1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 75, 80, 85, 90, 92.5, 95, 97, 98, 99, 99.5, 99.8, 99.9, 99.95, 99.99, 100
    };

    double perSecond() {
        return operations / seconds;
    }

    /** In milliseconds. */
    double latencyAt(double percentile) {
        return latency.get(percentile) / 1e3;
    }

    static Measured of(long[] micros, double seconds) {
        return new Measured(micros.length, 0, seconds, latency(micros));
    }

    static Map<Double, Long> latency(long[] micros) {
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        Map<Double, Long> latency = new TreeMap<>();
        for (double percentile : PERCENTILES) {
            int place = (int) Math.ceil(percentile / 100 * sorted.length) - 1;
            latency.put(percentile, sorted.length == 0 ? 0 : sorted[Math.max(0, place)]);
        }
        return latency;
    }
}
