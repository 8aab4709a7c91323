package io.salesprocess.deal;

import io.salesprocess.deal.domain.Refusal;
import io.salesprocess.pipeline.Remedy;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An exit criterion that does not hold, and what to do about it. */
@Schema(
        name = "UnmetCriterion",
        description = "An exit criterion that does not hold, and the call that would satisfy it.")
record UnmetResponse(
        @Schema(examples = "target-audience-recorded") String criterion,

        @Schema(
                description = "The stage that the criterion belongs to; perhaps an earlier one.",
                examples = "qualification")
        String stage,

        @Schema(examples = "The target audience has not been recorded.")
        String detail,

        Remedy satisfyWith) {

    static List<UnmetResponse> of(List<Refusal.Unmet> unmet, UUID dealId) {
        return unmet.stream()
                .map(one -> new UnmetResponse(
                        one.criterion().type(), one.stage(), one.detail(), Remedy.of(one.action(), dealId)))
                .toList();
    }
}
