package io.salesprocess.deal.history;

import io.salesprocess.platform.database.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Goes through history in commit order from a position that the database keeps under a name. One worker at a time does so,
 * whatever the number of instances, in steps: each is one transaction, which does the work and moves the position, or fails
 * and leaves both as they were. {@link Followers} makes them.
 */
public final class Follower {

    private final String name;
    private final Work work;
    private final int most;
    private final FollowerStore positions;
    private final CommitOrder order;
    private final Transactions transactions;
    private final Clock clock;
    private volatile int limit;

    Follower(
            String name,
            Work work,
            int most,
            FollowerStore positions,
            CommitOrder order,
            Transactions transactions,
            Clock clock) {
        this.name = name;
        this.work = work;
        this.most = most;
        this.positions = positions;
        this.order = order;
        this.transactions = transactions;
        this.clock = clock;
        this.limit = most;
    }

    /**
     * How far a follower has come.
     *
     * @param exact whether everything that was visible at one moment has been followed, and nothing else; otherwise another
     *     step is worth making at once
     * @param asOf that moment, or when the last step was made
     */
    public record Progress(boolean exact, Instant asOf) {}

    /** What a step does with what it finds after a position. */
    @FunctionalInterface
    interface Work {
        FollowedStep follow(FollowerPosition from, int limit);
    }

    /** Makes one step, once no other worker makes one, and returns where it led. */
    public Progress step() {
        return transactions.run(() -> {
            positions.waitForTurn(name);
            return follow();
        });
    }

    /** Makes one step; empty if another worker is making one, in this instance or another. */
    public Optional<Progress> stepIfIdle() {
        return transactions.run(() -> positions.takeTurn(name) ? Optional.of(follow()) : Optional.empty());
    }

    /** Looks, without writing, whether there is anything to follow; empty if there is, or if it cannot be told. */
    public Optional<Progress> look() {
        return transactions.run(() -> positions
                .find(name)
                .position()
                .filter(kept -> kept.exact() && !order.hasNews(kept.followed()))
                .map(kept -> new Progress(true, clock.instant())));
    }

    private Progress follow() {
        int wanted = limit;
        try {
            Progress progress = follow(wanted);
            limit = (int) Math.min(most, wanted * 2L);
            return progress;
        } catch (RuntimeException e) {
            // It may have been too much for the time that a statement may take.
            limit = Math.max(1, wanted / 2);
            throw e;
        }
    }

    private Progress follow(int wanted) {
        // In statements of their own, after the lock: what follows sees all that the last worker has done.
        Instant at = clock.instant();
        FollowerStore.Found found = positions.find(name);
        FollowerPosition before = found.position().orElseGet(() -> FollowerPosition.start(found.cluster(), at));
        FollowedStep step = work.follow(before, wanted);
        FollowerPosition after = step.found() == wanted ? before.onTheWay(step, at) : before.arrived(step, at);
        if (step.found() > 0 || !before.exact()) {
            positions.put(name, after);
        }
        return new Progress(after.exact(), after.asOf());
    }
}
