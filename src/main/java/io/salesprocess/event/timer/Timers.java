package io.salesprocess.event.timer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.salesprocess.deal.history.Follower;
import io.salesprocess.deal.history.Followers;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.WithoutData;
import io.salesprocess.platform.database.SqlStates;
import io.salesprocess.platform.database.SqlVerdict;
import io.salesprocess.platform.kernel.Deadline;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Tells deals what is due, several times a minute, in portions that are a transaction each. Instances share the work: none waits for
 * a deal that somebody else has locked, and what was due while the service was off is told at its next start.
 */
@Singleton
class Timers {

    private static final Logger LOG = Logger.getLogger(Timers.class);

    static final String FOLLOWER = "timers";

    /** Events that are looked at in one step: a fraction of a second's work. */
    private static final int MOST_FOLLOWED = 1_000;

    /** How long history is followed at a stretch, so that what is due does not wait for years of history to be read. */
    private static final Duration STRETCH = Duration.ofSeconds(2);

    /** Deals at fault that one run looks for among others; more than a few have a fault in common, which is logged often enough. */
    private static final int MOST_FAULTS = 10;

    /** How long a deal that cannot be told because of a fault is left alone. */
    private static final Duration REST = Duration.ofHours(1);

    private final Follower history;
    private final Telling telling;
    private final Clock clock;
    private final Duration limit;
    private final Map<UUID, Instant> faulty = new HashMap<>();
    private volatile int most = Telling.MOST;
    private volatile boolean stopping;
    private volatile Instant inStepAt;
    private volatile Telling.Left left = Telling.Left.NOTHING;
    private boolean isAway;

    /** @param limit for one portion */
    Timers(
            Followers followers,
            TimerSetting setting,
            Telling telling,
            Clock clock,
            MeterRegistry registry,
            @ConfigProperty(name = "salesprocess.database.deadline") Duration limit) {
        this.history = followers.handingOn(FOLLOWER, Followers.Start.BEGINNING, MOST_FOLLOWED, setting::follow);
        this.telling = telling;
        this.clock = clock;
        this.limit = limit;
        this.inStepAt = clock.instant();
        registry.gauge("salesprocess.timers.lag.seconds", this, timers -> secondsSince(timers.inStepAt));
        registry.gauge("salesprocess.timers.oldest.seconds", this, timers -> secondsSince(timers.left.oldest()));
        registry.gauge("salesprocess.timers.due", this, timers -> timers.left.number());
    }

    /** Follows history and tells what is due, until there is nothing left of either. */
    @Scheduled(
            identity = "timers",
            every = "{salesprocess.timers.every}",
            executionMaxDelay = "{salesprocess.timers.jitter}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void work() {
        Instant begun = clock.instant();
        boolean isInStep = false;
        try {
            while (!isInStep && !stopping) {
                // Also if history cannot be followed, what is known to be due is told.
                try {
                    isInStep = follow();
                } finally {
                    tell();
                }
            }
            left = telling.left(begun);
            inStepAt = begun;
            noteReturn();
        } catch (RuntimeException e) {
            noteOutage(e);
        }
    }

    /** Portions are short, and the next start goes on where the last one led. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /** Sets timers for what is new in history; whether that was all, or another instance is at it. */
    private boolean follow() {
        long end = System.nanoTime() + STRETCH.toNanos();
        boolean arrived = false;
        while (!arrived && !stopping && System.nanoTime() - end < 0) {
            arrived = Deadline.within(limit, history::stepIfIdle)
                    .map(Follower.Progress::exact)
                    .orElse(true);
        }
        return arrived;
    }

    /** Tells everything that is due but what others are working at, which is left for the next time. */
    private void tell() {
        Instant now = clock.instant();
        faulty.values().removeIf(until -> until.isBefore(now));
        Set<UUID> later = new HashSet<>(faulty.keySet());
        for (Telling.Source source : Telling.Source.values()) {
            int mostFaulty = faulty.size() + MOST_FAULTS;
            while (!stopping && faulty.size() < mostFaulty && portion(source, now, later)) {
                // Until a portion finds nothing more.
            }
        }
    }

    /** @return whether there was something to tell, or a fault; another portion is worth making then */
    private boolean portion(Telling.Source source, Instant now, Set<UUID> later) {
        Telling.Portion portion = new Telling.Portion(now, later, most);
        try {
            boolean isFound = Deadline.within(limit, () -> telling.tell(source, portion));
            later.addAll(portion.left());
            most = Math.min(Telling.MOST, most * 2);
            return isFound;
        } catch (RuntimeException e) {
            if (isTemporary(e)) {
                most = Math.max(1, most / 2);
                throw e;
            }
            return isolate(portion, later, e);
        }
    }

    /** One at a time from here on, so that only the deal at fault is left out. */
    private boolean isolate(Telling.Portion portion, Set<UUID> later, RuntimeException failure) {
        if (portion.looked().size() != 1) {
            if (most == 1) {
                throw failure;
            }
            most = 1;
            return true;
        }
        UUID deal = portion.looked().iterator().next();
        LOG.errorf(
                WithoutData.of(failure),
                "Deal %s cannot be told what is due because of a fault, and is left out for an hour",
                deal);
        faulty.put(deal, clock.instant().plus(REST));
        later.add(deal);
        return true;
    }

    private void noteReturn() {
        if (isAway) {
            isAway = false;
            LOG.info("Timers go on.");
        }
    }

    /** Once, and not every time for as long as the database is away. */
    private void noteOutage(RuntimeException failure) {
        LOG.debug("Timers cannot go on.", failure);
        if (!isAway && !stopping) {
            isAway = true;
            if (isTemporary(failure)) {
                LOG.warn("Timers cannot go on for now, and keep trying: the database did not respond.");
            } else {
                LOG.error("Timers cannot go on because of a fault, and keep trying", WithoutData.of(failure));
            }
        }
    }

    private static boolean isTemporary(RuntimeException failure) {
        return failure instanceof ProblemException
                || SqlStates.of(failure)
                        .map(state -> SqlVerdict.of(new SQLException("", state)).isTemporary())
                        .orElse(false);
    }

    /** 0 without a time. */
    private double secondsSince(Instant time) {
        return time == null
                ? 0
                : Math.max(0, Duration.between(time, clock.instant()).toMillis() / 1000.0);
    }
}
