package io.salesprocess.pipeline;

import io.salesprocess.pipeline.domain.Criteria;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The catalogue of exit criteria, made from the table that decides. */
@Schema(name = "Criteria", description = "The exit criteria that stages can have.")
record CriteriaResponse(
        @Schema(description = "In the alphabetical order of their types.")
        List<Item> items) {

    /** A criterion. */
    @Schema(name = "Criterion", description = "An exit criterion that stages can have.")
    record Item(
            @Schema(description = "The name in pipelines and refusals.", examples = "survey-started")
            String type,

            @Schema(examples = "Survey started") String title,

            @Schema(
                    description = "What must hold.",
                    examples =
                            "The survey of the prospect has at least so many answers, from submissions and conversations.")
            String description,

            @Schema(description = "The JSON Schema (2020-12) of the criterion's `parameters` in a pipeline.")
            Map<String, Object> parameters,

            @Schema(
                    description =
                            "The call that usually satisfies it; a refusal names the call that the deal needs next.")
            Remedy satisfyWith) {}

    /** All criteria that there are. */
    static CriteriaResponse all() {
        return new CriteriaResponse(Criteria.catalogue().stream()
                .map(one -> new Item(
                        one.type(),
                        one.title(),
                        one.description(),
                        ParameterSchema.of(one.parameters()),
                        Remedy.forAnyDeal(one.usualAction())))
                .toList());
    }
}
