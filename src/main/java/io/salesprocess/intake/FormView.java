package io.salesprocess.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A form as callers see it: all of it, or what a web site needs to show it. */
@Schema(
        name = "FormView",
        description =
                "A form. Callers who may only submit it do not get `pipeline` and `assignment`, nor the offering.")
record FormView(
        @Schema(examples = "contact") String key,
        @Schema(examples = "Talk to us") String title,

        @Schema(
                description = "The key of the pipeline in which deals open, in its newest version.",
                examples = "standard")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String pipeline,

        @Schema(description = "The offering that the form is about.", nullable = true)
        UUID offeringId,

        @Schema(
                description = "Where telephone numbers without a country's code are from, as in ISO 3166; null for the"
                        + " configured region.",
                nullable = true,
                examples = "DE")
        String region,

        @JsonInclude(JsonInclude.Include.NON_NULL) Assignment assignment,
        List<Question> questions,

        @Schema(description = "What becomes of fields that no submission has.", nullable = true)
        UnknownFields unknownFields,

        @Schema(
                description = "How numbers and dates are typed in encoded forms, as a language tag of BCP 47.",
                nullable = true,
                examples = "de-DE")
        String locale,

        @Schema(nullable = true) FormBody.Page page,

        @Schema(description = "Whether the form is closed: it takes no more submissions.")
        boolean retired,

        @Schema(description = "From 1; rises with every change.", examples = "1")
        long version,

        @Schema(description = "What needs attention, such as an assignment to a salesperson who takes no more deals.")
        List<String> hints) {

    static FormView whole(FormBody form) {
        return new FormView(
                form.key(),
                form.title(),
                form.pipeline(),
                form.offeringId(),
                form.region(),
                form.assignment(),
                form.questions(),
                form.unknownFields(),
                form.locale(),
                form.page(),
                form.retired(),
                form.version(),
                form.hints());
    }

    /** What becomes of submissions is the organisation's business. */
    static FormView toShow(FormBody form) {
        return new FormView(
                form.key(),
                form.title(),
                null,
                null,
                form.region(),
                null,
                form.questions(),
                form.unknownFields(),
                form.locale(),
                form.page(),
                form.retired(),
                form.version(),
                List.of());
    }

    /** The representations of a version have different tags; hints come and go without the form being changed. */
    String tag() {
        return version + (pipeline == null ? "-show" : FormBody.tagOf(hints));
    }
}
