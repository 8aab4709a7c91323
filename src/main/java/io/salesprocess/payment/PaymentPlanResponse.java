package io.salesprocess.payment;

import io.salesprocess.platform.kernel.Amount;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A payment plan as callers see it. */
@Schema(
        name = "PaymentPlan",
        description =
                "The value of a deal in instalments, and what has been paid of each: what the deal has brought in fills the"
                        + " oldest first. `ETag` is the deal's version, which rises with every change of the deal and of"
                        + " what hangs on it.")
record PaymentPlanResponse(
        @Schema(description = "The oldest first; empty if there is no plan.")
        List<InstalmentResponse> instalments,

        @Schema(
                description =
                        "Whether the instalments still add up to the deal's value, which can change after they were agreed."
                                + " True if there is no plan.")
        boolean matchesValue) {

    /** An instalment as callers see it. */
    @Schema(name = "Instalment", description = "A part of the value, and what has been paid of it.")
    record InstalmentResponse(
            @Schema(description = "The last day on which it is in time, in UTC.", examples = "2026-12-31")
            LocalDate dueOn,

            Amount amount,
            Amount paid,
            @Schema(description = "What is not paid yet.") Amount open,

            @Schema(description = "What is not paid yet although its day has passed in UTC; 0 until then.")
            Amount overdue,

            PaymentPlan.Status status) {}

    static PaymentPlanResponse of(PaymentPlanService.Shown shown) {
        return new PaymentPlanResponse(
                shown.plan().parts().stream()
                        .map(PaymentPlanResponse::instalment)
                        .toList(),
                shown.matchesValue());
    }

    static InstalmentResponse instalment(PaymentPlan.Part part) {
        Amount amount = part.instalment().amount();
        boolean isOverdue = part.status() == PaymentPlan.Status.OVERDUE;
        return new InstalmentResponse(
                part.instalment().dueOn(),
                amount,
                new Amount(part.paid(), amount.currency()),
                new Amount(part.open(), amount.currency()),
                new Amount(isOverdue ? part.open() : 0, amount.currency()),
                part.status());
    }
}
