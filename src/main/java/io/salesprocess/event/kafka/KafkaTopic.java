package io.salesprocess.event.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;

/** A topic of Kafka, written in the structured mode of CloudEvents by an idempotent producer that waits for all replicas. */
final class KafkaTopic implements EventTopic {

    private static final byte[] CONTENT_TYPE =
            "application/cloudevents+json; charset=utf-8".getBytes(StandardCharsets.UTF_8);

    /** What the client says if name servers do not know the brokers, or are away. */
    private static final String UNKNOWN_NAMES = "No resolvable bootstrap urls";

    private final String name;
    private final Duration patience;
    private final Producer<String, String> producer;

    private KafkaTopic(String name, Duration patience, Producer<String, String> producer) {
        this.name = name;
        this.patience = patience;
        this.producer = producer;
    }

    /** Refuses what the client does not understand. Whether brokers can be reached does not matter. */
    static void check(KafkaSettings settings) {
        try {
            new KafkaProducer<String, String>(properties(settings)).close(Duration.ZERO);
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String words = String.valueOf(cause.getMessage());
            if (!words.contains(UNKNOWN_NAMES)) {
                throw new IllegalArgumentException(
                        "The settings of Kafka (salesprocess.events.kafka) are not valid: " + words, e);
            }
        }
    }

    /** Connects when there is something to write. */
    static EventTopic open(KafkaSettings settings) {
        return new KafkaTopic(
                settings.topic(), settings.patience(), new KafkaProducer<String, String>(properties(settings)));
    }

    private static Map<String, Object> properties(KafkaSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "salesprocess");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.put(ProducerConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        properties.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        // So that it fits into the patience below.
        properties.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Long.toString(settings.patience().toMillis() / 2));
        properties.putAll(settings.client());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.servers());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        properties.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Long.toString(settings.patience().toMillis()));
        properties.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                Long.toString(settings.patience().toMillis() / 2));
        return properties;
    }

    /**
     * In waves, of which each has one message of a key: if several were under way and the first failed, the others could be stored all
     * the same, and their order would be lost.
     */
    @Override
    public Written write(List<Message> messages) {
        BitSet acknowledged = new BitSet(messages.size());
        Exception failure = null;
        long end = System.nanoTime() + patience.toNanos();
        for (List<Integer> wave : waves(messages)) {
            if (System.nanoTime() - end > 0) {
                // The rest is written next time.
                break;
            }
            failure = write(messages, wave, acknowledged);
            if (failure != null) {
                break;
            }
        }
        return new Written(acknowledged.nextClearBit(0), failure);
    }

    private static List<List<Integer>> waves(List<Message> messages) {
        List<List<Integer>> waves = new ArrayList<>();
        Map<String, Integer> before = new HashMap<>();
        for (int i = 0; i < messages.size(); i++) {
            int wave = before.merge(messages.get(i).key(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(i);
        }
        return waves;
    }

    private Exception write(List<Message> messages, List<Integer> wave, BitSet acknowledged) {
        Map<Integer, Future<?>> sent = new LinkedHashMap<>();
        Exception failure = null;
        for (int place : wave) {
            try {
                Future<?> one = producer.send(record(messages.get(place)));
                sent.put(place, one);
                // If it has waited in vain for the topic to be known, or for room, the next one would wait as long.
                failure = one.isDone() ? outcome(one, messages.get(place)) : null;
            } catch (KafkaException | IllegalStateException e) {
                failure = e;
            }
            if (failure != null) {
                break;
            }
        }
        for (Map.Entry<Integer, Future<?>> one : sent.entrySet()) {
            Exception of = outcome(one.getValue(), messages.get(one.getKey()));
            if (of == null) {
                acknowledged.set(one.getKey());
            } else if (failure == null) {
                failure = of;
            }
        }
        return failure;
    }

    /** Why it was not stored, once that is known; null if it was. */
    private Exception outcome(Future<?> sent, Message message) {
        try {
            sent.get(patience.toMillis() * 2, TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                return new TooLarge(message, tooLarge);
            }
            if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException late) {
                return new Unanswered(late);
            }
            return e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            return e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e;
        }
    }

    private ProducerRecord<String, String> record(Message message) {
        ProducerRecord<String, String> record = new ProducerRecord<>(name, message.key(), message.envelope());
        record.headers().add("content-type", CONTENT_TYPE);
        return record;
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }

    /** The client does not tell which of the two it is. */
    private static final class Unanswered extends Exception {

        Unanswered(org.apache.kafka.common.errors.TimeoutException cause) {
            super("the brokers do not respond, or there is no such topic", cause);
        }
    }

    /** Nothing that comes after it is written, until it fits. */
    private static final class TooLarge extends Exception {

        TooLarge(Message message, RecordTooLargeException cause) {
            super(
                    "an event of deal %s has %d characters, and %s. Raise max.message.bytes of the topic, or"
                                    .formatted(message.key(), message.envelope().length(), cause.getMessage())
                            + " salesprocess.events.kafka.client.max.request.size",
                    cause);
        }
    }
}
