package io.salesprocess.payment;

import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An entry as callers see it among those of all deals. */
@Schema(name = "LedgerEntry", description = "A movement of money: a payment, a refund or a reversal. It never changes.")
record LedgerEntryResponse(
        UUID id,
        UUID dealId,
        EntryKind kind,

        @Schema(description = "The payment that a refund or a reversal takes back; the `id` of a payment itself.")
        UUID paymentId,

        Amount amount,

        @Schema(
                description =
                        "How the payment was made. Refunds and reversals have the method of their payment. Null after the"
                                + " prospect has been erased, as is `reference`.",
                nullable = true,
                examples = "bank-transfer")
        String method,

        @Schema(nullable = true, examples = "INV-2026-0042") String reference,

        @Schema(description = "When the payment was received; of refunds and reversals, when they were recorded.")
        Instant at,

        @Schema(description = "When the service was told.") Instant recordedAt) {

    static LedgerEntryResponse of(Entry entry) {
        return new LedgerEntryResponse(
                entry.id(),
                entry.dealId(),
                entry.kind(),
                entry.paymentId(),
                entry.amount(),
                entry.method(),
                entry.reference(),
                entry.at(),
                entry.recordedAt());
    }
}
