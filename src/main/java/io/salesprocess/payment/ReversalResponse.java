package io.salesprocess.payment;

import io.salesprocess.deal.DealDoor;
import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A reversal as callers see it. */
@Schema(
        name = "Reversal",
        description =
                "A payment that was taken back whole. `ETag` is the deal's version, which rises with every change of the"
                        + " deal and of what hangs on it.")
record ReversalResponse(
        UUID id,
        UUID paymentId,
        UUID dealId,

        @Schema(description = "All of the payment, also what was refunded of it before.")
        Amount amount,

        @Schema(description = "Null if none was given, or after the prospect has been erased.", nullable = true)
        String reason,

        @Schema(
                description = "Unique among the deal's reversals. Null after the prospect has been erased.",
                nullable = true,
                examples = "RET-2026-0003")
        String reference,

        Instant recordedAt)
        implements DealDoor.Identified {

    static ReversalResponse of(Entry entry) {
        return new ReversalResponse(
                entry.id(),
                entry.paymentId(),
                entry.dealId(),
                entry.amount(),
                entry.reason(),
                entry.reference(),
                entry.recordedAt());
    }
}
