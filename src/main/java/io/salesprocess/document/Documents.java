package io.salesprocess.document;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The documents there are. */
@Singleton
class Documents implements PanacheRepositoryBase<DocumentEntity, UUID> {

    /** A document of this deal; another deal's is not found. */
    DocumentEntity of(UUID dealId, UUID documentId) {
        return findByIdOptional(documentId)
                .filter(found -> found.dealId.equals(dealId))
                .orElseThrow(ProblemException::notFound);
    }

    List<DocumentEntity> after(UUID dealId, UUID id, int limit) {
        return find("dealId = ?1 and id > ?2 order by id", dealId, id)
                .page(0, limit)
                .list();
    }
}
