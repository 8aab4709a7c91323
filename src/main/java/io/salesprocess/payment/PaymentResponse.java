package io.salesprocess.payment;

import io.salesprocess.deal.DealDoor;
import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A payment as callers see it. */
@Schema(
        name = "Payment",
        description =
                "Money that has arrived for a won deal. `ETag` is the deal's version, which rises with every change of"
                        + " the deal and of what hangs on it.")
record PaymentResponse(
        UUID id,
        UUID dealId,
        Amount amount,
        @Schema(nullable = true, examples = "bank-transfer") String method,

        @Schema(description = "Unique in the deal.", nullable = true, examples = "INV-2026-0042")
        String reference,

        @Schema(description = "When the money arrived.") Instant receivedAt,

        @Schema(description = "When the service was told.") Instant recordedAt,

        @Schema(description = "What has gone back of it.") Amount refunded)
        implements DealDoor.Identified {

    static PaymentResponse of(PaymentEntity entity, long refunded) {
        return new PaymentResponse(
                entity.id,
                entity.dealId,
                entity.amount(),
                entity.method,
                entity.reference,
                entity.receivedAt,
                entity.recordedAt,
                new Amount(refunded, entity.currency));
    }
}
