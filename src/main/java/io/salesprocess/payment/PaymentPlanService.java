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
import io.salesprocess.platform.kernel.Amount;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The value of a deal in instalments. */
@UseCase
class PaymentPlanService {

    private final Deals deals;
    private final EntryStore entries;
    private final PaymentPlanStore plans;
    private final Clock clock;

    PaymentPlanService(Deals deals, EntryStore entries, PaymentPlanStore plans, Clock clock) {
        this.deals = deals;
        this.entries = entries;
        this.plans = plans;
        this.clock = clock;
    }

    /** @param matchesValue whether the instalments add up to the deal's value now */
    record Shown(PaymentPlan plan, boolean matchesValue) {}

    /** The plan of a deal that the caller may see; without instalments if there is none. */
    Recorded<Shown> get(Caller caller, UUID dealId) {
        Deal deal = deals.get(caller, dealId);
        return new Recorded<>(shown(deal, plans.ofDeal(dealId)), deal);
    }

    /**
     * Agrees on a plan, in the place of the one that there was. Refused are instalments that do not add up to the deal's value, and a
     * lost deal. The plan that there is already changes nothing.
     */
    Recorded<Shown> put(Caller caller, UUID dealId, ExpectedVersion version, PaymentPlanRequest request) {
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
        List<PaymentPlan.Instalment> wanted = request.instalments().stream()
                .map(one -> new PaymentPlan.Instalment(one.dueOn(), one.amount()))
                .toList();
        Amount total = request.total();
        List<PaymentPlan.Instalment> before = plans.ofDeal(dealId);
        if (wanted.equals(before) && (total == null || matches(locked.deal(), total))) {
            return new Recorded<>(shown(locked.deal(), before), locked.deal());
        }
        Fact planned = new Fact.PaymentPlanned(wanted.size(), MoneyMapper.toDomain(total));
        Deal deal = deals.change(locked, DealCommand.Record.of(planned)).deal();
        plans.put(dealId, wanted);
        return new Recorded<>(shown(deal, wanted), deal);
    }

    private Shown shown(Deal deal, List<PaymentPlan.Instalment> instalments) {
        return new Shown(
                PaymentPlan.of(
                        instalments,
                        entries.collected(deal.id()),
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)),
                instalments.isEmpty() || matches(deal, total(instalments)));
    }

    private static boolean matches(Deal deal, Amount total) {
        return total.equals(MoneyMapper.toJson(deal.value()));
    }

    private static Amount total(List<PaymentPlan.Instalment> instalments) {
        return new Amount(
                instalments.stream().mapToLong(one -> one.amount().amount()).sum(),
                instalments.get(0).amount().currency());
    }
}
