package io.salesprocess.payment;

import io.salesprocess.deal.DealRows;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of payments. */
@Singleton
class PaymentStore implements DealRows<PaymentEntity> {

    /** The payment that was recorded under this reference; none without a reference. */
    Optional<PaymentEntity> under(UUID dealId, String reference) {
        return reference == null
                ? Optional.empty()
                : find("dealId = ?1 and reference = ?2", dealId, reference).firstResultOptional();
    }

    List<PaymentEntity> ofDeals(List<UUID> dealIds) {
        return list("dealId in ?1 order by id", dealIds);
    }
}
