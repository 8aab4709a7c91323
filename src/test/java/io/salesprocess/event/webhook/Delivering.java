package io.salesprocess.event.webhook;

import static io.salesprocess.testkit.Api.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.access.AuditTrail;
import io.salesprocess.event.EventFeed;
import io.salesprocess.event.FeedCursors;
import io.salesprocess.event.webhook.wire.Destinations;
import io.salesprocess.event.webhook.wire.Sender;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.testkit.Api;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Workers with times that tests can wait for, and the webhooks that they deliver. */
@Singleton
public class Delivering {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** How many messages of a webhook are under way at a time. */
    static final int PLACES = 5;

    private final WebhookStore webhooks;
    private final MessageStore messages;
    private final DeliveryStore deliveries;
    private final MessageQueueing queueing;
    private final EventFeed feed;
    private final FeedCursors cursors;
    private final Json json;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final Destinations destinations;
    private final DeliveryMetrics metrics;
    private final Vertx vertx;
    private final Ids ids;
    private final Clock clock;

    private final List<DeliveryWorker> workers = new ArrayList<>();
    private final List<Sender> senders = new ArrayList<>();
    private final List<UUID> created = new ArrayList<>();

    Delivering(
            WebhookStore webhooks,
            MessageStore messages,
            DeliveryStore deliveries,
            MessageQueueing queueing,
            EventFeed feed,
            FeedCursors cursors,
            Json json,
            AuditTrail audit,
            Transactions transactions,
            Destinations destinations,
            DeliveryMetrics metrics,
            Vertx vertx,
            Ids ids,
            Clock clock) {
        this.webhooks = webhooks;
        this.messages = messages;
        this.deliveries = deliveries;
        this.queueing = queueing;
        this.feed = feed;
        this.cursors = cursors;
        this.json = json;
        this.audit = audit;
        this.transactions = transactions;
        this.destinations = destinations;
        this.metrics = metrics;
        this.vertx = vertx;
        this.ids = ids;
        this.clock = clock;
    }

    /** A webhook and its secret. */
    record Made(UUID id, String secret) {}

    /** Starts a worker, as another instance would be one. */
    DeliveryWorker start(Duration timeout, Duration... pauses) {
        return start(queueing, clock, timeout, pauses);
    }

    /** The same with a clock of its own. */
    DeliveryWorker start(Clock clock, Duration timeout, Duration... pauses) {
        return start(
                new MessageQueueing(webhooks, messages, feed, cursors, transactions, json, clock),
                clock,
                timeout,
                pauses);
    }

    private DeliveryWorker start(MessageQueueing queueing, Clock clock, Duration timeout, Duration... pauses) {
        Sender sender = new Sender(vertx, destinations, 100, timeout);
        DeliverySettings settings = new DeliverySettings(
                true, Duration.ofMillis(20), timeout, PLACES, 100, new RetrySchedule(List.of(pauses), new Random(1)));
        DeliveryWorker worker = new DeliveryWorker(
                webhooks, messages, deliveries, queueing, audit, transactions, sender, settings, metrics, ids, clock);
        worker.start();
        workers.add(worker);
        senders.add(sender);
        return worker;
    }

    /** Starts a worker that tries ten times, with short pauses. */
    DeliveryWorker start() {
        Duration[] pauses = new Duration[9];
        java.util.Arrays.fill(pauses, Duration.ofMillis(50));
        return start(Duration.ofSeconds(10), pauses);
    }

    Made create(String url, String... types) {
        Map<String, Object> body = new HashMap<>();
        body.put("url", url);
        body.put("types", List.of(types));
        var response = post("/v1/webhooks", body).statusCode(201).extract().jsonPath();
        UUID id = UUID.fromString(response.getString("id"));
        created.add(id);
        return new Made(id, response.getString("secret"));
    }

    /** Has a webhook tested, and returns the id of the attempt. */
    public UUID tested(UUID webhook) {
        start();
        post("/v1/webhooks/" + webhook + "/test", Map.of()).statusCode(202);
        eventually(() -> deliveries.count(webhook, null, 1) == 1);
        end();
        return deliveries.before(webhook, null, new UUID(-1, -1), 1).get(0).id();
    }

    /** Stops all workers and deletes all webhooks, so that other tests have neither. */
    void end() {
        workers.forEach(DeliveryWorker::stop);
        senders.forEach(Sender::close);
        created.forEach(id -> Api.caller().delete("/v1/webhooks/" + id));
        workers.clear();
        senders.clear();
        created.clear();
    }

    static void eventually(BooleanSupplier condition) {
        eventually(PATIENCE, condition);
    }

    static void eventually(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end)
                    .as("nanoseconds beyond what a test waits")
                    .isNegative();
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
