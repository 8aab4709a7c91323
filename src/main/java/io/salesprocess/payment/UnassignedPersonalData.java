package io.salesprocess.payment;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.Deals;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Money that fitted no deal at first, and was assigned to one of the prospect's. Its words are erased; the figures stay. */
@Singleton
class UnassignedPersonalData implements PersonalData {

    private final UnassignedPaymentStore store;
    private final Deals deals;

    UnassignedPersonalData(UnassignedPaymentStore store, Deals deals) {
        this.store = store;
        this.deals = deals;
    }

    @Override
    public String name() {
        return "assignedPayments";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return store.ofDeals(deals.ofProspect(prospectId)).stream()
                .map(UnassignedPaymentResponse::of)
                .toList();
    }

    @Override
    public void erase(Caller by, UUID prospectId) {
        store.forgetWords(deals.ofProspect(prospectId));
    }
}
