package io.salesprocess.event.webhook;

import io.quarkus.scheduler.Scheduled;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Deletes messages that have arrived and attempts, after a time, in portions; and secrets that are not valid any more. */
@Singleton
class WebhookSweep {

    private static final Logger LOG = Logger.getLogger(WebhookSweep.class);
    private static final int PORTION = 1_000;
    private static final int MOST_PORTIONS = 200;

    /** A receiver that was away for as long as messages are tried can still be looked into. */
    private static final Duration SHORTEST = Duration.ofDays(4);

    private final WebhookStore webhooks;
    private final MessageStore messages;
    private final DeliveryStore deliveries;
    private final Transactions transactions;
    private final Duration keep;
    private final Clock clock;

    WebhookSweep(
            WebhookStore webhooks,
            MessageStore messages,
            DeliveryStore deliveries,
            Transactions transactions,
            @ConfigProperty(name = "salesprocess.webhooks.keep") Duration keep,
            Clock clock) {
        if (keep.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("salesprocess.webhooks.keep must be at least P4D.");
        }
        this.webhooks = webhooks;
        this.messages = messages;
        this.deliveries = deliveries;
        this.transactions = transactions;
        this.keep = keep;
        this.clock = clock;
    }

    @Scheduled(
            identity = "webhook-sweep",
            every = "{salesprocess.webhooks.sweep-every}",
            delayed = "40s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweepNow() {
        try {
            sweep();
        } catch (Sql.Failure e) {
            // The database is away; the next run makes up for it.
            LOG.debug("Deliveries of webhooks could not be swept.", e);
        }
    }

    /** Takes away what is older than it is kept. */
    void sweep() {
        Instant now = clock.instant();
        Instant before = now.minus(keep);
        inPortions(() -> messages.sweep(before, PORTION));
        inPortions(() -> deliveries.sweep(before, PORTION));
        transactions.run(() -> {
            webhooks.forgetSecretsUntil(now);
            return null;
        });
    }

    private void inPortions(IntSupplier portion) {
        for (int i = 0; i < MOST_PORTIONS; i++) {
            if (transactions.run(portion::getAsInt) < PORTION) {
                return;
            }
        }
    }
}
