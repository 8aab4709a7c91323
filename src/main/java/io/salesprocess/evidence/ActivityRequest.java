package io.salesprocess.evidence;

import io.salesprocess.pipeline.domain.Outcome;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An activity that was done. */
@Schema(name = "ActivityRequest", description = "Something that a salesperson did.")
record ActivityRequest(
        @Schema(
                description = "A word of your own in lower case: a call, a demo, a visit.",
                examples = "demo",
                pattern = "^[a-z][a-z0-9-]{0,39}$")
        @NotNull
        @Pattern(
                regexp = "[a-z][a-z0-9-]{0,39}",
                message = "must have up to 40 lower-case letters, digits and hyphens, and begin with a letter")
        String kind,

        @NotNull Outcome outcome,
        @Schema(nullable = true) @Size(max = 5000) String note,

        @Schema(description = "When it was done; now unless said otherwise.", nullable = true)
        Instant at) {}
