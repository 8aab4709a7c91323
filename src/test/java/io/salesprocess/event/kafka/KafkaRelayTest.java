package io.salesprocess.event.kafka;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.event.EventFeed;
import io.salesprocess.event.FeedCursors;
import io.salesprocess.event.kafka.KafkaSettings.Start;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.openapi.Contract;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.KafkaBroker;
import io.salesprocess.testkit.LogCapture;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rule 17 for readers of a topic: every event at least once, in order per deal, whatever crashes on either side. */
@QuarkusTest
class KafkaRelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How long brokers have to acknowledge. */
    private static final Duration LONG = Duration.ofSeconds(10);

    /** The same where a test waits for that. A killed instance's lease ends after three times as long. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static KafkaBroker broker;

    @TestHTTPResource("/")
    URI service;

    @Inject
    EventFeed feed;

    @Inject
    FeedCursors cursors;

    @Inject
    TopicStore store;

    @Inject
    Json json;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Inject
    Sql sql;

    private final List<KafkaRelay> relays = new ArrayList<>();
    private final String topic = "events-" + UUID.randomUUID();

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new KafkaBroker(Path.of("target", "kafka-tests"));
        broker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void stopRelays() {
        relays.forEach(KafkaRelay::stop);
        sql.update("DELETE FROM kafka_topic WHERE name = ?", topic);
    }

    @Test
    void events_are_in_the_topic_as_they_are_in_the_feed_and_in_order_per_deal() throws Exception {
        broker.create(topic, Map.of());
        KafkaRelay first = start(Start.NOW);
        eventually(() -> store.find(topic).isPresent());
        List<UUID> deals = List.of(Sales.deal(), Sales.deal(), Sales.deal());
        deals.forEach(deal -> ask(deal, 4));

        List<ConsumerRecord<String, String>> records = readAll(deals);

        Http http = new Http(service);
        for (UUID deal : deals) {
            List<ConsumerRecord<String, String>> own = of(deal, records);
            assertThat(own)
                    .extracting(ConsumerRecord::partition)
                    .containsOnly(own.get(0).partition());
            assertThat(sequences(own)).isEqualTo(upTo(lastSequence(deal)));
            List<JsonNode> feedItems = new ArrayList<>();
            http.get("/v1/events?dealId=" + deal).body().path("items").forEach(feedItems::add);
            assertThat(own.stream().map(KafkaRelayTest::tree)).isEqualTo(feedItems);
            for (ConsumerRecord<String, String> record : own) {
                assertThat(new String(
                                record.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8))
                        .isEqualTo("application/cloudevents+json; charset=utf-8");
                assertThat(new JsonFormat()
                                .deserialize(record.value().getBytes(StandardCharsets.UTF_8))
                                .getSubject())
                        .isEqualTo(record.key());
            }
        }
        // Once the position is recorded, nothing is written again by a new start.
        eventually(() -> first.lag() == 0 && isAtEnd());
        first.stop();
        start(Start.NOW);
        ask(deals.get(0), 1);
        assertThat(sequences(of(deals.get(0), readAll(deals)))).isEqualTo(upTo(lastSequence(deals.get(0))));
    }

    @Test
    void a_topic_begins_with_the_first_event_of_history_unless_it_begins_now() throws Exception {
        broker.create(topic, Map.of());
        UUID deal = Sales.deal();
        String first = new Http(service)
                .get("/v1/events?limit=1")
                .body()
                .path("items")
                .path(0)
                .path("id")
                .asText();
        start(Start.BEGINNING);

        List<ConsumerRecord<String, String>> records = broker.read(
                topic, all -> all.stream().anyMatch(record -> id(record).equals(first)));

        assertThat(records).isNotEmpty();
        assertThat(deal).isNotNull();
    }

    @Test
    void events_wait_for_brokers_that_are_away_and_what_was_said_is_said_once() throws Exception {
        KafkaBroker late = new KafkaBroker(Path.of("target", "kafka-tests"));
        try (LogCapture log = new LogCapture();
                late) {
            KafkaRelay relay = start(settings(late, Start.NOW, SHORT), UnaryOperator.identity());
            eventually(() -> store.find(topic).isPresent());
            UUID deal = Sales.deal();
            ask(deal, 3);
            eventually(() -> relay.lag() > 2 * SHORT.toSeconds());
            get("/v1/deals/" + deal).statusCode(200);
            get("/q/health/ready").statusCode(200);
            assertThat(log.text().lines().filter(line -> line.contains("Events cannot be written")))
                    .singleElement()
                    .asString()
                    .contains(topic);
            late.start();
            late.create(topic, Map.of());

            List<ConsumerRecord<String, String>> records =
                    late.read(topic, all -> sequences(of(deal, all)).size() == lastSequence(deal));

            assertThat(sequences(of(deal, records))).isEqualTo(upTo(lastSequence(deal)));
            eventually(
                    () -> relay.lag() == 0 && log.text().contains("Events are written to topic " + topic + " again"));
            relay.stop();
        }
    }

    @Test
    void events_wait_for_one_that_is_too_large_for_the_topic() throws Exception {
        broker.create(topic, Map.of("max.message.bytes", "300"));
        try (LogCapture log = new LogCapture()) {
            start(settings(broker, Start.NOW, SHORT), UnaryOperator.identity());
            eventually(() -> store.find(topic).isPresent());
            UUID deal = Sales.deal();
            eventually(() -> log.text().contains("Raise max.message.bytes of the topic"));
            assertThat(log.text()).contains("an event of deal " + deal);
            broker.change(topic, "max.message.bytes", "1000000");

            assertThat(sequences(of(deal, readAll(List.of(deal))))).isEqualTo(upTo(lastSequence(deal)));
        }
    }

    @Test
    void what_a_killed_instance_had_written_and_not_recorded_is_written_again_with_the_same_ids() throws Exception {
        broker.create(topic, Map.of());
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean isDead = new AtomicBoolean();
        KafkaRelay killed = start(settings(broker, Start.NOW, SHORT), to -> new EventTopic() {
            @Override
            public Written write(List<Message> messages) {
                Written written = to.write(messages);
                isDead.set(true);
                await(end);
                return written;
            }

            @Override
            public void close() {
                to.close();
            }
        });
        eventually(() -> store.find(topic).isPresent());
        UUID deal = Sales.deal();
        eventually(isDead::get);
        start(settings(broker, Start.NOW, SHORT), UnaryOperator.identity());
        ask(deal, 3);

        List<ConsumerRecord<String, String>> records = readAll(List.of(deal));

        assertThat(new ArrayList<>(new LinkedHashSet<>(sequences(of(deal, records)))))
                .isEqualTo(upTo(lastSequence(deal)));
        assertThat(of(deal, records).stream().filter(record -> sequence(record) == 1))
                .as("written by both")
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(KafkaRelayTest::id)
                .containsOnly(id(of(deal, records).get(0)));
        // Back to life, it notices that another one has taken over, and spoils nothing.
        end.countDown();
        killed.stop();
        ask(deal, 1);
        assertThat(new HashSet<>(sequences(of(deal, readAll(List.of(deal)))))).hasSize((int) lastSequence(deal));
    }

    /** Slow, because other tests have written all of history within a day. */
    @Test
    @Tag("slow")
    void after_a_position_was_lost_history_is_written_again_from_a_day_before() throws Exception {
        broker.create(topic, Map.of());
        KafkaRelay before = start(Start.NOW);
        eventually(() -> store.find(topic).isPresent());
        UUID deal = Sales.deal();
        readAll(List.of(deal));
        eventually(this::isAtEnd);
        before.stop();
        // What a cursor of another database is like.
        sql.update("UPDATE kafka_topic SET position = 'x' || position WHERE name = ?", topic);
        ask(deal, 2);

        start(Start.NOW);
        List<ConsumerRecord<String, String>> records = readAll(List.of(deal));

        assertThat(new ArrayList<>(new LinkedHashSet<>(sequences(of(deal, records)))))
                .isEqualTo(upTo(lastSequence(deal)));
        assertThat(of(deal, records).stream().map(KafkaRelayTest::id).distinct())
                .hasSize((int) lastSequence(deal));
    }

    @Test
    @Tag("slow")
    void brokers_that_stop_and_start_again_and_again_lose_nothing() throws Exception {
        KafkaBroker unsteady = new KafkaBroker(Path.of("target", "kafka-tests"));
        try (unsteady) {
            unsteady.start();
            unsteady.create(topic, Map.of());
            start(settings(unsteady, Start.NOW, SHORT), UnaryOperator.identity());
            start(settings(unsteady, Start.NOW, SHORT), UnaryOperator.identity());
            eventually(() -> store.find(topic).isPresent());
            List<UUID> deals = new ArrayList<>();
            for (int round = 0; round < 4; round++) {
                deals.add(Sales.deal());
                for (int i = 0; i < 50; i++) {
                    ask(deals.get(i % deals.size()), 1);
                    if (i == 20) {
                        unsteady.stop();
                    }
                }
                unsteady.start();
                deals.forEach(deal -> ask(deal, 5));
            }

            List<ConsumerRecord<String, String>> records = unsteady.read(topic, all -> deals.stream()
                    .allMatch(deal -> new HashSet<>(sequences(of(deal, all))).size() == lastSequence(deal)));

            for (UUID deal : deals) {
                List<ConsumerRecord<String, String>> own = of(deal, records);
                assertThat(new ArrayList<>(new LinkedHashSet<>(sequences(own))))
                        .as("first occurrences")
                        .isEqualTo(upTo(lastSequence(deal)));
                assertThat(own.stream().map(KafkaRelayTest::id).distinct()).hasSize((int) lastSequence(deal));
            }
            stopRelays();
        }
    }

    private boolean isAtEnd() {
        return store.find(topic)
                .filter(place -> cursors.write(feed.end()).equals(place.position()))
                .isPresent();
    }

    private List<ConsumerRecord<String, String>> readAll(Collection<UUID> deals) {
        return broker.read(topic, all -> deals.stream()
                .allMatch(deal -> new HashSet<>(sequences(of(deal, all))).size() == lastSequence(deal)));
    }

    private KafkaRelay start(Start start) {
        return start(settings(broker, start, LONG), UnaryOperator.identity());
    }

    private KafkaRelay start(KafkaSettings settings, UnaryOperator<EventTopic> wrapped) {
        KafkaTopic.check(settings);
        KafkaRelay relay = new KafkaRelay(
                settings, () -> wrapped.apply(KafkaTopic.open(settings)), feed, cursors, store, json, ids, clock);
        relay.start();
        relays.add(relay);
        return relay;
    }

    private KafkaSettings settings(KafkaBroker brokers, Start start, Duration patience) {
        return new KafkaSettings(brokers.address(), topic, start, Map.of(), Duration.ofMillis(20), patience);
    }

    private static void ask(UUID deal, int times) {
        for (int i = 0; i < times; i++) {
            created(path(deal, "/questions"), Map.of("text", "How long does it take?"));
        }
    }

    private static long lastSequence(UUID deal) {
        return get("/v1/deals/" + deal + "/history?order=desc&limit=1")
                .extract()
                .jsonPath()
                .getLong("items[0].sequence");
    }

    private static List<ConsumerRecord<String, String>> of(UUID deal, List<ConsumerRecord<String, String>> records) {
        return records.stream()
                .filter(record -> record.key().equals(deal.toString()))
                .toList();
    }

    private static List<Long> sequences(List<ConsumerRecord<String, String>> records) {
        return records.stream().map(KafkaRelayTest::sequence).toList();
    }

    private static long sequence(ConsumerRecord<String, String> record) {
        return tree(record).path("data").path("sequence").asLong();
    }

    private static String id(ConsumerRecord<String, String> record) {
        return tree(record).path("id").asText();
    }

    private static JsonNode tree(ConsumerRecord<String, String> record) {
        try {
            return Contract.JSON.readTree(record.value());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as("nanoseconds beyond what a test waits")
                    .isNegative();
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
