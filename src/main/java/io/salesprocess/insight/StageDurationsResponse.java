package io.salesprocess.insight;

import io.salesprocess.insight.InsightStore.Durations;
import io.salesprocess.insight.InsightStore.StageOfPipeline;
import io.salesprocess.platform.kernel.TargetDurations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How long deals stayed. */
@Schema(name = "StageDurations", description = "How long the chosen deals stayed, stage by stage.")
public record StageDurationsResponse(
        @Schema(description = "Everything that had happened by then is in the numbers.")
        Instant asOf,

        @Schema(description = "The stages of each pipeline, in its order.")
        List<StageResponse> stages) {

    /** One stage. */
    @Schema(name = "DurationsOfStage", description = "How long the visits to a stage took that have ended.")
    public record StageResponse(
            @Schema(description = "The pipeline's key.", examples = "standard")
            String pipeline,

            @Schema(description = "The stage's key.", examples = "qualification")
            String stage,

            @Schema(
                    description = "Visits that have ended, by `advance` or with a deal that is lost now.",
                    examples = "106")
            long visits,

            @Schema(
                    description =
                            "The shortest duration that at least half of the visits did not exceed; null without any.",
                    nullable = true,
                    examples = "PT148H")
            String median,

            @Schema(
                    description =
                            "The shortest duration that at least nine in ten visits did not exceed; null without any.",
                    nullable = true,
                    examples = "P19D")
            String p90,

            @Schema(description = "All of them together.", examples = "PT19213H30M")
            String total,

            @Schema(
                    description = "Visits that ended after their last attempt was due. What is due is counted in the"
                            + " pipeline's calendar, if it has one; `median`, `p90` and `total` are plain time.",
                    examples = "9")
            long overdue) {

        private static StageResponse of(StageOfPipeline stage, Durations durations) {
            return new StageResponse(
                    stage.pipeline(),
                    stage.stage(),
                    durations.visits(),
                    text(durations.median()),
                    text(durations.p90()),
                    text(durations.total()),
                    durations.overdue());
        }

        private static String text(Duration duration) {
            return duration == null ? null : TargetDurations.format(duration);
        }
    }

    static StageDurationsResponse of(Reading<Map<StageOfPipeline, Durations>> reading, List<StageOfPipeline> order) {
        return new StageDurationsResponse(
                reading.asOf(),
                order.stream()
                        .map(stage -> StageResponse.of(stage, reading.figures().getOrDefault(stage, Durations.NONE)))
                        .toList());
    }
}
