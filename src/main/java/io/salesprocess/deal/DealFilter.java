package io.salesprocess.deal;

import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import java.time.Instant;
import java.util.UUID;

/**
 * Which deals a list shows: all for which every given condition holds; null stands for any.
 *
 * @param openedFrom opened then or later
 * @param openedTo opened before
 * @param after the place after which the page begins, or null for the first page
 */
record DealFilter(
        DealStatus status,
        String stage,
        String pipeline,
        UUID ownerId,
        UUID prospectId,
        UUID offeringId,
        String source,
        Boolean overdue,
        Instant openedFrom,
        Instant openedTo,
        Instant updatedFrom,
        DealOrder order,
        Cursor after) {

    private static final String LATE = "(status = 'open' AND due_at < ?)";

    /** All deals of a prospect. */
    static DealFilter ofProspect(UUID prospectId) {
        return new DealFilter(
                null, null, null, null, prospectId, null, null, null, null, null, null, DealOrder.OLDEST_FIRST, null);
    }

    Condition condition(Instant now) {
        Condition all = Condition.ALWAYS
                .andIf("status = ?", status == null ? null : HyphenatedEnums.nameOf(status))
                .andIf("stage = ?", stage)
                .andIf("pipeline_key = ?", pipeline)
                .andIf("source = ?", source)
                .andIf("owner_id = ?", ownerId)
                .andIf("prospect_id = ?", prospectId)
                .andIf("offering_id = ?", offeringId)
                .andIf("opened_at >= ?", openedFrom)
                .andIf("opened_at < ?", openedTo)
                .andIf("updated_at >= ?", updatedFrom);
        if (overdue != null) {
            all = all.and(Condition.of(overdue ? LATE : "NOT " + LATE, now));
        }
        return after == null
                ? all
                : all.and(Condition.of(order.isAfter(), order.place(after).toArray()));
    }
}
