package io.salesprocess.deal.history;

import java.util.UUID;

/**
 * A place in the commit order.
 *
 * @param transaction null while all deals are gone through
 * @param sequence the event's; null where deals are followed, not events
 */
record FollowerPlace(String transaction, UUID deal, Long sequence) {

    /** Before everything else of the same transaction. */
    static final UUID BEFORE_ALL = new UUID(0, 0);
}
