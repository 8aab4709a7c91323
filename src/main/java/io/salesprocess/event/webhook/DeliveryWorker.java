package io.salesprocess.event.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.event.webhook.DeliveryStore.Attempt;
import io.salesprocess.event.webhook.MessageStore.Postponed;
import io.salesprocess.event.webhook.wire.Answer;
import io.salesprocess.event.webhook.wire.Message;
import io.salesprocess.event.webhook.wire.Sender;
import io.salesprocess.event.webhook.wire.Target;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.api.WithoutData;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Ids;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Delivers messages: one thread that looks what is new and what is due, takes it for a time, hands it to the {@link Sender}, and
 * records what came of it. Instances share the work, as each takes what no other has; what a killed one had is due again when its
 * time is over. A receiver that hangs costs its own places and no thread.
 */
@Singleton
class DeliveryWorker {

    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

    /** Recording has so long after the last moment of an exchange. */
    private static final Duration RECORDING = Duration.ofSeconds(10);

    private static final int MOST_RECORDED = 100;
    private static final Duration BETWEEN_MEASUREMENTS = Duration.ofSeconds(5);
    private static final Duration PARTING = Duration.ofSeconds(3);

    /** So much does a clock go back that is only corrected a little. */
    private static final Duration LITTLE = Duration.ofMillis(500);

    private final WebhookStore webhooks;
    private final MessageStore messages;
    private final DeliveryStore deliveries;
    private final MessageQueueing queueing;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final Sender sender;
    private final DeliverySettings settings;
    private final DeliveryMetrics metrics;
    private final Ids ids;
    private final Clock clock;

    private final Map<UUID, AtomicInteger> underWay = new ConcurrentHashMap<>();
    private final Queue<Attempt> ended = new ConcurrentLinkedQueue<>();
    private final Semaphore bell = new Semaphore(0);

    /** By webhook, the version in which it had made messages of everything up to {@link #lastEnd}. */
    private final Map<UUID, Long> inStep = new HashMap<>();

    private HistoryPosition lastEnd;
    private Instant lastLook = Instant.MAX;
    private boolean isNeeded = true;
    private long measuredAt = System.nanoTime();
    private Thread thread;
    private volatile boolean stopping;
    private boolean isAway;

    DeliveryWorker(
            WebhookStore webhooks,
            MessageStore messages,
            DeliveryStore deliveries,
            MessageQueueing queueing,
            AuditTrail audit,
            Transactions transactions,
            Sender sender,
            DeliverySettings settings,
            DeliveryMetrics metrics,
            Ids ids,
            Clock clock) {
        this.webhooks = webhooks;
        this.messages = messages;
        this.deliveries = deliveries;
        this.queueing = queueing;
        this.audit = audit;
        this.transactions = transactions;
        this.sender = sender;
        this.settings = settings;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        if (settings.isOn()) {
            start();
        }
    }

    synchronized void start() {
        stopping = false;
        thread = new Thread(this::run, "webhooks");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes nothing any more, and records what ends in a moment. What does not is delivered again by another instance, or later. */
    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    synchronized void stop() {
        stopping = true;
        bell.release();
        if (thread != null) {
            try {
                thread.join(PARTING.toMillis() * 2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            thread = null;
        }
    }

    private void run() {
        while (!stopping) {
            boolean again = false;
            try {
                again = tick();
                noteReturn();
            } catch (RuntimeException e) {
                noteFailure(e);
            }
            if (!again) {
                pause(settings.untilNextLook(isNeeded));
            }
        }
        long end = System.nanoTime() + PARTING.toNanos();
        while (isAtWork() && System.nanoTime() - end < 0) {
            pause(settings.every());
            try {
                record();
            } catch (RuntimeException e) {
                noteFailure(e);
            }
        }
    }

    private boolean isAtWork() {
        return !ended.isEmpty() || underWay.values().stream().anyMatch(count -> count.get() > 0);
    }

    private void pause(Duration time) {
        try {
            bell.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
            bell.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** Does everything that can be done at once, and tells whether there is more of that. */
    boolean tick() {
        boolean again = record();
        List<Webhook> known = webhooks.all();
        isNeeded = !known.isEmpty();
        underWay.keySet().retainAll(known.stream().map(Webhook::id).toList());
        if (known.isEmpty()) {
            lastEnd = null;
            metrics.waitingSince(null);
            return again;
        }
        lookAtClock();
        again |= queue(known.stream().filter(Webhook::isEnabled).toList());
        deliver(known);
        measure(known);
        return again;
    }

    /** Once at the beginning, and after the clock was put back. */
    private void lookAtClock() {
        Instant now = clock.instant();
        if (now.isBefore(lastLook.minus(LITTLE))) {
            messages.clockIs(now, settings.schedule().longest());
        }
        lastLook = now;
    }

    /** Now and then, as it is looked at no more often. */
    private void measure(List<Webhook> known) {
        if (System.nanoTime() - measuredAt > BETWEEN_MEASUREMENTS.toNanos()) {
            measuredAt = System.nanoTime();
            List<UUID> enabled =
                    known.stream().filter(Webhook::isEnabled).map(Webhook::id).toList();
            metrics.waitingSince(messages.oldest(enabled).orElse(null));
        }
    }

    private boolean queue(List<Webhook> enabled) {
        inStep.keySet().retainAll(enabled.stream().map(Webhook::id).toList());
        if (enabled.isEmpty()) {
            return false;
        }
        // Read before the webhooks are: what comes later will be news.
        HistoryPosition end = queueing.end();
        if (!end.equals(lastEnd)) {
            inStep.clear();
            lastEnd = end;
        }
        boolean more = false;
        for (Webhook webhook : enabled) {
            if (Long.valueOf(webhook.version()).equals(inStep.get(webhook.id()))) {
                continue;
            }
            switch (queueing.step(webhook.id())) {
                case AT_END -> inStep.put(webhook.id(), webhook.version());
                case MORE -> more = true;
                case LATER -> {}
            }
        }
        return more;
    }

    private void deliver(List<Webhook> known) {
        int share = settings.shareOf(known.size());
        Map<Webhook, Integer> room = new LinkedHashMap<>();
        for (Webhook webhook : known) {
            int free = share - count(webhook.id()).get();
            if (free > 0) {
                room.put(webhook, free);
            }
        }
        if (room.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<UUID, Webhook> byId = new HashMap<>();
        room.keySet().forEach(webhook -> byId.put(webhook.id(), webhook));
        for (Claimed claimed :
                messages.claim(room, ids.next(), settings.timeout().plus(RECORDING), now)) {
            send(byId.get(claimed.webhookId()), claimed);
        }
    }

    private void send(Webhook webhook, Claimed claimed) {
        AtomicInteger count = count(webhook.id());
        count.incrementAndGet();
        Instant now = clock.instant();
        answer(webhook, claimed, now).whenComplete((answer, failure) -> {
            if (failure != null) {
                LOG.errorf(WithoutData.of(failure), "A message of webhook %s could not be sent", webhook.id());
            }
            ended.add(new Attempt(ids.next(), claimed, failure == null ? answer : Answer.NONE, now));
            // After the attempt is there, so that a worker that stops does not miss it.
            count.decrementAndGet();
            bell.release();
        });
    }

    private CompletableFuture<Answer> answer(Webhook webhook, Claimed claimed, Instant now) {
        Message message =
                new Message(claimed.event().id().toString(), claimed.event().payload(), webhook.secretsAt(now));
        try {
            return sender.send(Target.parse(webhook.url()), message, now).toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private AtomicInteger count(UUID webhookId) {
        return underWay.computeIfAbsent(webhookId, none -> new AtomicInteger());
    }

    /** Keeps what attempts came to; tells whether there is more of it. If that fails, they are kept in memory and recorded later. */
    private boolean record() {
        List<Attempt> batch = new ArrayList<>();
        for (Attempt next = ended.poll(); next != null; next = batch.size() < MOST_RECORDED ? ended.poll() : null) {
            batch.add(next);
        }
        if (batch.isEmpty()) {
            return false;
        }
        try {
            transactions.run(() -> {
                record(batch);
                return null;
            });
        } catch (RuntimeException e) {
            ended.addAll(batch);
            throw e;
        }
        batch.forEach(attempt -> metrics.note(attempt.answer()));
        return !ended.isEmpty();
    }

    private void record(List<Attempt> attempts) {
        Instant now = clock.instant();
        List<Claimed> delivered = new ArrayList<>();
        List<Claimed> failedTests = new ArrayList<>();
        List<Postponed> postponed = new ArrayList<>();
        Map<UUID, DisabledReason> disabled = new HashMap<>();
        for (Attempt attempt : attempts) {
            Claimed message = attempt.message();
            if (attempt.answer().isAccepted()) {
                delivered.add(message);
            } else if (message.isTest()) {
                failedTests.add(message);
            } else {
                Optional<Instant> next = settings.schedule().next(message.failed() + 1, attempt.answer(), now);
                postponed.add(new Postponed(message, next.orElse(now)));
                if (attempt.answer().isGone()) {
                    disabled.put(message.webhookId(), DisabledReason.GONE);
                } else if (next.isEmpty()) {
                    disabled.putIfAbsent(message.webhookId(), DisabledReason.ATTEMPTS_EXHAUSTED);
                }
            }
        }
        deliveries.insert(attempts);
        if (!delivered.isEmpty()) {
            messages.delivered(delivered, now);
        }
        if (!failedTests.isEmpty()) {
            messages.failed(failedTests, now);
        }
        if (!postponed.isEmpty()) {
            messages.postponed(postponed);
        }
        disabled.forEach((webhook, reason) -> disable(webhook, reason, now));
    }

    private void disable(UUID webhook, DisabledReason reason, Instant now) {
        if (webhooks.disable(webhook, reason, now)) {
            audit.record(Caller.NOBODY, AuditAction.WEBHOOK_DISABLED, webhook);
            LOG.warnf(
                    "Webhook %s is disabled (%s). Enable it once its receiver works again.",
                    webhook, HyphenatedEnums.nameOf(reason));
        }
    }

    private void noteReturn() {
        if (isAway) {
            isAway = false;
            LOG.info("Webhooks are delivered again.");
        }
    }

    /** Once, and not again at every look for as long as the database is away. */
    private void noteFailure(RuntimeException failure) {
        LOG.debug("Webhooks cannot be delivered.", failure);
        if (!isAway && !stopping) {
            isAway = true;
            LOG.warn("Webhooks cannot be delivered for now; the service keeps trying.", WithoutData.of(failure));
        }
    }
}
