package io.salesprocess.deal;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.deal.domain.Refusal;
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

    /** The call that would satisfy a criterion. */
    @Schema(name = "Remedy", description = "The call that would satisfy the criterion.")
    record Remedy(
            @Schema(examples = "PATCH") String method,

            @Schema(
                    description = "The address; names in braces are for the caller to fill in.",
                    examples = "/v1/deals/01936f7e-9d3a-7c41-8a55-3f2b6c1d9e70/qualification")
            String href,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The field that matters, if one does.", examples = "targetAudience")
            String field) {}

    static List<UnmetResponse> of(List<Refusal.Unmet> unmet, UUID dealId) {
        return unmet.stream()
                .map(one -> new UnmetResponse(
                        one.criterion().type(),
                        one.stage(),
                        one.detail(),
                        new Remedy(
                                one.remedy().method(),
                                "/v1" + one.remedy().addressFor(dealId),
                                one.remedy().field())))
                .toList();
    }
}
