package io.salesprocess.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.prospect.PersonRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a prospect filled in, as a web-form backend sends it. */
@Schema(name = "SubmissionRequest", description = "What a prospect filled in.")
record SubmissionRequest(
        @Schema(
                description = "The sender's own id; the same again is the same submission. Without it,"
                        + " `Idempotency-Key` is needed.",
                nullable = true,
                examples = "web-8841")
        @Size(min = 1, max = 200)
        String submissionId,

        @NotNull @Valid Given prospect,

        @Schema(
                description = "By the keys of the form's questions.",
                examples = "{\"need\": \"Replace our call sheets\", \"interest\": \"strong\"}")
        Map<String, Object> answers,

        @Schema(nullable = true, examples = "Please call in the morning") @Size(max = 5000)
        String message,

        @Schema(nullable = true) @Valid Consent consent,

        @Schema(description = "Where the prospect came from.", nullable = true, examples = "landing-page")
        @Size(max = 100)
        String source,

        @Schema(nullable = true) @Valid Signals signals,

        // Instances of an earlier version do not know it, nor do digests of requests that came before.
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(
                description = "Further fields of the web form, by name. Fields that no submission has are kept here, if"
                        + " the form's `unknownFields` is `keep`.",
                examples = "{\"utm_source\": \"newsletter\"}")
        Map<String, Object> context) {

    SubmissionRequest {
        answers = answers == null ? Map.of() : new TreeMap<>(answers);
        context = context == null ? Map.of() : new TreeMap<>(context);
    }

    /** A person as they wrote it themselves. */
    @Schema(
            name = "GivenPerson",
            description = "A person as they wrote it. An e-mail address or a telephone number is needed.")
    record Given(
            @Schema(examples = "Ada Stone") @NotBlank @Size(max = 200)
            String name,

            @Schema(nullable = true, examples = "ada@example.com") @Size(max = 254)
            String email,

            @Schema(
                    description =
                            "As people write it, with or without an extension. One without a country's code is from the"
                                    + " form's region. One that cannot be read is kept as it is beside an e-mail address,"
                                    + " and refused otherwise.",
                    nullable = true,
                    examples = "+4930901820")
            @Size(max = 100)
            String phone,

            @Schema(nullable = true, examples = "Stone GmbH") @Size(max = 200)
            String company) {

        PersonRequest toPerson() {
            return new PersonRequest(name, email, phone, company);
        }
    }

    /** What the prospect agreed to. */
    @Schema(name = "Consent", description = "What the prospect agreed to, and when.")
    record Consent(
            @Schema(examples = "2026-01") @NotBlank @Size(max = 100)
            String textVersion,

            @Schema(examples = "2026-11-23T09:00:00Z") @NotNull
            Instant givenAt) {}

    /** What speaks for or against a person having filled in the form. */
    @Schema(name = "Signals", description = "What the web-form backend noticed about the sender.")
    record Signals(
            @Schema(description = "Whether a field that people do not see was filled in.", nullable = true)
            Boolean honeypot,

            @Schema(
                    description = "How likely the sender is a machine, from 0 to 1.",
                    nullable = true,
                    examples = "0.02")
            @DecimalMin("0")
            @DecimalMax("1")
            BigDecimal botScore) {}

    SubmissionRequest withAnswers(Map<String, Object> checked) {
        return new SubmissionRequest(submissionId, prospect, checked, message, consent, source, signals, context);
    }

    SubmissionRequest as(String id) {
        return new SubmissionRequest(id, prospect, answers, message, consent, source, signals, context);
    }

    SubmissionRequest with(Consent given) {
        return new SubmissionRequest(submissionId, prospect, answers, message, given, source, signals, context);
    }

    /** What the person has written, without the time of their consent, which is another one if a page is sent again. */
    SubmissionRequest asWritten() {
        Consent text = consent == null ? null : new Consent(consent.textVersion(), null);
        return new SubmissionRequest(submissionId, prospect, answers, message, text, source, signals, context);
    }

    SubmissionRequest withContext(Map<String, Object> given) {
        return new SubmissionRequest(submissionId, prospect, answers, message, consent, source, signals, given);
    }
}
