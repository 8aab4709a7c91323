package io.salesprocess.proposal;

import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.NotZero;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What one side proposes to the other. */
@Schema(
        name = "ProposalRequest",
        description = "What one side proposes to the other: `items`, which are added up, or only an `amount`.")
record ProposalRequest(
        @Schema(description = "Up to 100 lines, all in one currency.", nullable = true) @Size(min = 1, max = 100)
        List<@NotNull @Valid ItemRequest> items,

        @Schema(description = "More than 0. For a proposal without items.", nullable = true) @Valid @NotZero
        Amount amount,

        @Schema(nullable = true, examples = "Two instalments, the first on delivery") @Size(max = 10_000)
        String terms,

        @Schema(description = "Until when it can be accepted; in the future.", nullable = true)
        Instant validUntil,

        @Schema(
                description = "The language of its pages; that of the letterhead unless said otherwise.",
                nullable = true)
        PaperLanguage locale) {}
