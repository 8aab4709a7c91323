package io.salesprocess.payment;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.MoneyMapper;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
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
import java.util.Optional;
import java.util.UUID;

/** Money that arrives for won deals (rule 7). */
@UseCase
class PaymentService {

    private final Deals deals;
    private final EntryStore entries;
    private final Ids ids;
    private final Clock clock;

    PaymentService(Deals deals, EntryStore entries, Ids ids, Clock clock) {
        this.deals = deals;
        this.entries = entries;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param isNew false if it was recorded before, under the same reference */
    record Received(Payment payment, Deal deal, boolean isNew) {}

    /** Payments of a deal that the caller may see, in the order in which they were recorded. */
    List<PaymentResponse> list(Caller caller, UUID dealId, UUID after, int limit) {
        return entries.payments(deals.get(caller, dealId).id(), after, limit).stream()
                .map(PaymentResponse::of)
                .toList();
    }

    /** How many of them there are. */
    long count(Caller caller, UUID dealId) {
        return entries.count(deals.get(caller, dealId).id(), EntryKind.PAYMENT);
    }

    /** One payment of a deal that the caller may see. */
    Received get(Caller caller, UUID dealId, UUID id) {
        Deal deal = deals.get(caller, dealId);
        return new Received(entries.payment(dealId, id).orElseThrow(ProblemException::notFound), deal, false);
    }

    /**
     * Records a payment. Refused are money for a deal that is not won, another currency than the deal's, and a reference that
     * was used for another payment. A payment reported again under its reference is recognised before its version is looked
     * at, which names the deal before the first time.
     */
    Received record(Caller caller, UUID dealId, ExpectedVersion version, PaymentRequest request) {
        Instant receivedAt = PastTimes.orNow(request.receivedAt(), clock.instant(), "/receivedAt");
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, ExpectedVersion.ANY);
        Optional<Payment> first = entries.paymentUnder(dealId, request.reference());
        if (first.isPresent()) {
            if (!request.reports(first.get().entry())) {
                throw References.taken();
            }
            return new Received(first.get(), locked.deal(), false);
        }
        version.check(locked.deal().sequence());
        mustBeCurrent(locked.deal(), request.amount());
        return add(locked, request.amount(), receivedAt, request.method(), request.reference());
    }

    /** Records money that arrived before it was known for which deal. Its reference must not be that of another payment. */
    Received assign(LockedDeal locked, UnassignedPayment money) {
        if (entries.paymentUnder(locked.deal().id(), money.reference()).isPresent()) {
            throw References.taken();
        }
        return add(locked, money.amount(), money.receivedAt(), money.method(), money.reference());
    }

    private Received add(LockedDeal locked, Amount amount, Instant receivedAt, String method, String reference) {
        UUID id = ids.next();
        Entry payment = new Entry(
                id,
                locked.deal().id(),
                EntryKind.PAYMENT,
                id,
                amount,
                receivedAt,
                clock.instant(),
                method,
                reference,
                null);
        Fact received = new Fact.PaymentReceived(id, MoneyMapper.toDomain(amount));
        Deal deal = deals.change(locked, DealCommand.Record.of(received)).deal();
        entries.add(payment);
        return new Received(Payment.fresh(payment), deal, true);
    }

    /** A first payment chooses the currency; later ones follow it, also once it is withdrawn. */
    private static void mustBeCurrent(Deal deal, Amount amount) {
        if (deal.currency() == null && !Currencies.isCurrent(amount.currency())) {
            throw ProblemException.invalid(FieldError.at("/amount/currency", CurrencyCode.EXPECTED));
        }
    }
}
