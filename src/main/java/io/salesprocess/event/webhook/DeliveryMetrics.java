package io.salesprocess.event.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.salesprocess.event.webhook.wire.Answer;
import jakarta.inject.Singleton;

/** Counts attempts and measures how long receivers take. */
@Singleton
class DeliveryMetrics {

    private final MeterRegistry registry;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void note(Answer answer) {
        registry.timer("salesprocess.webhooks.attempts", "outcome", answer.isAccepted() ? "delivered" : "failed")
                .record(answer.took());
    }
}
