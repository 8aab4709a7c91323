package io.salesprocess.event.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.salesprocess.event.EventFeed;
import io.salesprocess.event.FeedCursors;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.kernel.Ids;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.Config;

/** Has events written to Kafka where it is configured. Otherwise there is neither a thread nor a class of Kafka. */
@Singleton
class KafkaStart {

    private final EventFeed feed;
    private final FeedCursors cursors;
    private final TopicStore store;
    private final Json json;
    private final Ids ids;
    private final Clock clock;
    private KafkaRelay relay;

    KafkaStart(EventFeed feed, FeedCursors cursors, TopicStore store, Json json, Ids ids, Clock clock) {
        this.feed = feed;
        this.cursors = cursors;
        this.store = store;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event, Config config, MeterRegistry registry) {
        KafkaSettings.of(config).ifPresent(settings -> {
            KafkaTopic.check(settings);
            relay = relay(settings);
            registry.gauge("salesprocess.events.kafka.lag.seconds", relay, KafkaRelay::lag);
            relay.start();
        });
    }

    void onStop(@Observes ShutdownEvent event) {
        if (relay != null) {
            relay.stop();
        }
    }

    KafkaRelay relay(KafkaSettings settings) {
        return new KafkaRelay(settings, () -> KafkaTopic.open(settings), feed, cursors, store, json, ids, clock);
    }
}
