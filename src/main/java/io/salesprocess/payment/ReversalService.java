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
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Payments that are taken back whole, such as bounced ones (rule 7). */
@UseCase
class ReversalService {

    private final Deals deals;
    private final EntryStore entries;
    private final Ids ids;
    private final Clock clock;

    ReversalService(Deals deals, EntryStore entries, Ids ids, Clock clock) {
        this.deals = deals;
        this.entries = entries;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param isNew false if it was recorded before, under the same reference */
    record Reversed(Entry reversal, Deal deal, boolean isNew) {}

    /** The reversal of a payment of a deal that the caller may see; not found as long as it has not been reversed. */
    Recorded<Entry> get(Caller caller, UUID dealId, UUID paymentId) {
        Deal deal = deals.get(caller, dealId);
        payment(deal, paymentId);
        return new Recorded<>(of(paymentId).orElseThrow(ProblemException::notFound), deal);
    }

    /**
     * Reverses a payment, once. It takes back all that the payment was, whatever has been refunded of it: then the business is short
     * of both, and what is collected can fall below zero. A reversal reported again under its reference is recognised
     * before its version is looked at.
     */
    Reversed record(Caller caller, UUID dealId, UUID paymentId, ExpectedVersion version, ReversalRequest request) {
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, ExpectedVersion.ANY);
        Entry payment = payment(locked.deal(), paymentId).entry();
        Optional<Entry> under = entries.under(dealId, EntryKind.REVERSAL, request.reference());
        if (under.isPresent()) {
            if (!under.get().paymentId().equals(paymentId)) {
                throw References.taken();
            }
            return new Reversed(under.get(), locked.deal(), false);
        }
        if (of(paymentId).isPresent()) {
            throw ProblemException.of(ProblemType.CONFLICT, "The payment has been reversed already.");
        }
        version.check(locked.deal().sequence());
        Instant now = clock.instant();
        Entry reversal = new Entry(
                ids.next(),
                dealId,
                EntryKind.REVERSAL,
                paymentId,
                payment.amount(),
                now,
                now,
                payment.method(),
                request.reference(),
                request.reason());
        Fact reversed = new Fact.PaymentReversed(reversal.id(), paymentId, MoneyMapper.toDomain(payment.amount()));
        Deal deal = deals.change(locked, DealCommand.Record.of(reversed)).deal();
        entries.add(reversal);
        return new Reversed(reversal, deal, true);
    }

    private Optional<Entry> of(UUID paymentId) {
        return entries.back(paymentId, EntryKind.REVERSAL, new UUID(0, 0), 1).stream()
                .findFirst();
    }

    private Payment payment(Deal deal, UUID paymentId) {
        return entries.payment(deal.id(), paymentId).orElseThrow(ProblemException::notFound);
    }
}
