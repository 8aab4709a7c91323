package io.salesprocess.deal;

import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A deal as lists show it: what has a column of its own. The rest of the state is not read, because reading it is most of the
 * work, and a page has up to 200 deals.
 */
record ListedDeal(
        UUID id,
        long number,
        PipelineRef pipeline,
        DealStatus status,
        String stage,
        int attempt,
        UUID prospectId,
        UUID offeringId,
        UUID ownerId,
        String source,
        Amount value,
        Instant openedAt,
        Instant stageEnteredAt,
        Instant dueAt,
        Instant closedAt,
        Instant updatedAt,
        String lostReason,
        long sequence,
        Map<String, Object> customFields) {

    boolean isOverdue(Instant now) {
        return dueAt != null && dueAt.isBefore(now);
    }
}
