package io.salesprocess.deal.migration;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.migration.Migration.Round;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.WithoutData;
import io.salesprocess.platform.database.SqlStates;
import io.salesprocess.platform.database.SqlVerdict;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.platform.kernel.Deadline;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Carries out migrations, in the background and in portions. Each portion is one transaction: the moves, their outcomes and how far
 * the migration has come. So it goes on where it was after a crash, and instances can share the work: a portion waits for
 * no one, it leaves a migration at which another instance is working, and deals that callers are changing, for later. A
 * migration goes through all deals, in the order of their ids, until one whole round finds nothing left to do.
 */
@Singleton
class MigrationWorker {

    private static final Logger LOG = Logger.getLogger(MigrationWorker.class);

    /** As many deals as are moved in a fraction of a second: until then, callers who want to change one of them wait. */
    private static final int MOST_MOVED = 200;

    private static final int MOST_PASSED = 2_000;

    /** Failures one after the other, of portions that were made smaller and smaller, until a migration stops. */
    static final int MOST_FAILURES = 5;

    private static final String STOPPED =
            "The service could not move a deal because of a fault, which it has logged. Post the migration again once the"
                    + " fault is fixed: it goes on with the deals that are left.";

    private final MigrationStore store;
    private final OutcomeStore outcomes;
    private final Deals deals;
    private final Pipelines pipelines;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration limit;
    private final Duration settle;
    private volatile int most = MOST_MOVED;
    private volatile boolean stopping;

    /** Whether there was a migration to work at, as far as is known: otherwise an outage is no news from here. */
    private boolean isAtWork;

    private boolean isAway;

    /**
     * @param limit for one portion
     * @param settle how long after the next version was published deals may still open in the version before
     */
    MigrationWorker(
            MigrationStore store,
            OutcomeStore outcomes,
            Deals deals,
            Pipelines pipelines,
            Transactions transactions,
            Clock clock,
            @ConfigProperty(name = "salesprocess.database.deadline") Duration limit,
            @ConfigProperty(name = "salesprocess.migrations.settle") Duration settle) {
        this.store = store;
        this.outcomes = outcomes;
        this.deals = deals;
        this.pipelines = pipelines;
        this.transactions = transactions;
        this.clock = clock;
        this.limit = limit;
        this.settle = settle;
    }

    /**
     * What a portion came to.
     *
     * @param migration the one that it belonged to
     * @param isAtEnd whether the next portion had better wait a little: the migration is over, or its next round begins
     */
    private record Portion(UUID migration, boolean isAtEnd) {}

    /** Works as long as there is something to do at once. */
    @Scheduled(
            identity = "migrations",
            every = "{salesprocess.migrations.every}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void work() {
        Set<UUID> later = new HashSet<>();
        while (!stopping && step(later)) {
            // Until each running migration has come to the end of a round, or to one that can wait.
        }
    }

    /** Portions are short, and the next start goes on where the last one led. */
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * Carries out one portion.
     *
     * @param later migrations that wait for the next time
     * @return whether there was one
     */
    boolean step(Set<UUID> later) {
        UUID[] taken = new UUID[1];
        try {
            Optional<Portion> portion = Deadline.within(
                    limit,
                    () -> transactions.run(() -> store.take(later).map(migration -> {
                        taken[0] = migration.id();
                        return carryOut(migration);
                    })));
            portion.filter(Portion::isAtEnd).ifPresent(done -> later.add(done.migration()));
            most = Math.min(MOST_MOVED, most * 2);
            isAtWork = portion.isPresent();
            noteReturn();
            return portion.isPresent();
        } catch (RuntimeException e) {
            noteFailure(taken[0], e);
            return false;
        }
    }

    private Portion carryOut(Migration migration) {
        Instant now = clock.instant();
        Round before =
                migration.round().beganAt() == null ? new Round(PageRequest.BEFORE_ALL, now, true) : migration.round();
        List<Deals.Passed> passed = deals.pass(migration.before(), before.passed(), MOST_PASSED);
        int end = end(passed);
        List<UUID> wanted = passed.subList(0, end).stream()
                .filter(Deals.Passed::isWanted)
                .map(Deals.Passed::id)
                .toList();
        List<UUID> found = new ArrayList<>(wanted);
        found.removeAll(outcomes.known(migration.id(), wanted));
        List<MigratedDeal> moved = found.isEmpty() ? List.of() : move(migration, found, now);
        outcomes.insert(migration.id(), moved);
        boolean isClean = before.isClean() && found.isEmpty();
        boolean isRoundOver = end == passed.size() && passed.size() < MOST_PASSED;
        Round after = isRoundOver ? Round.NEXT : new Round(passed.get(end - 1).id(), before.beganAt(), isClean);
        long refused = moved.stream().filter(deal -> deal.sequence() == null).count();
        store.goOn(migration.id(), moved.size() - refused, refused, after, now);
        if (isRoundOver && isClean && isSettled(migration, before.beganAt())) {
            store.done(migration.id(), now);
            LOG.infof(
                    "Migration %s is done: %d deals were moved, %d refused",
                    migration.id(), migration.moved(), migration.refused());
        }
        return new Portion(migration.id(), isRoundOver);
    }

    /** How many of these deals the portion takes: no more than it may move. */
    private int end(List<Deals.Passed> passed) {
        int wanted = 0;
        for (int i = 0; i < passed.size(); i++) {
            wanted += passed.get(i).isWanted() ? 1 : 0;
            if (wanted == most) {
                return i + 1;
            }
        }
        return passed.size();
    }

    /** Moves those of the deals that nobody is changing. */
    private List<MigratedDeal> move(Migration migration, List<UUID> found, Instant now) {
        DealCommand.Migrate command =
                new DealCommand.Migrate(migration.from(), pipelines.get(migration.after()), migration.stageMapping());
        Deals.Batch batch = deals.lockIdle(found, migration.before());
        List<MigratedDeal> moved = new ArrayList<>();
        for (UUID deal : batch.ids()) {
            try {
                Deals.Change change = batch.change(migration.actor(), deal, command);
                moved.add(MigratedDeal.moved(deal, change.deal().sequence(), now));
            } catch (ProblemException refusal) {
                moved.add(MigratedDeal.refused(deal, refusal.getMessage(), now));
            }
        }
        batch.write();
        return moved;
    }

    /**
     * Whether no deal can be opened any more that this round did not see. Once the next version is published, instances go on opening
     * deals in the one before for a moment, and those become visible a little later.
     */
    private boolean isSettled(Migration migration, Instant roundBeganAt) {
        return pipelines
                .publishedAt(new PipelineRef(migration.pipeline(), migration.from() + 1))
                .map(published -> published.plus(settle).isBefore(roundBeganAt))
                .orElse(true);
    }

    private void noteReturn() {
        if (isAway) {
            isAway = false;
            LOG.info("Migrations go on.");
        }
    }

    /** A database that is away only delays a migration; a fault that keeps coming back stops it. */
    private void noteFailure(UUID migration, RuntimeException failure) {
        if (isTemporary(failure)) {
            most = Math.max(1, most / 2);
            LOG.debug("Migrations cannot go on.", failure);
            isAtWork |= migration != null;
            if (isAtWork && !isAway && !stopping) {
                isAway = true;
                LOG.warn("Migrations cannot go on for now, and keep trying: the database did not respond.");
            }
            return;
        }
        // One at a time from here on, so that the deals before the one that fails are moved.
        most = 1;
        LOG.errorf(WithoutData.of(failure), "A portion of migration %s failed", migration);
        if (migration != null) {
            try {
                transactions.run(() -> {
                    store.failed(migration, MOST_FAILURES, STOPPED, clock.instant());
                    return null;
                });
            } catch (RuntimeException e) {
                LOG.debug("The failure could not be noted; the next one will be.", e);
            }
        }
    }

    private static boolean isTemporary(RuntimeException failure) {
        return failure instanceof ProblemException
                || SqlStates.of(failure)
                        .map(state -> SqlVerdict.of(new SQLException("", state)).isTemporary())
                        .orElse(false);
    }
}
