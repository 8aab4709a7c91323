package io.salesprocess.proposal;

import io.salesprocess.deal.Deals;
import io.salesprocess.platform.sql.Sql;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The terms that were proposed, and why proposals were declined. */
@Singleton
class ProposalPersonalData implements PersonalData {

    private static final String FORGET_WORDS = """
            UPDATE proposal SET terms = NULL, reason = NULL
            WHERE deal_id IN (SELECT id FROM deal WHERE prospect_id = ?)
            """;

    private final Proposals proposals;
    private final Deals deals;
    private final Sql sql;

    ProposalPersonalData(Proposals proposals, Deals deals, Sql sql) {
        this.proposals = proposals;
        this.deals = deals;
        this.sql = sql;
    }

    @Override
    public String name() {
        return "proposals";
    }

    @Override
    public List<?> export(UUID prospectId) {
        return proposals.list("dealId in ?1 order by id", deals.ofProspect(prospectId)).stream()
                .map(ProposalResponse::of)
                .toList();
    }

    @Override
    public void erase(UUID prospectId) {
        sql.update(FORGET_WORDS, prospectId);
    }
}
