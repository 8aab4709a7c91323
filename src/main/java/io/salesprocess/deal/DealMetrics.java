package io.salesprocess.deal;

import io.micrometer.core.instrument.MeterRegistry;
import io.salesprocess.deal.domain.Refusal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** Counts what happens to deals, and what is refused. The names of kinds are all that metrics learn. */
@Singleton
class DealMetrics {

    private final MeterRegistry registry;

    DealMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** These events are about to be committed; one that is rolled back after all is counted as well. */
    void happened(List<StoredEvent> events) {
        events.forEach(event -> registry.counter("salesprocess.deal.events", "type", event.type())
                .increment());
    }

    void refused(Refusal refusal) {
        String kind = refusal.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
        registry.counter("salesprocess.deal.refusals", "kind", kind).increment();
    }
}
