package io.salesprocess.proposal;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The proposals there are. */
@Singleton
class Proposals implements PanacheRepositoryBase<ProposalEntity, UUID> {

    /** A proposal of this deal; another deal's is not found. */
    ProposalEntity of(UUID dealId, UUID proposalId) {
        return findByIdOptional(proposalId)
                .filter(found -> found.dealId.equals(dealId))
                .orElseThrow(ProblemException::notFound);
    }

    List<ProposalEntity> after(UUID dealId, UUID id, int limit) {
        return find("dealId = ?1 and id > ?2 order by id", dealId, id)
                .page(0, limit)
                .list();
    }
}
