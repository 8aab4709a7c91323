package io.salesprocess.deal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.salesprocess.deal.domain.Refusal;
import io.salesprocess.deal.history.StoredEvent;
import io.salesprocess.platform.database.AfterCommit;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what happens to deals, and what is refused. The names of kinds are all that metrics learn. */
@Singleton
class DealMetrics {

    private final MeterRegistry registry;
    private final AfterCommit afterCommit;
    private final Map<String, Counter> events = new ConcurrentHashMap<>();

    DealMetrics(MeterRegistry registry, AfterCommit afterCommit) {
        this.registry = registry;
        this.afterCommit = afterCommit;
    }

    /** These events are about to be committed; they count once they are. */
    void happened(List<StoredEvent> happened) {
        afterCommit.run(() -> happened.forEach(event -> counter(event.type()).increment()));
    }

    void refused(Refusal refusal) {
        registry.counter("salesprocess.deal.refusals", "kind", refusal.kind()).increment();
    }

    private Counter counter(String type) {
        return events.computeIfAbsent(type, name -> registry.counter("salesprocess.deal.events", "type", name));
    }
}
