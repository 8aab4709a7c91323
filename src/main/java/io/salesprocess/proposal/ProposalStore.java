package io.salesprocess.proposal;

import io.salesprocess.deal.DealRows;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The rows of proposals. */
@Singleton
class ProposalStore implements DealRows<ProposalEntity> {

    List<ProposalEntity> ofDeals(List<UUID> dealIds) {
        return list("dealId in ?1 order by id", dealIds);
    }

    /** Erases terms and reasons; the rows stay, since history names them. */
    void forgetWords(List<UUID> dealIds) {
        update("terms = null, reason = null where dealId in ?1", dealIds);
    }
}
