package io.salesprocess.payment;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.MoneyMapper;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Money that goes back (rule 7). */
@UseCase
class RefundService {

    private final Deals deals;
    private final PaymentStore payments;
    private final RefundStore refunds;
    private final Ids ids;
    private final Clock clock;

    RefundService(Deals deals, PaymentStore payments, RefundStore refunds, Ids ids, Clock clock) {
        this.deals = deals;
        this.payments = payments;
        this.refunds = refunds;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param isNew false if it was recorded before, under the same reference */
    record Refunded(RefundEntity refund, Deal deal, boolean isNew) {}

    /** Refunds of a payment of a deal that the caller may see, oldest first. */
    List<RefundEntity> list(Caller caller, UUID dealId, UUID paymentId, UUID after, int limit) {
        payments.of(deals.get(caller, dealId), paymentId);
        return refunds.after(paymentId, after, limit);
    }

    /** How many of them there are. */
    long count(Caller caller, UUID dealId, UUID paymentId) {
        payments.of(deals.get(caller, dealId), paymentId);
        return refunds.count("paymentId = ?1", paymentId);
    }

    /** One refund of a payment of a deal that the caller may see. */
    Recorded<RefundEntity> get(Caller caller, UUID dealId, UUID paymentId, UUID id) {
        Deal deal = deals.get(caller, dealId);
        payments.of(deal, paymentId);
        return new Recorded<>(refunds.of(paymentId, id), deal);
    }

    /**
     * Records a refund. Refused are more than is left of the payment, another currency than the deal's, and a reference that was
     * used for another refund. What is left is read under the deal's lock, so that two refunds at once cannot both take the
     * rest. A refund reported again under its reference is recognised before its version is looked at.
     */
    Refunded record(Caller caller, UUID dealId, UUID paymentId, ExpectedVersion version, RefundRequest request) {
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, ExpectedVersion.ANY);
        PaymentEntity payment = payments.of(locked.deal(), paymentId);
        Optional<RefundEntity> first = refunds.under(dealId, request.reference());
        if (first.isPresent()) {
            if (!request.reports(paymentId, first.get())) {
                throw References.taken();
            }
            return new Refunded(first.get(), locked.deal(), false);
        }
        version.check(locked.deal().sequence());
        RefundEntity refund = new RefundEntity();
        refund.id = ids.next();
        refund.paymentId = paymentId;
        refund.dealId = dealId;
        refund.amount = request.amount().amount();
        refund.currency = request.amount().currency();
        refund.reason = request.reason();
        refund.reference = request.reference();
        refund.recordedAt = clock.instant();
        long refundable = payment.amount - refunds.sum(paymentId);
        Fact refunded =
                new Fact.PaymentRefunded(refund.id, paymentId, MoneyMapper.toDomain(request.amount()), refundable);
        Deal deal = deals.change(locked, DealCommand.Record.of(refunded)).deal();
        refunds.persistAndFlush(refund);
        return new Refunded(refund, deal, true);
    }
}
