package io.salesprocess.insight;

import io.salesprocess.deal.history.Follower;
import io.salesprocess.platform.api.Outage;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.database.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Has a follower keep up with history: in the background, so that little is left to do, and before each answer, so that it tells of
 * everything that had happened when it was asked for.
 */
final class Pursuit {

    private static final Logger LOG = Logger.getLogger(Pursuit.class);

    /** How long a request waits for insights to catch up. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String followers;
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

    /** @param followers what follows, as the log calls it */
    Pursuit(String followers, Follower history, Clock clock) {
        this.followers = followers;
        this.history = history;
        this.clock = clock;
        this.inStepAt = clock.instant();
    }

    /** Follows history as far as there is any, unless another instance is at it. */
    void follow() {
        try {
            boolean arrived = false;
            while (!arrived && !stopping) {
                arrived = history.stepIfIdle().map(this::isInStep).orElse(true);
            }
            if (failing) {
                failing = false;
                LOG.infof("%s follow history again.", followers);
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
            return history.look().orElseThrow(Pursuit::catchingUp);
        }
    }

    /** Steps are short, and the next start goes on where the last one led. */
    void stop() {
        stopping = true;
    }

    static ProblemException catchingUp() {
        return ProblemException.unavailable(
                Outage.INSIGHTS, "Insights are catching up with history. Try again in a moment.");
    }

    /** How long ago everything had been followed. */
    double lagSeconds() {
        return Duration.between(inStepAt, clock.instant()).toMillis() / 1000.0;
    }

    private boolean isInStep(Follower.Progress progress) {
        if (progress.exact()) {
            inStepAt = progress.asOf();
        }
        return progress.exact();
    }

    /** Once, and not again every second for as long as the database is away. */
    private void noteFailure(RuntimeException failure) {
        LOG.debugf(failure, "%s cannot follow history.", followers);
        if (!failing && !stopping) {
            failing = true;
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            LOG.warnf("%s cannot follow history for now, and keep trying: %s", followers, cause);
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
