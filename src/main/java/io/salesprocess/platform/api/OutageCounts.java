package io.salesprocess.platform.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/** Counts responses with {@code 503}, by cause. All causes are there from the start, so that the first of a kind is a change. */
@Singleton
public class OutageCounts {

    private final Map<Outage, Counter> counters = new EnumMap<>(Outage.class);

    OutageCounts(MeterRegistry registry) {
        for (Outage outage : Outage.values()) {
            counters.put(outage, registry.counter("salesprocess.http.unavailable", "cause", outage.slug()));
        }
    }

    /** Counts a response. */
    public void count(Outage outage) {
        counters.get(outage).increment();
    }
}
