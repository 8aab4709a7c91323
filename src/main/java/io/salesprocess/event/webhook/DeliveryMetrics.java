package io.salesprocess.event.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.salesprocess.event.webhook.wire.Answer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Measures how long receivers take, and how long messages wait. */
@Singleton
class DeliveryMetrics {

    private final MeterRegistry registry;
    private final Clock clock;
    private volatile Instant waitingSince;

    DeliveryMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        registry.gauge("salesprocess.webhooks.lag.seconds", this, DeliveryMetrics::lag);
    }

    void note(Answer answer) {
        registry.timer("salesprocess.webhooks.attempts", "outcome", answer.isAccepted() ? "delivered" : "failed")
                .record(answer.took());
    }

    /** @param since since when the oldest message of an enabled webhook waits; null if there is none */
    void waitingSince(Instant since) {
        waitingSince = since;
    }

    private double lag() {
        Instant since = waitingSince;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }
}
