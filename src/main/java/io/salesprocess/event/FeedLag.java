package io.salesprocess.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.salesprocess.deal.history.CommittedEvents;
import io.salesprocess.platform.kernel.Deadline;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long the oldest committed event has been waiting to be read, because of a transaction that stays open. It is looked up when
 * metrics are collected, and at most once a second.
 */
@Singleton
class FeedLag {

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final long KEPT = TimeUnit.SECONDS.toNanos(1);

    private final CommittedEvents events;
    private final Clock clock;
    private final MeterRegistry registry;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
        Thread created = new Thread(work, "event-lag");
        created.setDaemon(true);
        return created;
    });
    private Double seconds;
    private long lookedAt;

    FeedLag(CommittedEvents events, Clock clock, MeterRegistry registry) {
        this.events = events;
        this.clock = clock;
        this.registry = registry;
    }

    void onStart(@Observes StartupEvent event) {
        registry.gauge("salesprocess.events.lag.seconds", this, FeedLag::seconds);
    }

    void onStop(@Observes ShutdownEvent event) {
        thread.shutdown();
    }

    /** Not a number while the database cannot tell. */
    synchronized double seconds() {
        if (seconds == null || System.nanoTime() - lookedAt > KEPT) {
            Future<Optional<Instant>> since = thread.submit(() -> Deadline.within(PATIENCE, events::heldBackSince));
            try {
                seconds = since.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .map(at -> Math.max(
                                        0, Duration.between(at, clock.instant()).toMillis())
                                / 1000.0)
                        .orElse(0.0);
            } catch (ExecutionException | TimeoutException e) {
                since.cancel(false);
                seconds = Double.NaN;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Double.NaN;
            }
            lookedAt = System.nanoTime();
        }
        return seconds;
    }
}
