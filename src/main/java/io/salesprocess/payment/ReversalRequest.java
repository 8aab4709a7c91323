package io.salesprocess.payment;

import io.salesprocess.platform.api.Visible;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A payment that has been taken back. */
@Schema(name = "ReversalRequest", description = "A payment that has been taken back, such as a bounced direct debit.")
record ReversalRequest(
        @Schema(nullable = true, examples = "The direct debit bounced") @Size(max = 2000)
        String reason,

        @Schema(
                description =
                        "Unique among the deal's reversals: the same reference again is the same reversal. Once the prospect"
                                + " has been erased it is not shown any more, and is still recognized.",
                nullable = true,
                pattern = Visible.PATTERN,
                examples = "RET-2026-0003")
        @Size(max = 200)
        @Visible
        String reference) {

    ReversalRequest {
        reference = reference == null ? null : reference.strip();
    }
}
