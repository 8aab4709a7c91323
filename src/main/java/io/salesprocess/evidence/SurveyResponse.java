package io.salesprocess.evidence;

import io.salesprocess.deal.ActorResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A survey as callers see it. */
@Schema(name = "Survey", description = "All answers of the prospect.")
record SurveyResponse(
        @Schema(
                description =
                        "The current answers by the keys of the questions: the newest of each, except that a form does"
                                + " not replace what a person recorded.",
                examples = "{\"need\": \"Replace our call sheets\"}")
        Map<String, Object> answers,

        @Schema(
                description =
                        "Every answer that was given, also those that are not current, oldest first; the newest 500.")
        List<GivenAnswer> given) {

    /** An answer, and who gave it. */
    @Schema(name = "GivenAnswer", description = "An answer as it was given at a time.")
    record GivenAnswer(
            @Schema(description = "The key of the question.", examples = "need")
            String key,

            @Schema(
                    description =
                            "A text, a number, a boolean or an array of texts; null where the answer was removed.",
                    nullable = true,
                    examples = "Replace our call sheets")
            Object value,

            @Schema(
                    description = "When it was recorded; null if unknown, from before answers were kept.",
                    nullable = true)
            Instant at,

            @Schema(description = "Who recorded it: a form, or a caller; null if unknown.", nullable = true)
            ActorResponse by,

            @Schema(description = "The submission that it is from; null if a person recorded it.", nullable = true)
            UUID submissionId) {}
}
