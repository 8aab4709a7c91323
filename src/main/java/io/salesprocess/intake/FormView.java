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

        @JsonInclude(JsonInclude.Include.NON_NULL) Assignment assignment,
        List<Question> questions) {

    static FormView whole(FormBody form) {
        return new FormView(
                form.key(), form.title(), form.pipeline(), form.offeringId(), form.assignment(), form.questions());
    }

    /** What becomes of submissions is the organisation's business. */
    static FormView toShow(FormBody form) {
        return new FormView(form.key(), form.title(), null, null, null, form.questions());
    }

    /** The two representations of a version have different tags. */
    String tag(long version) {
        return pipeline == null ? version + "-show" : Long.toString(version);
    }
}
