package io.salesprocess.proposal;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.Deals;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The terms that were proposed, and why proposals were declined. */
@Singleton
class ProposalPersonalData implements PersonalData {

    private final ProposalStore proposals;
    private final Deals deals;

    ProposalPersonalData(ProposalStore proposals, Deals deals) {
        this.proposals = proposals;
        this.deals = deals;
    }

    @Override
    public String name() {
        return "proposals";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return proposals.ofDeals(deals.ofProspect(prospectId)).stream()
                .map(ProposalResponse::of)
                .toList();
    }

    @Override
    public void erase(Caller by, UUID prospectId) {
        proposals.forgetWords(deals.ofProspect(prospectId));
    }
}
