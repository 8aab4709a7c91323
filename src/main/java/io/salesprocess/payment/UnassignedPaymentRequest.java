package io.salesprocess.payment;

import io.salesprocess.platform.api.Visible;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.NotZero;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Money that has arrived and fits no deal. */
@Schema(name = "UnassignedPaymentRequest", description = "Money that has arrived and fits no deal.")
record UnassignedPaymentRequest(
        @Schema(description = "More than 0, in any current currency.") @NotNull @Valid @NotZero
        Amount amount,

        @Schema(nullable = true, examples = "bank-transfer") @Size(max = 50)
        String method,

        @Schema(
                description =
                        "Unique among unassigned payments: the same reference again is the same payment. It becomes the"
                                + " reference of the payment on the deal.",
                nullable = true,
                pattern = Visible.PATTERN,
                examples = "STMT-2026-11-26-17")
        @Size(max = 200)
        @Visible
        String reference,

        @Schema(
                description = "What helps to find the deal, such as the payer's name.",
                nullable = true,
                examples = "Transfer from Hill & Co., no invoice number")
        @Size(max = 2000)
        String note,

        @Schema(description = "Now unless said otherwise; not in the future.", nullable = true)
        Instant receivedAt) {

    UnassignedPaymentRequest {
        reference = reference == null ? null : reference.strip();
    }

    /** Whether this reports the money that has been recorded already. Words that have been erased do not count, nor does the note. */
    boolean reports(UnassignedPayment money) {
        return money.amount().equals(amount)
                && (money.reference() == null || Objects.equals(money.method(), method))
                && (receivedAt == null
                        || receivedAt.truncatedTo(ChronoUnit.MICROS).equals(money.receivedAt()));
    }
}
