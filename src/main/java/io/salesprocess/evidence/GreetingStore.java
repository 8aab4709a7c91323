package io.salesprocess.evidence;

import io.salesprocess.deal.DealRows;
import io.salesprocess.deal.domain.Deal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The rows of greetings. */
@Singleton
class GreetingStore implements DealRows<GreetingEntity>, EvidenceWords {

    @Override
    public String name() {
        return "greetings";
    }

    @Override
    public List<GreetingResponse> export(Deal deal) {
        return ofDeal(deal.id()).stream().map(GreetingResponse::of).toList();
    }

    @Override
    public void erase(List<UUID> dealIds) {
        update("channel = null, note = null where dealId in ?1", dealIds);
    }
}
