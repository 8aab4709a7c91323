package io.salesprocess.document;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why a document no longer counts. */
@Schema(name = "VoidRequest", description = "Why a document no longer counts.")
record VoidRequest(
        @Schema(examples = "Signed by a person without authority to sign") @NotBlank @Size(max = 2000)
        String reason) {}
