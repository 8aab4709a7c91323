package io.salesprocess.payment;

import io.salesprocess.access.Caller;
import io.salesprocess.deal.Deals;
import io.salesprocess.prospect.PersonalData;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the prospect has paid. It is handed out; it is facts and identifiers, and so is not erased. */
@Singleton
class PaymentPersonalData implements PersonalData {

    private final PaymentStore payments;
    private final RefundStore refunds;
    private final Deals deals;

    PaymentPersonalData(PaymentStore payments, RefundStore refunds, Deals deals) {
        this.payments = payments;
        this.refunds = refunds;
        this.deals = deals;
    }

    @Override
    public String name() {
        return "payments";
    }

    @Override
    public List<?> export(UUID prospectId) {
        List<PaymentEntity> found = payments.ofDeals(deals.ofProspect(prospectId));
        Map<UUID, Long> refunded = refunds.sums(found);
        return found.stream()
                .map(payment -> PaymentResponse.of(payment, refunded.getOrDefault(payment.id, 0L)))
                .toList();
    }

    @Override
    public void erase(Caller by, UUID prospectId) {
        // Books must still add up when a client has been forgotten.
    }
}
