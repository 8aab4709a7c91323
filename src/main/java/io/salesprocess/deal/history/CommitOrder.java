package io.salesprocess.deal.history;

import java.util.List;

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
     * @param projection continues a list of common table expressions, among them {@code changed_deal (deal_id)}
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
     * Events to hand on.
     *
     * @param step where they lead
     */
    record Batch(List<StoredEvent> events, FollowedStep step) {}
}
