package io.salesprocess.intake;

import io.salesprocess.platform.contact.TelephoneNumbers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A form in JSON. */
@Schema(name = "Form", description = "An on-line form: its questions, and what becomes of its submissions.")
record FormBody(
        @Schema(
                description = "The form's name in the API.",
                examples = "contact",
                pattern = "^[a-z0-9][a-z0-9-]{0,63}$")
        @NotNull
        @Pattern(
                regexp = "[a-z0-9][a-z0-9-]{0,63}",
                message = "must have up to 64 lower-case letters, digits and hyphens")
        String key,

        @Schema(examples = "Talk to us") @NotBlank @Size(max = 200)
        String title,

        @Schema(
                description = "The key of the pipeline in which deals open, in its newest version.",
                examples = "standard")
        @NotNull
        @Size(max = 100)
        String pipeline,

        @Schema(description = "The offering that the form is about.", nullable = true)
        UUID offeringId,

        @Schema(
                description = "Where telephone numbers without a country's code are from, as in ISO 3166; null for the"
                        + " configured region.",
                nullable = true,
                examples = "DE",
                pattern = "^[A-Z]{2}$")
        String region,

        Assignment assignment,
        @Size(max = 100) List<@NotNull @Valid Question> questions) {

    FormBody {
        assignment = assignment == null ? Assignment.NONE : assignment;
        questions = questions == null ? List.of() : questions;
    }

    @AssertTrue(message = "must have as region a country's code of two capital letters, such as DE")
    @Schema(hidden = true)
    boolean isFromSomewhere() {
        return region == null || TelephoneNumbers.isRegion(region);
    }

    @AssertTrue(message = "must have questions with different keys")
    @Schema(hidden = true)
    boolean isUnambiguous() {
        return questions.stream()
                        .filter(one -> one != null)
                        .map(Question::key)
                        .distinct()
                        .count()
                == questions.stream().filter(one -> one != null).count();
    }
}
