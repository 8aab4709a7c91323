package io.salesprocess.payment;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.Deals;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Payments that were taken back, and why. {@link PaymentPersonalData} erases the words of all entries. */
@Singleton
class ReversalPersonalData implements PersonalData {

    private final EntryStore entries;
    private final Deals deals;

    ReversalPersonalData(EntryStore entries, Deals deals) {
        this.entries = entries;
        this.deals = deals;
    }

    @Override
    public String name() {
        return "reversals";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return entries.ofDeals(deals.ofProspect(prospectId), EntryKind.REVERSAL).stream()
                .map(ReversalResponse::of)
                .toList();
    }

    @Override
    public void erase(Caller by, UUID prospectId) {
        // Done for all entries at once.
    }
}
