package io.salesprocess.payment;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.Deals;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Why money went back. */
@Singleton
class RefundPersonalData implements PersonalData {

    private final RefundStore refunds;
    private final Deals deals;

    RefundPersonalData(RefundStore refunds, Deals deals) {
        this.refunds = refunds;
        this.deals = deals;
    }

    @Override
    public String name() {
        return "refunds";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return refunds.ofDeals(deals.ofProspect(prospectId)).stream()
                .map(RefundResponse::of)
                .toList();
    }

    @Override
    public void erase(Caller by, UUID prospectId) {
        refunds.forgetWords(deals.ofProspect(prospectId));
    }
}
