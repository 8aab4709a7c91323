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

        @Schema(description = "Null after the prospect has been erased.", nullable = true, examples = "bank-transfer")
        String method,

        @Schema(
                description = "Unique in the deal. Null after the prospect has been erased.",
                nullable = true,
                examples = "INV-2026-0042")
        String reference,

        @Schema(description = "When the money arrived.") Instant receivedAt,

        @Schema(description = "When the service was told.") Instant recordedAt,

        @Schema(description = "What has gone back of it by refunds.")
        Amount refunded,

        @Schema(description = "What a reversal has taken back: nothing, or all of it.")
        Amount reversed)
        implements DealDoor.Identified {

    static PaymentResponse of(Payment payment) {
        Entry entry = payment.entry();
        String currency = entry.amount().currency();
        return new PaymentResponse(
                entry.id(),
                entry.dealId(),
                entry.amount(),
                entry.method(),
                entry.reference(),
                entry.at(),
                entry.recordedAt(),
                new Amount(payment.refunded(), currency),
                new Amount(payment.reversed(), currency));
    }
}
