package io.salesprocess.pipeline;

import io.salesprocess.pipeline.PipelineDefinition.CriterionDefinition;
import io.salesprocess.pipeline.PipelineDefinition.StageDefinition;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.Stage;
import io.salesprocess.pipeline.domain.TargetDuration;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A pipeline that an administrator wants to publish. {@link PipelineChecks} finds all that is wrong with it, these constraints
 * included, so that one answer names everything.
 */
@Schema(name = "PipelineRequest", description = "Pipeline to publish.")
record PipelineRequest(
        @Schema(
                description = "The pipeline's name in the API. An existing key publishes its next version.",
                examples = "partner-sales",
                pattern = "^" + PipelineRequest.KEY + "$",
                maxLength = Stage.LONGEST_KEY)
        @NotNull
        @Pattern(regexp = PipelineRequest.SHORT_KEY, message = PipelineRequest.KEY_EXPECTED)
        @Size(max = Stage.LONGEST_KEY)
        String key,

        @Schema(description = "The name that people read.", examples = "Partner sales")
        @NotBlank
        @Size(max = PipelineRequest.LONGEST_TITLE)
        String title,

        @Schema(
                description = "The key of the calendar in which target durations are counted; null for plain time.",
                nullable = true)
        @Size(max = 100)
        String calendar,

        @Schema(description = "In the order in which deals go through them.")
        @NotNull
        @Size(min = 1, max = Pipeline.MOST_STAGES, message = "must have 1 to " + Pipeline.MOST_STAGES + " stages")
        List<@NotNull @Valid StageRequest> stages) {

    static final int LONGEST_TITLE = 100;

    private static final String KEY = "[a-z0-9]+(-[a-z0-9]+)*";
    /** Not looked at if it is too long: the expression recurses for every word. */
    private static final String SHORT_KEY = "(?!.{64})" + KEY;

    private static final String KEY_EXPECTED =
            "must be made of lower-case letters and digits, in words joined by hyphens";

    PipelineRequest {
        title = stripped(title);
    }

    /** A step of the pipeline. */
    @Schema(name = "StageRequest", description = "One step of a pipeline to publish.")
    record StageRequest(
            @Schema(
                    description = "The stage's name in the API; not `won` or `lost`.",
                    examples = "discovery",
                    pattern = "^" + KEY + "$",
                    maxLength = Stage.LONGEST_KEY)
            @NotNull
            @Pattern(regexp = SHORT_KEY, message = KEY_EXPECTED)
            @Size(max = Stage.LONGEST_KEY)
            String key,

            @Schema(examples = "Discovery") @NotBlank @Size(max = LONGEST_TITLE)
            String title,

            @Schema(
                    description = "What happens in the stage.",
                    nullable = true,
                    examples = "We learn what the client needs.")
            @Size(max = 1000)
            String description,

            @Schema(
                    description =
                            "How long one attempt should take at most, in days, hours, minutes and seconds of ISO 8601,"
                                    + " up to `P3650D`.",
                    examples = "P7D")
            @NotNull
            @Size(max = 40)
            String targetDuration,

            @Schema(
                    description =
                            "Whether receptionists work in the stage: they see its open deals and welcome clients.",
                    defaultValue = "false",
                    nullable = true)
            Boolean reception,

            @Schema(
                    description =
                            "What must hold before the stage can be left; `GET /v1/criteria` lists what there is. At most "
                                    + PipelineChecks.MOST_CRITERIA + " in all stages together.",
                    nullable = true)
            @Size(max = Stage.MOST_CRITERIA, message = "must have at most " + Stage.MOST_CRITERIA + " exit criteria")
            List<@NotNull @Valid CriterionRequest> exitCriteria) {

        StageRequest {
            title = stripped(title);
            description = stripped(description);
            exitCriteria = exitCriteria == null ? List.of() : exitCriteria;
        }

        private StageDefinition toDefinition() {
            return new StageDefinition(
                    key,
                    title,
                    description == null || description.isEmpty() ? null : description,
                    TargetDuration.parse(targetDuration).toString(),
                    reception,
                    exitCriteria.stream().map(CriterionRequest::toDefinition).toList());
        }
    }

    /** A condition of a stage. */
    @Schema(name = "ExitCriterionRequest", description = "An exit criterion of a stage to publish.")
    record CriterionRequest(
            @Schema(description = "One of `GET /v1/criteria`.", examples = "activity-recorded")
            @NotNull
            @Size(max = 100)
            String type,

            @Schema(
                    description = "As the criterion's schema in `GET /v1/criteria` says.",
                    nullable = true,
                    examples = "{\"kind\": \"demo\", \"outcome\": \"positive\"}")
            @Size(max = 20)
            Map<String, Object> parameters) {

        CriterionRequest {
            parameters = parameters == null ? Map.of() : parameters;
        }

        /** With defaults written out: what is published keeps its meaning if they change. */
        private CriterionDefinition toDefinition() {
            return CriterionDefinition.of(new CriterionDefinition(type, parameters).toCriterion());
        }
    }

    /** The definition as it will be published; given that the checks found no fault. */
    PipelineDefinition toDefinition(int version, Instant publishedAt) {
        return new PipelineDefinition(
                key,
                version,
                title,
                calendar,
                stages.stream().map(StageRequest::toDefinition).toList(),
                publishedAt,
                false);
    }

    private static String stripped(String text) {
        return text == null ? null : text.strip();
    }
}
