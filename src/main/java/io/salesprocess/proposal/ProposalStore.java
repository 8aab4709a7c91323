package io.salesprocess.proposal;

import io.salesprocess.deal.DealRows;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The rows of proposals. */
@Singleton
class ProposalStore implements DealRows<ProposalEntity> {

    List<ProposalEntity> ofDeals(List<UUID> dealIds) {
        return list("dealId in ?1 order by id", dealIds);
    }

    /** Those of these proposals that are valid for a limited time. */
    List<ProposalEntity> withEnd(Collection<UUID> ids) {
        return list("id in ?1 and validUntil is not null", ids);
    }

    /** The proposals of the deal that were accepted, the last one first. */
    List<ProposalEntity> accepted(UUID dealId) {
        return list("dealId = ?1 and status = 'accepted' order by decidedAt desc, id desc", dealId);
    }

    /** Erases items, terms and reasons; the rows stay, since history names them, and so do the totals. */
    void forgetWords(List<UUID> dealIds) {
        update("items = null, terms = null, reason = null where dealId in ?1", dealIds);
    }
}
