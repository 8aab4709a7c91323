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
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Money that goes back (rule 7). */
@UseCase
class RefundService {

    private final Deals deals;
    private final EntryStore entries;
    private final Ids ids;
    private final Clock clock;

    RefundService(Deals deals, EntryStore entries, Ids ids, Clock clock) {
        this.deals = deals;
        this.entries = entries;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param isNew false if it was recorded before, under the same reference */
    record Refunded(Entry refund, Deal deal, boolean isNew) {}

    /** Refunds of a payment of a deal that the caller may see, oldest first. */
    List<Entry> list(Caller caller, UUID dealId, UUID paymentId, UUID after, int limit) {
        return entries.back(payment(deals.get(caller, dealId), paymentId).id(), EntryKind.REFUND, after, limit);
    }

    /** How many of them there are. */
    long count(Caller caller, UUID dealId, UUID paymentId) {
        return entries.countBack(payment(deals.get(caller, dealId), paymentId).id(), EntryKind.REFUND);
    }

    /** One refund of a payment of a deal that the caller may see. */
    Recorded<Entry> get(Caller caller, UUID dealId, UUID paymentId, UUID id) {
        Deal deal = deals.get(caller, dealId);
        payment(deal, paymentId);
        return new Recorded<>(
                entries.back(paymentId, EntryKind.REFUND, id).orElseThrow(ProblemException::notFound), deal);
    }

    /**
     * Records a refund. Refused are more than is left of the payment, another currency than the deal's, and a reference that was
     * used for another refund. What is left is read under the deal's lock, so that two refunds at once cannot both take the
     * rest. A refund reported again under its reference is recognised before its version is looked at.
     */
    Refunded record(Caller caller, UUID dealId, UUID paymentId, ExpectedVersion version, RefundRequest request) {
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, ExpectedVersion.ANY);
        Payment payment = payment(locked.deal(), paymentId);
        Optional<Entry> first = entries.under(dealId, EntryKind.REFUND, request.reference());
        if (first.isPresent()) {
            if (!request.reports(paymentId, first.get())) {
                throw References.taken();
            }
            return new Refunded(first.get(), locked.deal(), false);
        }
        version.check(locked.deal().sequence());
        Instant now = clock.instant();
        Entry refund = new Entry(
                ids.next(),
                dealId,
                EntryKind.REFUND,
                paymentId,
                request.amount(),
                now,
                now,
                payment.entry().method(),
                request.reference(),
                request.reason());
        Fact refunded = new Fact.PaymentRefunded(
                refund.id(), paymentId, MoneyMapper.toDomain(request.amount()), payment.refundable());
        Deal deal = deals.change(locked, DealCommand.Record.of(refunded)).deal();
        entries.add(refund);
        return new Refunded(refund, deal, true);
    }

    private Payment payment(Deal deal, UUID paymentId) {
        return entries.payment(deal.id(), paymentId).orElseThrow(ProblemException::notFound);
    }
}
