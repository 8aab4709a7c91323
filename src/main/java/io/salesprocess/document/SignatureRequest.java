package io.salesprocess.document;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a contract was signed. */
@Schema(name = "SignatureRequest", description = "How a contract was signed.")
record SignatureRequest(
        @Schema(examples = "Ada Stone") @NotBlank @Size(max = 200)
        String signedBy,

        @Schema(description = "Now unless said otherwise; not in the future.", nullable = true)
        Instant signedAt,

        @Schema(nullable = true, examples = "electronic signature") @Size(max = 100)
        String means) {}
