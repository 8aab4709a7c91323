package io.salesprocess.evidence;

import io.salesprocess.deal.DealRows;
import io.salesprocess.deal.domain.Deal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The rows of requests for approval and of decisions about them. */
@Singleton
class ApprovalStore implements DealRows<ApprovalEntity>, EvidenceWords {

    @Override
    public String name() {
        return "approvals";
    }

    @Override
    public List<ApprovalResponse> export(Deal deal) {
        return ofDeal(deal.id()).stream().map(ApprovalResponse::of).toList();
    }

    @Override
    public void erase(List<UUID> dealIds) {
        update("note = null where dealId in ?1", dealIds);
    }
}
