package io.salesprocess.event.kafka;

import io.salesprocess.platform.api.HyphenatedEnums;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Where events are written to, and how.
 *
 * @param servers brokers to begin with, as {@code host:port}, separated by commas
 * @param start where a topic begins that has not been written to
 * @param client what is handed to the Kafka client as it stands
 * @param every how often it is looked for events
 * @param patience how long brokers may take to acknowledge
 */
record KafkaSettings(
        String servers, String topic, Start start, Map<String, String> client, Duration every, Duration patience) {

    private static final String PREFIX = "salesprocess.events.kafka.";
    private static final String CLIENT = PREFIX + "client.";

    /** As the environment has it. */
    private static final String CLIENT_VARIABLE = variable(CLIENT);

    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What the promises rest on, or what has a setting of its own. */
    private static final Set<String> FIXED = Set.of(
            "bootstrap.servers",
            "acks",
            "enable.idempotence",
            "key.serializer",
            "value.serializer",
            "delivery.timeout.ms",
            "max.block.ms",
            "transactional.id",
            "partitioner.class",
            "partitioner.ignore.keys");

    private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    KafkaSettings {
        client = Map.copyOf(client);
        if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
            throw new IllegalArgumentException(
                    PREFIX + "topic must have up to 249 letters, digits, dots, underscores and hyphens.");
        }
    }

    /** Where a topic begins that has not been written to. */
    enum Start {
        /** With the first event of history. */
        BEGINNING,
        /** With the first event that is committed from now on. */
        NOW
    }

    /** Empty unless brokers are configured. */
    static Optional<KafkaSettings> of(Config config) {
        return config.getOptionalValue(PREFIX + "bootstrap-servers", String.class)
                .map(servers -> new KafkaSettings(
                        servers,
                        config.getValue(PREFIX + "topic", String.class),
                        start(config.getValue(PREFIX + "start", String.class)),
                        client(config),
                        EVERY,
                        PATIENCE));
    }

    private static Start start(String name) {
        for (Start start : Start.values()) {
            if (HyphenatedEnums.nameOf(start).equals(name)) {
                return start;
            }
        }
        throw new IllegalArgumentException(PREFIX + "start must be beginning or now, and not " + name + ".");
    }

    private static Map<String, String> client(Config config) {
        Map<String, String> client = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            String property = null;
            if (name.startsWith(CLIENT)) {
                property = name.substring(CLIENT.length());
            } else if (name.startsWith(CLIENT_VARIABLE)) {
                // Names of Kafka have dots only, so it is known what an underscore stands for.
                property = name.substring(CLIENT_VARIABLE.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
            }
            if (property != null) {
                if (FIXED.contains(property)) {
                    throw new IllegalArgumentException(
                            CLIENT + property + " cannot be set: what is promised rests on its value.");
                }
                config.getOptionalValue(CLIENT + property, String.class)
                        .or(() -> config.getOptionalValue(name, String.class))
                        .ifPresent(putInto(client, property));
            }
        }
        return client;
    }

    private static java.util.function.Consumer<String> putInto(Map<String, String> client, String property) {
        return value -> client.put(property, value);
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
