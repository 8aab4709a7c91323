package io.salesprocess.pipeline;

import io.salesprocess.pipeline.domain.ExitCriterion;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.pipeline.domain.Stage;
import io.salesprocess.pipeline.domain.TargetDuration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A pipeline as callers see it, and as the database keeps it. */
@Schema(name = "Pipeline", description = "One published version of a pipeline. All of it but `retired` never changes.")
record PipelineDefinition(
        @Schema(description = "The pipeline's name in the API.", examples = "standard")
        String key,

        @Schema(description = "From 1.", examples = "1") int version,

        @Schema(description = "The name that people read.", examples = "Standard")
        String title,

        @Schema(
                description = "The key of the calendar in which target durations are counted; null for plain time.",
                nullable = true,
                examples = "berlin-office")
        String calendar,

        @Schema(description = "In the order in which deals go through them.")
        List<StageDefinition> stages,

        @Schema(description = "Null in the answer to a dry run.", nullable = true)
        Instant publishedAt,

        @Schema(description = "Whether the pipeline, in all its versions, takes no new deals.")
        boolean retired) {

    /** One step of a pipeline. */
    @Schema(name = "Stage", description = "One step of a pipeline.")
    record StageDefinition(
            @Schema(examples = "pre-qualification") String key,
            @Schema(examples = "Pre-qualification") String title,

            @Schema(description = "What happens in the stage.", nullable = true)
            String description,

            @Schema(
                    description =
                            "How long one attempt should take at most, as an ISO 8601 duration. In a calendar days"
                                    + " are working days, and all else is working time.",
                    examples = "P7D")
            String targetDuration,

            @Schema(
                    description =
                            "Whether receptionists work in the stage: they see its open deals and welcome clients.")
            Boolean reception,

            @Schema(description = "What must hold before the stage can be left.")
            List<CriterionDefinition> exitCriteria) {

        StageDefinition {
            reception = reception != null && reception;
        }

        StageDefinition with(boolean receptionists) {
            return new StageDefinition(key, title, description, targetDuration, receptionists, exitCriteria);
        }

        Stage toStage() {
            return new Stage(
                    key,
                    title,
                    description,
                    TargetDuration.parse(targetDuration),
                    reception,
                    exitCriteria.stream().map(CriterionDefinition::toCriterion).toList());
        }
    }

    /** An exit criterion and its parameters. */
    @Schema(name = "ExitCriterion", description = "A condition on what has been recorded on a deal.")
    record CriterionDefinition(
            @Schema(examples = "survey-started") String type,

            @Schema(description = "Only some criteria take parameters.", examples = "{\"minimumAnswers\": 1}")
            Map<String, Object> parameters) {

        CriterionDefinition {
            parameters = parameters == null ? Map.of() : parameters;
        }

        /** With defaults written out. */
        static CriterionDefinition of(ExitCriterion criterion) {
            return new CriterionDefinition(criterion.type(), criterion.parameters());
        }

        ExitCriterion toCriterion() {
            return new ExitCriterion(type, parameters);
        }
    }

    PipelineRef ref() {
        return new PipelineRef(key, version);
    }

    PipelineDefinition with(PipelineState state) {
        return new PipelineDefinition(key, version, title, calendar, stages, publishedAt, state.retired());
    }

    /** Whether deals would go the same way, so that publishing it would change nothing. */
    boolean isSameAs(PipelineDefinition other) {
        Pipeline mine = toPipeline();
        Pipeline others = other.toPipeline();
        return mine.title().equals(others.title())
                && mine.stages().equals(others.stages())
                && Objects.equals(calendar, other.calendar);
    }

    /** As the domain has it; counted in plain time, since what the calendar says can change. */
    Pipeline toPipeline() {
        return new Pipeline(
                ref(), title, stages.stream().map(StageDefinition::toStage).toList());
    }
}
