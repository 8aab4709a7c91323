package io.salesprocess.payment;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.MoneyMapper;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.Currencies;
import io.salesprocess.platform.kernel.CurrencyCode;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.PastTimes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Money that arrives for won deals (rule 7). */
@UseCase
class PaymentService {

    private final Deals deals;
    private final DealRecords records;
    private final PaymentStore payments;
    private final RefundStore refunds;
    private final Ids ids;
    private final Clock clock;

    PaymentService(Deals deals, DealRecords records, PaymentStore payments, RefundStore refunds, Ids ids, Clock clock) {
        this.deals = deals;
        this.records = records;
        this.payments = payments;
        this.refunds = refunds;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A payment.
     *
     * @param refunded what has gone back of it, in the currency's minor unit
     * @param isNew false if it was recorded before, under the same reference
     */
    record Received(PaymentEntity payment, long refunded, Deal deal, boolean isNew) {}

    /** Payments of a deal that the caller may see, in the order in which they were recorded. */
    List<PaymentResponse> list(Caller caller, UUID dealId, UUID after, int limit) {
        List<PaymentEntity> found = records.list(caller, payments, dealId, after, limit);
        Map<UUID, Long> refunded = refunds.sums(found);
        return found.stream()
                .map(payment -> PaymentResponse.of(payment, refunded.getOrDefault(payment.id, 0L)))
                .toList();
    }

    /** How many of them there are. */
    long count(Caller caller, UUID dealId) {
        return records.count(caller, payments, dealId);
    }

    /** One payment of a deal that the caller may see. */
    Received get(Caller caller, UUID dealId, UUID id) {
        Recorded<PaymentEntity> found = records.get(caller, payments, dealId, id);
        return new Received(found.row(), refunds.sum(id), found.deal(), false);
    }

    /**
     * Records a payment. Refused are money for a deal that is not won, another currency than the deal's, and a reference that
     * was used for another payment. A payment reported again under its reference is recognised before its version is looked
     * at, which names the deal before the first time.
     */
    Received record(Caller caller, UUID dealId, ExpectedVersion version, PaymentRequest request) {
        Instant now = clock.instant();
        Instant receivedAt = PastTimes.orNow(request.receivedAt(), now, "/receivedAt");
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, ExpectedVersion.ANY);
        Optional<PaymentEntity> first = payments.under(dealId, request.reference());
        if (first.isPresent()) {
            if (!request.reports(first.get())) {
                throw References.taken();
            }
            return new Received(first.get(), refunds.sum(first.get().id), locked.deal(), false);
        }
        version.check(locked.deal().sequence());
        mustBeCurrent(locked.deal(), request.amount());
        PaymentEntity payment = new PaymentEntity();
        payment.id = ids.next();
        payment.dealId = dealId;
        payment.amount = request.amount().amount();
        payment.currency = request.amount().currency();
        payment.method = request.method();
        payment.reference = request.reference();
        payment.receivedAt = receivedAt;
        payment.recordedAt = now;
        Fact received = new Fact.PaymentReceived(payment.id, MoneyMapper.toDomain(request.amount()));
        return new Received(
                payment, 0, records.add(locked, payments, payment, received).deal(), true);
    }

    /** A first payment chooses the currency; later ones follow it, also once it is withdrawn. */
    private static void mustBeCurrent(Deal deal, Amount amount) {
        if (deal.currency() == null && !Currencies.isCurrent(amount.currency())) {
            throw ProblemException.invalid(FieldError.at("/amount/currency", CurrencyCode.EXPECTED));
        }
    }
}
