package io.salesprocess.proposal;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a proposal was declined. */
@Schema(name = "DeclineRequest", description = "Why a proposal was declined.")
record DeclineRequest(
        @Schema(nullable = true, examples = "Too expensive") @Size(max = 2000)
        String reason) {}
