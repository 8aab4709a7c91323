package io.salesprocess.evidence;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A question or an answer. */
@Schema(name = "QuestionText", description = "A question, or the answer to one.")
record QuestionText(
        @Schema(examples = "Does it work without a network?") @NotBlank @Size(max = 5000)
        String text) {}
