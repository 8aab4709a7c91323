package io.salesprocess.payment;

import io.salesprocess.platform.api.Visible;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.NotZero;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.ConvertGroup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Money that has arrived. */
@Schema(name = "PaymentRequest", description = "Money that has arrived.")
record PaymentRequest(
        @Schema(description = "More than 0, in the deal's currency.")
        @NotNull
        @Valid
        @ConvertGroup(to = Amount.Settling.class)
        @NotZero
        Amount amount,

        @Schema(nullable = true, examples = "bank-transfer") @Size(max = 50)
        String method,

        @Schema(
                description =
                        "Unique in the deal: the same reference again is the same payment. An identifier such as an"
                                + " invoice's. Once the prospect has been erased it is not shown any more, and is still"
                                + " recognized.",
                nullable = true,
                pattern = Visible.PATTERN,
                examples = "INV-2026-0042")
        @Size(max = 200)
        @Visible
        String reference,

        @Schema(description = "Now unless said otherwise; not in the future.", nullable = true)
        Instant receivedAt) {

    PaymentRequest {
        reference = reference == null ? null : reference.strip();
    }

    /** Whether this reports the payment that has been recorded already. A method that has been
     * erased, together with the reference, does not count. */
    boolean reports(Entry payment) {
        return payment.amount().equals(amount)
                && (payment.reference() == null || Objects.equals(payment.method(), method))
                && (receivedAt == null
                        || receivedAt.truncatedTo(ChronoUnit.MICROS).equals(payment.at()));
    }
}
