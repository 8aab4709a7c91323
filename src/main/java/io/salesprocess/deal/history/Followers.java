package io.salesprocess.deal.history;

import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Makes followers of history. Objects with one name share one position and one turn, also over all instances. */
@Singleton
public class Followers {

    private final FollowerStore positions;
    private final CommitOrder order;
    private final Transactions transactions;
    private final Clock clock;

    Followers(FollowerStore positions, CommitOrder order, Transactions transactions, Clock clock) {
        this.positions = positions;
        this.order = order;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Where a follower of events begins that has no position yet, or one that was kept in another database cluster. */
    public enum Start {
        /** With the first event of history. */
        BEGINNING,
        /** With the first event that is committed after its first step. */
        NOW
    }

    /**
     * A follower for tables that follow from the state of deals. Its work is one statement, so that what it writes is the state
     * of one moment. It begins with all deals, and then hands on those with new events. It may name a deal again, or one to
     * which nothing has happened; the statement has to leave things as they are then.
     *
     * @param projection common table expressions, separated by commas, that follow {@code changed_deal (deal_id, types)} and
     *     write; the types are those of the deal's new events, or null where any event may be new
     * @param most how many changes one step looks at; halved by itself while that takes too long
     */
    public Follower projecting(String name, String projection, int most) {
        return follower(
                name,
                (from, limit) -> from.isFirstWay()
                        ? order.projectAll(projection, from, limit)
                        : order.projectNews(projection, from, limit),
                most);
    }

    /**
     * A follower that hands on every event once, in commit order. Of what was committed between two steps, lower transactions come
     * first, then lower deals; events of one deal always come in the order of their numbers.
     *
     * @param most about how many events are handed on at a time; halved by itself while that takes too long
     * @param work runs in the transaction that moves the position: what it writes by {@code Sql} is kept exactly once. It may run
     *     again with the same events after a failure, and is not called without any
     */
    public Follower handingOn(String name, Start start, int most, Consumer<List<StoredEvent>> work) {
        return follower(
                name,
                (from, limit) -> {
                    boolean beginsNow = start == Start.NOW && from.isFirstWay() && from.target() == null;
                    return beginsNow ? new FollowedStep(order.present(), 0, null) : handOn(from, limit, work);
                },
                most);
    }

    private FollowedStep handOn(FollowerPosition from, int limit, Consumer<List<StoredEvent>> work) {
        CommitOrder.Batch batch = order.eventsAfter(from, limit);
        if (!batch.events().isEmpty()) {
            work.accept(batch.events());
        }
        return batch.step();
    }

    private Follower follower(String name, Follower.Work work, int most) {
        return new Follower(name, work, most, positions, order, transactions, clock);
    }
}
