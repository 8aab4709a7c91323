package io.salesprocess.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.salesprocess.platform.contact.TelephoneNumbers;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
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

        @Valid Assignment assignment,
        @Size(max = 100) List<@NotNull @Valid Question> questions,

        @Schema(
                description =
                        "What becomes of fields that no submission has: `refuse` the submission, or `keep` them as"
                                + " its `context`. Unless said, JSON is refused, and of encoded forms they are kept. Answers to"
                                + " questions that the form does not have are always refused.",
                nullable = true)
        UnknownFields unknownFields,

        @Schema(
                description =
                        "How numbers and dates are typed in encoded forms, as a language tag of BCP 47: `1.234,56` in `de`."
                                + " Unless said, as the page's locale has it, else as in JSON.",
                nullable = true,
                examples = "de-DE")
        @Size(max = 35)
        String locale,

        @Schema(nullable = true) @Valid Page page,

        @Schema(
                description = "Whether the form is closed: it takes no more submissions, and its page says so.",
                defaultValue = "false")
        Boolean retired,

        @Schema(
                description =
                        "From 1; rises with every change. A submission keeps the version that it was checked with."
                                + " Ignored in requests.",
                readOnly = true,
                examples = "1")
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        Long version,

        @Schema(
                description = "What needs attention, such as an assignment to a salesperson who takes no more deals."
                        + " Ignored in requests.",
                readOnly = true)
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        List<String> hints) {

    /** What people see of the form. */
    @Schema(name = "FormPageSettings", description = "The page that shows the form.")
    record Page(
            @Schema(description = "Stands above the questions.", nullable = true, examples = "Tell us what you need.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Size(max = 5000)
            String intro,

            @Schema(
                    description = "What people agree to by a box of its own; without it, the page asks for no consent.",
                    nullable = true)
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Valid
            ConsentText consent,

            @Schema(
                    description = "What the page says once the form has been sent.",
                    nullable = true,
                    examples = "Thank you. We will call you tomorrow.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Size(max = 5000)
            String thanks,

            @Schema(
                    description =
                            "The language of the page, as a language tag of BCP 47: texts of the page itself are"
                                    + " in English or German, and dates and numbers are read as people of the locale type them.",
                    nullable = true,
                    examples = "de-DE")
            @Size(max = 35)
            String locale,

            @Schema(
                    description =
                            "Whether people are shown their telephone number as it was understood before it is sent.",
                    defaultValue = "false")
            Boolean confirmPhone,

            @Schema(
                    description = "The web sites that may embed the page, as origins. Unless said, none may.",
                    examples = "[\"https://www.example.com\"]")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            @Size(max = 20)
            List<
                            @NotNull
                            @Pattern(
                                    regexp = "https://[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[0-9]{1,5})?",
                                    message = "must be an origin such as https://www.example.com, without a path")
                            String>
                    embedOn) {

        Page {
            confirmPhone = confirmPhone != null && confirmPhone;
            embedOn = embedOn == null ? List.of() : embedOn;
        }
    }

    /** What people agree to. */
    @Schema(name = "ConsentText", description = "What people agree to, in a version of the organisation's own.")
    record ConsentText(
            @Schema(examples = "2026-01") @NotBlank @Size(max = 100)
            String textVersion,

            @Schema(examples = "You may call me about my request.") @NotBlank @Size(max = 5000)
            String text) {}

    FormBody {
        assignment = assignment == null ? Assignment.NONE : assignment;
        questions = questions == null ? List.of() : questions;
        retired = retired != null && retired;
        version = version == null ? 0L : version;
        hints = hints == null ? List.of() : hints;
    }

    /** What tells representations of one version with different hints apart. */
    static String tagOf(List<String> hints) {
        return hints.isEmpty() ? "" : "-hint-" + Integer.toHexString(hints.hashCode());
    }

    FormBody withHints(List<String> given) {
        return with(version, given);
    }

    FormBody withVersion(long number) {
        return with(number, hints);
    }

    private FormBody with(long number, List<String> given) {
        return new FormBody(
                key,
                title,
                pipeline,
                offeringId,
                region,
                assignment,
                questions,
                unknownFields,
                locale,
                page,
                retired,
                number,
                given);
    }

    /** In which locale numbers and dates are typed, or null. */
    Locale typedLocale() {
        String tag = locale != null ? locale : page == null ? null : page.locale();
        return tag == null ? null : Locale.forLanguageTag(tag);
    }

    @AssertTrue(message = "must have as region a country's code of two capital letters, such as DE")
    @Schema(hidden = true)
    boolean isFromSomewhere() {
        return region == null || TelephoneNumbers.isRegion(region);
    }
}
