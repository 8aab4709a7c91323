package io.salesprocess.evidence;

import io.salesprocess.deal.DealRows;
import io.salesprocess.deal.domain.Deal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The rows of activities. */
@Singleton
class ActivityStore implements DealRows<ActivityEntity>, EvidenceWords {

    @Override
    public String name() {
        return "activities";
    }

    @Override
    public List<ActivityResponse> export(Deal deal) {
        return ofDeal(deal.id()).stream().map(ActivityResponse::of).toList();
    }

    @Override
    public void erase(List<UUID> dealIds) {
        update("note = null where dealId in ?1", dealIds);
    }
}
