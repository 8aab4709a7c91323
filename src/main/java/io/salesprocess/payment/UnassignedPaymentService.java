package io.salesprocess.payment;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.PastTimes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Money that fits no deal, until a person assigns it (rule 16). */
@UseCase
class UnassignedPaymentService {

    private final UnassignedPaymentStore store;
    private final PaymentService payments;
    private final Deals deals;
    private final Ids ids;
    private final Clock clock;

    UnassignedPaymentService(UnassignedPaymentStore store, PaymentService payments, Deals deals, Ids ids, Clock clock) {
        this.store = store;
        this.payments = payments;
        this.deals = deals;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param isNew false if it was recorded before, under the same reference */
    record Kept(UnassignedPayment money, boolean isNew) {}

    /** @param prospectId whose deal it was assigned to */
    record Assigned(UnassignedPayment money, UUID prospectId) {}

    /** Money that has, or has not, been assigned, oldest first. */
    List<UnassignedPayment> list(Caller caller, boolean assigned, UUID after, int limit) {
        caller.require(Permission.READ_UNASSIGNED_PAYMENTS);
        return store.list(assigned, after, limit);
    }

    /** How much of it there is; counting ends at the limit. */
    long count(Caller caller, boolean assigned, int limit) {
        caller.require(Permission.READ_UNASSIGNED_PAYMENTS);
        return store.count(assigned, limit);
    }

    /** Money that fitted no deal, also once it has been assigned. */
    UnassignedPayment get(Caller caller, UUID id) {
        caller.require(Permission.READ_UNASSIGNED_PAYMENTS);
        return store.find(id).orElseThrow(ProblemException::notFound);
    }

    /** Keeps money that fits no deal. Refused is a reference that was used for other money. */
    Kept keep(Caller caller, UnassignedPaymentRequest request) {
        caller.require(Permission.ASSIGN_PAYMENTS);
        Instant now = clock.instant();
        UnassignedPayment money = new UnassignedPayment(
                ids.next(),
                request.amount(),
                request.method(),
                request.reference(),
                request.note(),
                PastTimes.orNow(request.receivedAt(), now, "/receivedAt"),
                now,
                null);
        if (store.add(money)) {
            return new Kept(money, true);
        }
        UnassignedPayment first = store.under(request.reference()).orElseThrow();
        if (!request.reports(first)) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "The reference was used for an unassigned payment before, with other content.");
        }
        return new Kept(first, false);
    }

    /**
     * Makes money a payment of a deal, by the same rules as any other (rule 7); if they refuse it, it stays unassigned. Once more to the
     * same deal changes nothing; to another deal is refused.
     */
    Assigned assign(Caller caller, UUID id, AssignRequest request) {
        caller.require(Permission.ASSIGN_PAYMENTS);
        store.find(id).orElseThrow(ProblemException::notFound);
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, request.dealId(), ExpectedVersion.ANY);
        // Read again under the lock: of two callers who assign it to one deal, the second sees what the first has done.
        UnassignedPayment money = store.find(id).orElseThrow();
        if (money.assignment() != null) {
            return new Assigned(
                    alreadyIn(money, request.dealId()), locked.deal().prospectId());
        }
        PaymentService.Received received = payments.assign(locked, money);
        UnassignedPayment.Assignment assignment = new UnassignedPayment.Assignment(
                request.dealId(), received.payment().id(), clock.instant());
        if (!store.assign(id, assignment)) {
            throw assignedMeanwhile();
        }
        return new Assigned(store.find(id).orElseThrow(), locked.deal().prospectId());
    }

    private static UnassignedPayment alreadyIn(UnassignedPayment money, UUID dealId) {
        if (!money.assignment().dealId().equals(dealId)) {
            throw assignedMeanwhile();
        }
        return money;
    }

    private static ProblemException assignedMeanwhile() {
        return ProblemException.of(ProblemType.CONFLICT, "The payment has been assigned to a deal already.");
    }
}
