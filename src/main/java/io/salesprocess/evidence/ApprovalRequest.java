package io.salesprocess.evidence;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a caller says about the approval of a deal. */
@Schema(name = "ApprovalRequest", description = "A request for approval, or a decision about it.")
record ApprovalRequest(
        @NotNull ApprovalDecision decision,

        @Schema(description = "Why, for people. Erased with the prospect.", nullable = true) @Size(max = 5000)
        String note) {}
