package io.salesprocess.proposal;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.Deals;
import io.salesprocess.paper.Papers;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What was proposed, in words and as pages, and why proposals were declined. */
@Singleton
class ProposalPersonalData implements PersonalData {

    private final ProposalStore proposals;
    private final Papers papers;
    private final Deals deals;

    ProposalPersonalData(ProposalStore proposals, Papers papers, Deals deals) {
        this.papers = papers;
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
        List<UUID> all = deals.ofProspect(prospectId);
        proposals.forgetWords(all);
        papers.erase(all);
    }
}
