package io.salesprocess.event.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salesprocess.event.kafka.KafkaSettings.Start;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** What operators can say about Kafka. */
class KafkaSettingsTest {

    private static final Map<String, String> DEFAULTS = Map.of(
            "salesprocess.events.kafka.topic", "salesprocess.events", "salesprocess.events.kafka.start", "beginning");

    @Test
    void kafka_is_off_without_brokers() {
        assertThat(KafkaSettings.of(config(Map.of(), Map.of()))).isEmpty();
    }

    @Test
    void settings_of_the_client_are_handed_on_from_files_and_the_environment() {
        KafkaSettings settings = KafkaSettings.of(config(
                        Map.of(
                                "salesprocess.events.kafka.bootstrap-servers", "kafka-1:9092,kafka-2:9092",
                                "salesprocess.events.kafka.start", "now",
                                "salesprocess.events.kafka.client.compression.type", "gzip",
                                "salesprocess.events.kafka.client.security.protocol", "SSL"),
                        Map.of(
                                "SALESPROCESS_EVENTS_KAFKA_TOPIC", "deals",
                                "SALESPROCESS_EVENTS_KAFKA_CLIENT_SECURITY_PROTOCOL", "SASL_SSL",
                                "SALESPROCESS_EVENTS_KAFKA_CLIENT_SASL_MECHANISM", "PLAIN")))
                .orElseThrow();

        assertThat(settings.servers()).isEqualTo("kafka-1:9092,kafka-2:9092");
        assertThat(settings.topic()).isEqualTo("deals");
        assertThat(settings.start()).isEqualTo(Start.NOW);
        assertThat(settings.client())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("compression.type", "gzip", "security.protocol", "SASL_SSL", "sasl.mechanism", "PLAIN"));
    }

    @Test
    void what_promises_rest_on_cannot_be_set_and_what_the_client_does_not_understand_is_refused() {
        assertThatThrownBy(() -> KafkaSettings.of(with("salesprocess.events.kafka.client.acks", "1")))
                .hasMessageContaining("salesprocess.events.kafka.client.acks cannot be set");
        assertThatThrownBy(() -> KafkaSettings.of(with("salesprocess.events.kafka.start", "yesterday")))
                .hasMessageContaining("must be beginning or now, and not yesterday");
        assertThatThrownBy(() -> KafkaSettings.of(with("salesprocess.events.kafka.topic", "sales events")))
                .hasMessageContaining("salesprocess.events.kafka.topic must have");
        for (Map.Entry<String, String> wrong : Map.of(
                        "security.protocol",
                        "TELNET",
                        "request.timeout.ms",
                        "60000",
                        "batch.size",
                        "large",
                        "sasl.login.class",
                        "none.Such")
                .entrySet()) {
            KafkaSettings settings = KafkaSettings.of(
                            with("salesprocess.events.kafka.client." + wrong.getKey(), wrong.getValue()))
                    .orElseThrow();
            assertThatThrownBy(() -> KafkaTopic.check(settings))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("salesprocess.events.kafka");
        }
        KafkaTopic.check(KafkaSettings.of(with("salesprocess.events.kafka.bootstrap-servers", "unknown.invalid:9092"))
                .orElseThrow());
        KafkaSettings noAddress = KafkaSettings.of(with("salesprocess.events.kafka.bootstrap-servers", "kafka"))
                .orElseThrow();
        assertThatThrownBy(() -> KafkaTopic.check(noAddress)).hasMessageContaining("bootstrap.servers");
    }

    private static Config with(String name, String value) {
        Map<String, String> settings = new HashMap<>();
        settings.put("salesprocess.events.kafka.bootstrap-servers", "localhost:9092");
        settings.put(name, value);
        return config(settings, Map.of());
    }

    private static Config config(Map<String, String> file, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(DEFAULTS);
        all.putAll(file);
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "file", 100), new EnvConfigSource(environment, 300))
                .build();
    }
}
