package io.salesprocess.deal.history;

import io.salesprocess.platform.database.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The order in which transactions were committed, and what has been committed since. Numbers of events or times do not tell:
 * what begins early may commit late. Each database engine finds it out in its own way, and all statements that do so are
 * behind this interface. Snapshots and transactions are texts that only the implementation understands.
 */
interface CommitOrder {

    /** An SQL expression for the identity of what numbers the transactions; snapshots of another one mean nothing. */
    String cluster();

    /** An SQL condition: whether the snapshot in a column is one that this database has already come to. */
    String hasReached(String column);

    /**
     * Has a projection follow the deals whose events are visible now and were not in the position's snapshot.
     *
     * @param projection continues a list of common table expressions, among them {@code changed_deal (deal_id, types)}
     * @param limit how many changes to look at
     */
    FollowedStep projectNews(String projection, FollowerPosition from, int limit);

    /** Has a projection follow all deals, in the order of their ids. */
    FollowedStep projectAll(String projection, FollowerPosition from, int limit);

    /** Whether anything is visible now that was not in the snapshot. */
    boolean hasNews(String followed);

    /** The snapshot of this moment. */
    String present();

    /** The events after the position, in commit order: of all history if nothing has been followed yet. */
    Batch eventsAfter(FollowerPosition from, int limit);

    /**
     * Events in an order that never changes: none is among them before which one could still be written.
     *
     * @param loaded whether those that were there when the era began, or those since
     * @param wanted a condition on {@code deal_event e}
     * @param limit how many to look at
     */
    CommittedEvents.Portion settled(HistoryEra era, boolean loaded, HistoryPosition from, Condition wanted, int limit);

    /** The same of one deal. */
    CommittedEvents.Portion settledOfDeal(
            HistoryEra era, UUID dealId, HistoryPosition from, Condition wanted, int limit);

    /** The last of them. */
    Optional<HistoryPosition> lastSettled(HistoryEra era, boolean loaded);

    /** When the first event happened that is visible and not among them yet. */
    Optional<Instant> unsettledSince();

    /**
     * Events to hand on.
     *
     * @param step where they lead
     */
    record Batch(List<StoredEvent> events, FollowedStep step) {}
}
