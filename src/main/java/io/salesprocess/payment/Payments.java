package io.salesprocess.payment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The payments there are. */
@Singleton
class Payments implements PanacheRepositoryBase<PaymentEntity, UUID> {

    /** A payment of this deal; another deal's is not found. */
    PaymentEntity of(UUID dealId, UUID paymentId) {
        return findByIdOptional(paymentId)
                .filter(found -> found.dealId.equals(dealId))
                .orElseThrow(ProblemException::notFound);
    }

    /** The payment that was recorded under this reference; none without a reference. */
    Optional<PaymentEntity> under(UUID dealId, String reference) {
        return reference == null
                ? Optional.empty()
                : find("dealId = ?1 and reference = ?2", dealId, reference).firstResultOptional();
    }

    List<PaymentEntity> after(UUID dealId, UUID id, int limit) {
        return find("dealId = ?1 and id > ?2 order by id", dealId, id)
                .page(0, limit)
                .list();
    }
}
