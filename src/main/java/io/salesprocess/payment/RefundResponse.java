package io.salesprocess.payment;

import io.salesprocess.deal.DealDoor;
import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A refund as callers see it. */
@Schema(
        name = "Refund",
        description =
                "Money that has gone back of a payment. `ETag` is the deal's version, which rises with every change of"
                        + " the deal and of what hangs on it.")
record RefundResponse(
        UUID id,
        UUID paymentId,
        UUID dealId,
        Amount amount,

        @Schema(description = "Null if none was given, or after the prospect has been erased.", nullable = true)
        String reason,

        @Schema(
                description = "Unique among the deal's refunds. Null after the prospect has been erased.",
                nullable = true,
                examples = "CN-2026-0007")
        String reference,

        Instant recordedAt)
        implements DealDoor.Identified {

    static RefundResponse of(Entry entry) {
        return new RefundResponse(
                entry.id(),
                entry.paymentId(),
                entry.dealId(),
                entry.amount(),
                entry.reason(),
                entry.reference(),
                entry.recordedAt());
    }
}
