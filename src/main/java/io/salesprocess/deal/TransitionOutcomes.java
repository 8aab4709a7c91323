package io.salesprocess.deal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.platform.api.Problem;
import io.salesprocess.platform.api.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of many transitions. */
@Schema(name = "TransitionOutcomes", description = "What became of each transition, in the order of the request.")
record TransitionOutcomes(List<Outcome> items) {

    /** Either a transition or a problem. */
    @Schema(
            name = "TransitionOutcome",
            description = "What became of one transition: either `transition` or `problem`.")
    record Outcome(
            @Schema(
                    description =
                            "The status that a single call would have had: 201 if the transition was made, 200 if it"
                                    + " would be with `dryRun`, else that of the problem.",
                    examples = "201")
            int status,

            @JsonInclude(JsonInclude.Include.NON_NULL) TransitionResponse transition,

            @Schema(
                    ref = "#/components/schemas/Problem",
                    description = "The problem that a single call would have had. Pointers point into the item.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            Map<String, Object> problem) {

        static Outcome of(int status, TransitionResponse made) {
            return new Outcome(status, made, null);
        }

        /** @param dealId null if the item names no deal */
        static Outcome of(ProblemException refusal, UUID dealId) {
            String instance = dealId == null ? "/v1/transitions" : "/v1/deals/" + dealId + "/transitions";
            return new Outcome(
                    refusal.type().status(),
                    null,
                    Problem.body(refusal.type(), refusal.getMessage(), instance, refusal.members()));
        }
    }
}
