package io.salesprocess.payment;

import io.salesprocess.deal.domain.Deal;
import io.salesprocess.platform.kernel.Amount;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** When instalments are due and what is not paid of them, for those who remind of them. */
@Singleton
public class DueInstalments {

    private final PaymentPlanStore plans;

    DueInstalments(PaymentPlanStore plans) {
        this.plans = plans;
    }

    /**
     * An instalment of a plan.
     *
     * @param number from 1, in the order of days
     * @param dueOn the last day on which it is in time
     * @param open what is not paid of it; 0 if it is paid
     */
    public record Due(int number, LocalDate dueOn, Amount open) {

        /** When it is overdue if it has not been paid. */
        public Instant dueAt() {
            return end(dueOn);
        }
    }

    /** The end of a day on which something is due, in UTC. */
    public static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The first day on which an instalment is due, of those of these deals that have a plan. */
    public Map<UUID, LocalDate> firstDays(Collection<UUID> dealIds) {
        return plans.firstDays(dealIds);
    }

    /** All instalments of a deal in the order of days, and what is open of each by what the deal has collected; none without a plan. */
    public List<Due> of(Deal deal) {
        // The day tells only whether they are overdue, which is not asked for.
        PaymentPlan plan =
                PaymentPlan.of(plans.ofDeal(deal.id()), deal.payments().collected(), LocalDate.EPOCH);
        List<Due> instalments = new ArrayList<>();
        for (PaymentPlan.Part part : plan.parts()) {
            String currency = part.instalment().amount().currency();
            instalments.add(
                    new Due(instalments.size() + 1, part.instalment().dueOn(), new Amount(part.open(), currency)));
        }
        return instalments;
    }
}
