package io.salesprocess.payment;

import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Money that fits no deal, as callers see it. */
@Schema(
        name = "UnassignedPayment",
        description =
                "Money that has arrived and fitted no deal. It is kept until a person assigns it; then it is a payment on"
                        + " that deal, and what is shown here stays.")
record UnassignedPaymentResponse(
        UUID id,
        Amount amount,

        @Schema(
                description =
                        "Null after the prospect to whose deal it was assigned has been erased, as are `reference` and"
                                + " `note`.",
                nullable = true,
                examples = "bank-transfer")
        String method,

        @Schema(description = "Unique among unassigned payments.", nullable = true, examples = "STMT-2026-11-26-17")
        String reference,

        @Schema(nullable = true, examples = "Transfer from Hill & Co., no invoice number")
        String note,

        @Schema(description = "When the money arrived.") Instant receivedAt,

        @Schema(description = "When the service was told.") Instant recordedAt,

        @Schema(description = "The payment that it has become; null until it is assigned.", nullable = true)
        Assigned assignment) {

    /** The payment that the money has become. */
    @Schema(name = "PaymentAssignment", description = "The payment that the money has become.")
    record Assigned(UUID dealId, UUID paymentId, Instant at) {}

    /** The same without what people wrote. */
    UnassignedPaymentResponse withoutWords() {
        return new UnassignedPaymentResponse(id, amount, null, null, null, receivedAt, recordedAt, assignment);
    }

    /** The same with what people wrote, unless it has been erased. */
    UnassignedPaymentResponse withWordsOf(UnassignedPayment money) {
        return new UnassignedPaymentResponse(
                id, amount, money.method(), money.reference(), money.note(), receivedAt, recordedAt, assignment);
    }

    static UnassignedPaymentResponse of(UnassignedPayment money) {
        UnassignedPayment.Assignment assignment = money.assignment();
        return new UnassignedPaymentResponse(
                money.id(),
                money.amount(),
                money.method(),
                money.reference(),
                money.note(),
                money.receivedAt(),
                money.recordedAt(),
                assignment == null ? null : new Assigned(assignment.dealId(), assignment.paymentId(), assignment.at()));
    }
}
