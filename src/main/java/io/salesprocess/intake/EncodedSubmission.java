package io.salesprocess.intake;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.PatternProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The fields that {@link EncodedFields} takes, for the OpenAPI document. */
@Schema(
        name = "EncodedSubmission",
        description = "What a prospect filled in, as a browser sends it. Answers are `answers.KEY`; one with several"
                + " choices is repeated. The person's fields may have `prospect.` before them. Other fields, such as"
                + " `utm_source`, become the submission's `context`, unless the form refuses them.",
        patternProperties = @PatternProperty(regex = "^answers[.]", schema = String.class))
record EncodedSubmission(
        @Schema(
                description = "The sender's own id; the same again is the same submission. Without it,"
                        + " `Idempotency-Key` is needed.",
                examples = "web-8841")
        @Size(max = 200)
        String submissionId,

        @NotBlank @Size(max = 200) String name,
        @Size(max = 254) String email,

        @Schema(description = "As people write it; one without a country's code is from the form's region.")
        @Size(max = 100)
        String phone,

        @Size(max = 200) String company,
        @Size(max = 5000) String message,

        @Schema(name = "consent.textVersion", description = "What the prospect agreed to.") @Size(max = 100)
        String textVersion,

        @Schema(name = "consent.givenAt", description = "When.")
        Instant givenAt,

        @Schema(description = "Where the prospect came from.") @Size(max = 100)
        String source,

        @Schema(name = "signals.honeypot", description = "Whether a field that people do not see was filled in.")
        Boolean honeypot,

        @Schema(name = "signals.botScore", description = "How likely the sender is a machine, from 0 to 1.")
        BigDecimal botScore) {}
