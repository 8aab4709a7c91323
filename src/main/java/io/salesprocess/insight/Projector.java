package io.salesprocess.insight;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.salesprocess.deal.history.Follower;
import io.salesprocess.deal.history.Followers;
import io.salesprocess.platform.api.Outage;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.database.Sql;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Keeps insights in step with history: every second or so, so that little is left to do, and before each answer, so that it
 * tells of everything that had happened when it was asked for.
 */
@Singleton
class Projector {

    private static final Logger LOG = Logger.getLogger(Projector.class);

    /** How long a request waits for insights to catch up. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Follower history;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile Reached reached;
    private volatile Instant inStepAt;
    private volatile boolean stopping;
    private boolean failing;

    /**
     * A state of one moment that was reached.
     *
     * @param begun when the way there began, on the machine's own clock, which never goes back
     */
    private record Reached(long begun, Instant asOf) {}

    /** @param most how much one step looks at: a fraction of a second's work, but all that is new in an ordinary second */
    Projector(
            Followers followers,
            @ConfigProperty(name = "salesprocess.insight.deals-at-once", defaultValue = "2000") int most,
            Clock clock,
            MeterRegistry registry) {
        this.history = followers.projecting(Projection.NAME, Projection.STATEMENT, most);
        this.clock = clock;
        this.inStepAt = clock.instant();
        registry.gauge("salesprocess.insight.lag.seconds", this, projector -> projector.lag());
    }

    /** Follows history as far as there is any, unless another instance is at it. */
    @Scheduled(every = "{salesprocess.insight.interval}", concurrentExecution = ConcurrentExecution.SKIP)
    void follow() {
        try {
            boolean arrived = false;
            while (!arrived && !stopping) {
                arrived = history.stepIfIdle().map(this::isInStep).orElse(true);
            }
            if (failing) {
                failing = false;
                LOG.info("Insights follow history again.");
            }
        } catch (RuntimeException e) {
            noteFailure(e);
        }
    }

    /**
     * Brings insights to the state of one moment that is not before the call, and returns that moment. Refused as unavailable if
     * there is more to catch up with than a request should wait for.
     */
    Instant catchUp() {
        long called = System.nanoTime();
        if (!take(turn, PATIENCE)) {
            throw catchingUp();
        }
        try {
            Reached last = reached;
            return last != null && last.begun() - called >= 0 ? last.asOf() : catchUp(called + PATIENCE.toNanos());
        } finally {
            turn.unlock();
        }
    }

    private Instant catchUp(long end) {
        do {
            long begun = System.nanoTime();
            Follower.Progress progress = step();
            if (isInStep(progress)) {
                reached = new Reached(begun, progress.asOf());
                return progress.asOf();
            }
        } while (System.nanoTime() - end < 0);
        throw catchingUp();
    }

    /** A database that takes no changes, such as a standby, can be in step all the same. */
    private Follower.Progress step() {
        try {
            return history.step();
        } catch (Sql.Failure e) {
            if (!e.isRefusedByReadOnly()) {
                throw e;
            }
            return history.look().orElseThrow(Projector::catchingUp);
        }
    }

    /** Steps are short, and the next start goes on where the last one led. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    static ProblemException catchingUp() {
        return ProblemException.unavailable(
                Outage.INSIGHTS, "Insights are catching up with history. Try again in a moment.");
    }

    private boolean isInStep(Follower.Progress progress) {
        if (progress.exact()) {
            inStepAt = progress.asOf();
        }
        return progress.exact();
    }

    private double lag() {
        return Duration.between(inStepAt, clock.instant()).toMillis() / 1000.0;
    }

    /** Once, and not again every second for as long as the database is away. */
    private void noteFailure(RuntimeException failure) {
        LOG.debug("Insights cannot follow history.", failure);
        if (!failing && !stopping) {
            failing = true;
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            LOG.warnf("Insights cannot follow history for now, and keep trying: %s", cause);
        }
    }

    private static boolean take(ReentrantLock lock, Duration patience) {
        try {
            return lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
