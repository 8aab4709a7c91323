package io.salesprocess.payment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.platform.api.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows of refunds. */
@Singleton
class RefundStore implements PanacheRepositoryBase<RefundEntity, UUID> {

    private static final String SUMS =
            "select r.paymentId, sum(r.amount) from RefundEntity r where r.paymentId in ?1 group by r.paymentId";

    /** A refund of this payment; another payment's is not found. */
    RefundEntity of(UUID paymentId, UUID refundId) {
        return findByIdOptional(refundId)
                .filter(found -> found.paymentId.equals(paymentId))
                .orElseThrow(ProblemException::notFound);
    }

    /** The refund that was recorded under this reference; none without a reference. */
    Optional<RefundEntity> under(UUID dealId, String reference) {
        return reference == null
                ? Optional.empty()
                : find("dealId = ?1 and reference = ?2", dealId, reference).firstResultOptional();
    }

    List<RefundEntity> after(UUID paymentId, UUID id, int limit) {
        return find("paymentId = ?1 and id > ?2 order by id", paymentId, id)
                .page(0, limit)
                .list();
    }

    /** What has been given back of a payment, in the currency's minor unit. */
    long sum(UUID paymentId) {
        return sumsOf(List.of(paymentId)).getOrDefault(paymentId, 0L);
    }

    /** What has been given back of each payment; payments without a refund are missing. */
    Map<UUID, Long> sums(List<PaymentEntity> payments) {
        return sumsOf(payments.stream().map(payment -> payment.id).toList());
    }

    private Map<UUID, Long> sumsOf(List<UUID> paymentIds) {
        return getEntityManager()
                .createQuery(SUMS, Object[].class)
                .setParameter(1, paymentIds)
                .getResultStream()
                .collect(Collectors.toMap(row -> (UUID) row[0], row -> (Long) row[1]));
    }

    List<RefundEntity> ofDeals(List<UUID> dealIds) {
        return list("dealId in ?1 order by id", dealIds);
    }

    /** Erases why money went back; the rows stay, since books must still add up. */
    void forgetWords(List<UUID> dealIds) {
        update("reason = null where dealId in ?1", dealIds);
    }
}
