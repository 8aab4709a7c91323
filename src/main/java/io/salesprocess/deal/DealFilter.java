package io.salesprocess.deal;

import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.pipeline.field.FieldFilter;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.database.Condition;
import java.time.Instant;
import java.util.UUID;

/**
 * Which deals a list shows: all for which every given condition holds; null stands for any.
 *
 * @param text found in the deal's number or in what is known of its prospect
 * @param openedFrom opened then or later
 * @param openedTo opened before
 * @param fields by custom fields
 * @param after the place after which the page begins, or null for the first page
 */
record DealFilter(
        DealStatus status,
        String stage,
        String pipeline,
        OwnerFilter owner,
        UUID prospectId,
        UUID offeringId,
        String source,
        Long number,
        String text,
        Boolean overdue,
        Instant openedFrom,
        Instant openedTo,
        Instant updatedFrom,
        FieldFilter fields,
        DealOrder order,
        Cursor after) {

    private static final String LATE = "(status = 'open' AND due_at < ?)";

    /** The same in two parts, for each of which there is an index: those that have been told, and those that have not yet. */
    private static final String LATE_BY_INDEX = "(status = 'open' AND told_due_at = due_at AND due_at < ?"
            + " OR status = 'open' AND told_due_at IS DISTINCT FROM due_at AND due_at < ?)";

    /** All deals of a prospect. */
    static DealFilter ofProspect(UUID prospectId) {
        return new DealFilter(
                null,
                null,
                null,
                null,
                prospectId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                FieldFilter.NONE,
                DealOrder.OLDEST_FIRST,
                null);
    }

    /** All conditions but the text and the custom fields, which others have to be asked about. */
    Condition condition(Instant now) {
        Condition all = Condition.ALWAYS
                .andIf("status = ?", status == null ? null : HyphenatedEnums.nameOf(status))
                .andIf("stage = ?", stage)
                .andIf("pipeline_key = ?", pipeline)
                .andIf("source = ?", source)
                .andIf("number = ?", number)
                .andIf("prospect_id = ?", prospectId)
                .andIf("offering_id = ?", offeringId)
                .andIf("opened_at >= ?", openedFrom)
                .andIf("opened_at < ?", openedTo)
                .andIf("updated_at >= ?", updatedFrom);
        if (owner != null) {
            all = all.and(owner.condition());
        }
        if (overdue != null) {
            all = all.and(overdue ? Condition.of(LATE_BY_INDEX, now, now) : Condition.of("NOT " + LATE, now));
        }
        return after == null
                ? all
                : all.and(Condition.of(order.isAfter(), order.place(after).toArray()));
    }
}
