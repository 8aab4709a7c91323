package io.salesprocess.event.webhook;

import static io.salesprocess.event.webhook.Delivering.eventually;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.event.webhook.Delivering.Made;
import io.salesprocess.event.webhook.wire.Destinations;
import io.salesprocess.event.webhook.wire.Message;
import io.salesprocess.event.webhook.wire.Sender;
import io.salesprocess.event.webhook.wire.Target;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.openapi.Contract;
import io.salesprocess.testkit.Receiver;
import io.salesprocess.testkit.Receiver.Received;
import io.salesprocess.testkit.Sales;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rule 17: every event reaches every subscriber at least once, in order per deal, whatever crashes on either side. */
@QuarkusTest
class DeliveryTest {

    private static final Logger LOG = Logger.getLogger(DeliveryTest.class);

    @Inject
    Delivering delivering;

    @Inject
    WebhookStore webhooks;

    @Inject
    MessageStore messages;

    @Inject
    MessageQueueing queueing;

    @Inject
    Destinations destinations;

    @Inject
    Sql sql;

    @Inject
    Vertx vertx;

    @Inject
    Ids ids;

    private final List<Receiver> receivers = new ArrayList<>();

    @AfterEach
    void end() throws IOException {
        delivering.end();
        for (Receiver receiver : receivers) {
            receiver.close();
        }
    }

    @Test
    void events_arrive_signed_and_in_order() throws Exception {
        Receiver receiver = receiver(Receiver.status(200));
        Made webhook = delivering.create(receiver.url());
        delivering.start();
        UUID deal = Sales.deal();
        ask(deal, 5);

        eventually(() -> sequences(receiver, deal).size() >= lastSequence(deal));

        assertThat(sequences(receiver, deal)).isEqualTo(upTo(lastSequence(deal)));
        for (Received message : receiver.received()) {
            new Webhook(webhook.secret()).verify(message.body(), headers(message));
            JsonNode event = Contract.JSON.readTree(message.body());
            assertThat(event.path("id").asText()).isEqualTo(message.id());
            assertThat(event.path("specversion").asText()).isEqualTo("1.0");
            assertThat(event.path("type").asText())
                    .startsWith("io.salesprocess.")
                    .endsWith(".v1");
        }
    }

    @Test
    void only_wanted_types_arrive() {
        Receiver receiver = receiver(Receiver.status(200));
        delivering.create(receiver.url(), "question.answered", "io.salesprocess.question.asked.v1");
        delivering.start();
        UUID deal = Sales.deal();
        ask(deal, 2);

        eventually(() -> sequences(receiver, deal).size() == 2);

        assertThat(receiver.received())
                .allMatch(message -> message.body().contains("\"io.salesprocess.question.asked.v1\""));
    }

    @Test
    void later_events_of_a_deal_wait_for_one_that_fails_and_other_deals_do_not() {
        UUID stuck = Sales.deal();
        UUID other = Sales.deal();
        CountDownLatch repaired = new CountDownLatch(1);
        Receiver receiver = receiver((request, response) -> {
            boolean fails = request.body().contains(stuck.toString()) && repaired.getCount() > 0;
            Receiver.respond(response, fails ? 500 : 200, "");
            return true;
        });
        delivering.create(receiver.url());
        delivering.start(
                Duration.ofSeconds(10),
                java.util.Collections.nCopies(200, Duration.ofMillis(50)).toArray(Duration[]::new));
        ask(stuck, 3);
        ask(other, 3);

        eventually(() -> sequences(receiver, other).size() == 3
                && sequences(receiver, stuck).size() >= 3);

        assertThat(new HashSet<>(sequences(receiver, stuck))).hasSize(1);
        assertThat(receiver.received().stream()
                        .filter(message -> message.body().contains(stuck.toString()))
                        .map(Received::id)
                        .distinct())
                .as("the id is the same for every attempt")
                .hasSize(1);
        repaired.countDown();
        eventually(() -> new HashSet<>(sequences(receiver, stuck)).size() == 3);
        assertThat(firsts(sequences(receiver, stuck))).isSorted();
    }

    @Test
    void a_receiver_that_hangs_does_not_delay_another() {
        CountDownLatch end = new CountDownLatch(1);
        Receiver hanging = receiver((request, response) -> await(end));
        Receiver quick = receiver(Receiver.status(200));
        delivering.create(hanging.url());
        delivering.create(quick.url());
        delivering.start(Duration.ofSeconds(60), Duration.ofSeconds(60));
        List<UUID> deals = new ArrayList<>();
        for (int i = 0; i < Delivering.PLACES + 3; i++) {
            deals.add(Sales.deal());
        }
        ask(deals.get(0), 3);

        eventually(() -> deals.stream().noneMatch(deal -> sequences(quick, deal).isEmpty())
                && sequences(quick, deals.get(0)).size() == lastSequence(deals.get(0)));

        eventually(() -> hanging.received().size() == Delivering.PLACES);
        end.countDown();
    }

    @Test
    void after_the_last_attempt_the_webhook_is_disabled_and_enabled_it_goes_on_where_it_was() {
        CountDownLatch repaired = new CountDownLatch(1);
        Receiver receiver = receiver((request, response) -> {
            Receiver.respond(response, repaired.getCount() > 0 ? 503 : 200, "busy");
            return true;
        });
        Made webhook = delivering.create(receiver.url(), "question.asked");
        delivering.start(Duration.ofSeconds(10), Duration.ofMillis(30), Duration.ofMillis(30));
        UUID deal = Sales.deal();
        ask(deal, 3);

        eventually(() -> !isEnabled(webhook));

        get("/v1/webhooks/" + webhook.id()).body("disabledReason", equalTo("attempts-exhausted"));
        get("/v1/audit?subjectId=" + webhook.id())
                .body("items[0].action", equalTo("webhook-disabled"))
                .body("items[0].actor.kind", equalTo("system"))
                .body("items[0].actor.id", equalTo("webhooks"));
        get("/v1/webhooks/" + webhook.id() + "/deliveries?count=true")
                .body("total", equalTo(3))
                .body("items.attempt", equalTo(List.of(3, 2, 1)))
                .body("items[0].status", equalTo(503))
                .body("items[0].responseExcerpt", equalTo("busy"))
                .body("items[0].delivered", equalTo(false))
                .body("items[0].error", nullValue());
        repaired.countDown();
        patch("/v1/webhooks/" + webhook.id(), Map.of("enabled", true))
                .statusCode(200)
                .body("disabledAt", nullValue());
        eventually(() -> new HashSet<>(sequences(receiver, deal)).size() == 3);
        assertThat(firsts(sequences(receiver, deal))).isSorted();
    }

    @Test
    void a_receiver_that_is_gone_is_asked_no_more() {
        Receiver receiver = receiver(Receiver.status(410));
        Made webhook = delivering.create(receiver.url(), "question.asked");
        delivering.start();
        ask(Sales.deal(), 2);

        eventually(() -> !isEnabled(webhook));

        get("/v1/webhooks/" + webhook.id()).body("disabledReason", equalTo("gone"));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void what_a_killed_instance_had_taken_is_delivered_by_another_with_the_same_id() {
        Receiver receiver = receiver(Receiver.status(200));
        Made webhook = delivering.create(receiver.url(), "question.asked");
        UUID deal = Sales.deal();
        ask(deal, 2);
        // An instance that is killed between delivery and its record: it has taken the message, sent it, and is no
        // more.
        eventually(() ->
                queueing.step(webhook.id()) == MessageQueueing.Step.AT_END && messages.pending(webhook.id(), 10) == 2);
        List<Claimed> taken = messages.claim(
                Map.of(webhooks.find(webhook.id()).orElseThrow(), 10),
                ids.next(),
                Duration.ofSeconds(2),
                Instant.now());
        assertThat(taken).as("only the first message of a deal can be taken").hasSize(1);
        try (Sender sender = new Sender(vertx, destinations, 10, Duration.ofSeconds(10))) {
            sender.send(
                            Target.parse(receiver.url()),
                            new Message(
                                    taken.get(0).event().id().toString(),
                                    taken.get(0).event().payload(),
                                    List.of()),
                            Instant.now())
                    .toCompletableFuture()
                    .join();
        }

        delivering.start();
        eventually(() -> new HashSet<>(sequences(receiver, deal)).size() == 2);

        assertThat(receiver.received().stream().map(Received::id).limit(2).distinct())
                .as("the duplicate has the same id")
                .hasSize(1);
        assertThat(sequences(receiver, deal)).hasSize(3).isSorted();
    }

    @Test
    void whatever_fails_at_random_everything_arrives_in_order_and_duplicates_have_the_same_id() {
        allArrive(6, 8, Delivering.PATIENCE);
    }

    @Test
    @Tag("slow")
    void ten_thousand_events_arrive_at_a_receiver_that_fails_at_random() {
        allArrive(100, 100, Duration.ofMinutes(5));
    }

    private void allArrive(int deals, int questions, Duration patience) {
        long seed = new Random().nextLong();
        LOG.infof("Seed of the receiver's failures: %d", seed);
        Random random = new Random(seed);
        Set<String> accepted = ConcurrentHashMap.newKeySet();
        Map<String, List<Long>> order = new ConcurrentHashMap<>();
        Receiver receiver = receiver((request, response) -> {
            int luck;
            synchronized (random) {
                luck = random.nextInt(10);
            }
            if (luck == 0) {
                // Not noted: the connection breaks before the message is taken.
                return false;
            }
            if (luck == 1) {
                Receiver.respond(response, 500, "");
                return true;
            }
            JsonNode event = Contract.JSON.readTree(request.body());
            if (accepted.add(request.id())) {
                order.computeIfAbsent(
                                event.path("subject").asText(),
                                deal -> java.util.Collections.synchronizedList(new ArrayList<>()))
                        .add(event.path("data").path("sequence").asLong());
            }
            if (luck == 2) {
                // Taken, but the service does not learn of it.
                return false;
            }
            Receiver.respond(response, 200, "");
            return true;
        });
        delivering.create(receiver.url());
        Duration[] pauses =
                java.util.Collections.nCopies(60, Duration.ofMillis(10)).toArray(Duration[]::new);
        delivering.start(Duration.ofSeconds(10), pauses);
        delivering.start(Duration.ofSeconds(10), pauses);
        Map<UUID, Long> wanted = new HashMap<>();
        for (int i = 0; i < deals; i++) {
            UUID deal = Sales.deal();
            ask(deal, questions);
            wanted.put(deal, lastSequence(deal));
        }
        long all = wanted.values().stream().mapToLong(Long::longValue).sum();

        eventually(patience, () -> accepted.size() >= all);

        wanted.forEach((deal, last) -> assertThat(order.get(deal.toString())).isEqualTo(upTo(last)));
        assertThat(receiver.received().stream().map(Received::id).collect(Collectors.toSet()))
                .hasSize((int) all);
    }

    @Test
    void rotated_secrets_overlap() throws Exception {
        Receiver receiver = receiver(Receiver.status(200));
        Made webhook = delivering.create(receiver.url(), "question.asked");
        String next = post("/v1/webhooks/" + webhook.id() + "/rotate-secret", Map.of("overlap", "PT1H"))
                .statusCode(200)
                .extract()
                .path("secret");
        delivering.start();
        ask(Sales.deal(), 1);

        eventually(() -> receiver.received().size() == 1);

        Received message = receiver.received().get(0);
        assertThat(message.header("webhook-signature").split(" ")).hasSize(2);
        assertThat(next).isNotEqualTo(webhook.secret());
        for (String secret : List.of(webhook.secret(), next)) {
            assertThatCode(() -> new Webhook(secret).verify(message.body(), headers(message)))
                    .doesNotThrowAnyException();
        }
        post("/v1/webhooks/" + webhook.id() + "/rotate-secret", Map.of("overlap", "PT0S"))
                .statusCode(200)
                .body("previousSecretUntil", nullValue());
        ask(Sales.deal(), 1);
        eventually(() -> receiver.received().size() == 2);
        assertThat(receiver.received().get(1).header("webhook-signature").split(" "))
                .hasSize(1);
    }

    @Test
    void a_test_message_is_sent_once_also_to_a_disabled_webhook() {
        Receiver receiver = receiver(Receiver.status(500));
        Made webhook = delivering.create(receiver.url());
        patch("/v1/webhooks/" + webhook.id(), Map.of("enabled", false)).statusCode(200);
        delivering.start();
        String id = post("/v1/webhooks/" + webhook.id() + "/test", Map.of())
                .statusCode(202)
                .extract()
                .path("eventId");

        eventually(() -> attempts(webhook, id) == 1);

        assertThat(receiver.received()).singleElement().satisfies(message -> assertThat(message.body())
                .contains("io.salesprocess.webhook.test.v1"));
        get("/v1/webhooks/" + webhook.id() + "/deliveries?eventId=" + id)
                .body("items[0].type", equalTo("webhook.test"))
                .body("items[0].status", equalTo(500));
        get("/v1/webhooks/" + webhook.id()).body("disabledReason", equalTo("administrator"));
    }

    @Test
    void one_event_and_all_events_after_a_cursor_can_be_delivered_again() {
        Receiver receiver = receiver(Receiver.status(200));
        Made webhook = delivering.create(receiver.url(), "question.asked");
        delivering.start();
        UUID deal = Sales.deal();
        ask(deal, 3);
        eventually(() -> receiver.received().size() == 3);
        String second = receiver.received().get(1).id();
        eventually(() -> attempts(webhook, second) == 1);
        String delivery = get("/v1/webhooks/" + webhook.id() + "/deliveries?eventId=" + second)
                .extract()
                .path("items[0].id");

        post("/v1/webhooks/" + webhook.id() + "/deliveries/" + delivery + "/redeliver", Map.of())
                .statusCode(202)
                .body("eventId", equalTo(second));
        eventually(() -> receiver.received().size() == 4);

        assertThat(receiver.received().get(3).id()).isEqualTo(second);
        eventually(() -> attempts(webhook, second) == 2);
        post("/v1/webhooks/" + webhook.id() + "/replay", Map.of()).statusCode(200);
        eventually(() -> {
            List<Long> seen = sequences(receiver, deal);
            return seen.size() >= 7 && seen.get(seen.size() - 1) == lastSequence(deal);
        });
        List<Long> seen = sequences(receiver, deal);
        assertThat(seen.subList(4, 7)).isSorted();
    }

    /** Other tests have written events from times that are yet to come; those may be told as well. */
    @Test
    void after_a_restore_into_another_database_nothing_is_lost_and_what_is_known_is_not_repeated() {
        Receiver receiver = receiver(Receiver.status(200));
        Made webhook = delivering.create(receiver.url(), "question.asked");
        DeliveryWorker before = delivering.start();
        UUID deal = Sales.deal();
        ask(deal, 2);
        eventually(() -> receiver.received().size() == 2 && messages.pending(webhook.id(), 1) == 0);
        before.stop();
        // What a cursor of another database is like.
        sql.update("UPDATE webhook SET position = 'x' || position WHERE id = ?", webhook.id());
        ask(deal, 1);

        delivering.start();
        eventually(() -> sequences(receiver, deal).size() >= 3 && messages.pending(webhook.id(), 1) == 0);

        assertThat(sequences(receiver, deal)).hasSize(3).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_clock_that_is_put_forward_and_back_delays_nothing() {
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ofHours(1));
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().plus(ahead.get());
            }
        };
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean isBroken = new AtomicBoolean();
        Receiver receiver = receiver((request, response) -> {
            await(end);
            Receiver.respond(response, isBroken.get() ? 500 : 200, "");
            return true;
        });
        Made webhook = delivering.create(receiver.url(), "question.asked");
        delivering.start(
                clock,
                Duration.ofSeconds(60),
                java.util.Collections.nCopies(500, Duration.ofMillis(50)).toArray(Duration[]::new));
        List<UUID> deals = new ArrayList<>();
        for (int i = 0; i < Delivering.PLACES + 3; i++) {
            deals.add(Sales.deal());
            ask(deals.get(i), 2);
        }
        // Queued by the clock that is ahead, and without a place yet, or behind another one of their deal.
        eventually(() -> receiver.received().size() == Delivering.PLACES
                && messages.pending(webhook.id(), 100) == 2 * deals.size());
        ahead.set(Duration.ZERO);
        end.countDown();
        eventually(() -> deals.stream().allMatch(deal -> new HashSet<>(sequences(receiver, deal)).size() == 2));
        eventually(() -> messages.pending(webhook.id(), 1) == 0);

        // Postponed by a clock that is far ahead.
        ahead.set(Duration.ofDays(30));
        isBroken.set(true);
        UUID late = Sales.deal();
        ask(late, 1);
        eventually(() -> sequences(receiver, late).size() >= 2);
        ahead.set(Duration.ZERO);
        isBroken.set(false);
        eventually(() -> messages.pending(webhook.id(), 1) == 0);
    }

    /** Slow, because what other tests have written within a day is delivered. */
    @Test
    @Tag("slow")
    void a_clock_that_was_ahead_loses_nothing_when_the_position_is_lost() {
        Receiver receiver = receiver(Receiver.status(200));
        Made webhook = delivering.create(receiver.url(), "question.asked");
        // The webhook was created, and the last event happened, when it was next year.
        sql.update(
                "UPDATE webhook SET position = 'x' || position, position_at = now() + interval '1 year',"
                        + " created_at = now() + interval '1 year' WHERE id = ?",
                webhook.id());
        UUID deal = Sales.deal();
        ask(deal, 2);

        delivering.start();
        eventually(Duration.ofMinutes(2), () -> sequences(receiver, deal).size() == 2);
    }

    private static int attempts(Made webhook, String eventId) {
        return get("/v1/webhooks/" + webhook.id() + "/deliveries?eventId=" + eventId)
                .extract()
                .path("items.size()");
    }

    private static boolean isEnabled(Made webhook) {
        return get("/v1/webhooks/" + webhook.id()).extract().path("enabled");
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

    private static List<Long> sequences(Receiver receiver, UUID deal) {
        return receiver.received().stream()
                .map(Received::body)
                .filter(body -> body.contains(deal.toString()))
                .map(DeliveryTest::sequence)
                .toList();
    }

    private static long sequence(String body) {
        try {
            return Contract.JSON.readTree(body).path("data").path("sequence").asLong();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> firsts(List<Long> sequences) {
        return sequences.stream().distinct().toList();
    }

    private static List<Long> upTo(long last) {
        return java.util.stream.LongStream.rangeClosed(1, last).boxed().toList();
    }

    private Receiver receiver(Receiver.Behaviour behaviour) {
        Receiver receiver = Receiver.that(behaviour);
        receivers.add(receiver);
        return receiver;
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static HttpHeaders headers(Received request) {
        return HttpHeaders.of(
                request.headers().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
                (name, value) -> true);
    }
}
