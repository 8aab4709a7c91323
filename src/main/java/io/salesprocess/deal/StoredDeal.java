package io.salesprocess.deal;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.platform.kernel.TimeOrder;
import java.time.Instant;
import java.util.Map;

/**
 * A deal as the database keeps it: the state that history adds up to, and what is not history's.
 *
 * @param number for people, ascending from 1001
 * @param source where the prospect came from, or null
 * @param customFields may hold words of people, so history has their keys only
 * @param updatedAt when the last event happened
 * @param lostReason null unless the deal is lost
 * @param lastHash the hash of the last event
 */
record StoredDeal(
        Deal deal,
        long number,
        String source,
        Map<String, Object> customFields,
        Instant updatedAt,
        String lostReason,
        byte[] lastHash) {

    /** When the next event happens: times in a history never go back, also where the clocks of instances differ (rule 8). */
    Instant nextTime(Instant now) {
        return TimeOrder.notBefore(updatedAt, now);
    }
}
