package io.salesprocess.proposal;

import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.NotZero;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one side proposes to the other. */
@Schema(name = "ProposalRequest", description = "What one side proposes to the other.")
record ProposalRequest(
        @Schema(description = "More than 0.") @NotNull @Valid @NotZero
        Amount amount,

        @Schema(nullable = true, examples = "Two rates, the first on delivery") @Size(max = 10_000)
        String terms) {}
