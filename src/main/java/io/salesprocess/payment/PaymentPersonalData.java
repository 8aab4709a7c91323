package io.salesprocess.payment;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.Deals;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What the prospect has paid. The words of all entries are erased; the figures stay, since books must still add up. */
@Singleton
class PaymentPersonalData implements PersonalData {

    private final EntryStore entries;
    private final Deals deals;

    PaymentPersonalData(EntryStore entries, Deals deals) {
        this.entries = entries;
        this.deals = deals;
    }

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return entries.payments(deals.ofProspect(prospectId)).stream()
                .map(PaymentResponse::of)
                .toList();
    }

    @Override
    public void erase(Caller by, UUID prospectId) {
        entries.forgetWords(deals.ofProspect(prospectId));
    }
}
