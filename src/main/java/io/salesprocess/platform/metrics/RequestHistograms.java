package io.salesprocess.platform.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/**
 * Gives the durations of requests buckets, so that percentiles can be computed over any time and any number of instances. Few
 * and fixed: each bucket is a time series for every operation and status.
 */
@Singleton
public class RequestHistograms implements MeterFilter {

    private static final String REQUESTS = "http.server.requests";

    /** Milliseconds. Close together where requests should end, and at the two seconds in which each gets a response. */
    private static final double[] BUCKETS = {1, 2.5, 5, 10, 15, 25, 50, 100, 250, 500, 1_000, 2_000, 5_000};

    private static final DistributionStatisticConfig HISTOGRAM = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(DoubleStream.of(BUCKETS)
                    .map(millis -> millis * TimeUnit.MILLISECONDS.toNanos(1))
                    .toArray())
            .build();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals(REQUESTS) ? HISTOGRAM.merge(config) : config;
    }
}
