package io.salesprocess.payment;

import io.salesprocess.platform.api.Visible;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.NotZero;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.ConvertGroup;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Money that has gone back. */
@Schema(name = "RefundRequest", description = "Money that has gone back.")
record RefundRequest(
        @Schema(description = "More than 0, and no more than what is left of the payment.")
        @NotNull
        @Valid
        @ConvertGroup(to = Amount.Settling.class)
        @NotZero
        Amount amount,

        @Schema(nullable = true, examples = "Paid twice") @Size(max = 2000)
        String reason,

        @Schema(
                description =
                        "Unique among the deal's refunds: the same reference again is the same refund. An identifier"
                                + " such as a credit note's. Once the prospect has been erased it is not shown any more, and"
                                + " is still recognized.",
                nullable = true,
                pattern = Visible.PATTERN,
                examples = "CN-2026-0007")
        @Size(max = 200)
        @Visible
        String reference) {

    RefundRequest {
        reference = reference == null ? null : reference.strip();
    }

    /** Whether this reports the refund that has been recorded already. Its reason may have been erased, so it does not count. */
    boolean reports(UUID paymentId, Entry refund) {
        return refund.paymentId().equals(paymentId) && refund.amount().equals(amount);
    }
}
