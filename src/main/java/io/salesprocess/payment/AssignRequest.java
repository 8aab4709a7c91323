package io.salesprocess.payment;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which deal money belongs to. */
@Schema(name = "AssignPaymentRequest", description = "Which deal the money belongs to.")
record AssignRequest(
        @Schema(description = "A won deal that is paid in the same currency.") @NotNull
        UUID dealId) {}
