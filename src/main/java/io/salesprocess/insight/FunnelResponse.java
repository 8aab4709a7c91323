package io.salesprocess.insight;

import io.salesprocess.insight.InsightStore.Counts;
import io.salesprocess.insight.InsightStore.StageOfPipeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far deals came. */
@Schema(name = "Funnel", description = "How far the chosen deals came, stage by stage.")
public record FunnelResponse(
        @Schema(description = "Everything that had happened by then is in the numbers.")
        Instant asOf,

        @Schema(description = "The stages of each pipeline, in its order.")
        List<StageResponse> stages) {

    /** One stage: {@code entered} is the sum of {@code advanced}, {@code lost} and {@code stillThere}. */
    @Schema(name = "FunnelStage", description = "What became of the deals that entered a stage.")
    public record StageResponse(
            @Schema(description = "The pipeline's key.", examples = "standard")
            String pipeline,

            @Schema(description = "The stage's key.", examples = "qualification")
            String stage,

            @Schema(
                    description = "Deals that entered the stage. Each is either advanced, lost or still there.",
                    examples = "120")
            long entered,

            @Schema(description = "Deals that left it by `advance`.", examples = "84")
            long advanced,

            @Schema(description = "How often deals fell short in it.", examples = "17")
            long fellShort,

            @Schema(description = "Deals that were lost in it and have not been reopened since.", examples = "22")
            long lost,

            @Schema(description = "Open deals that stand in it.", examples = "14")
            long stillThere,

            @Schema(
                    description = "`advanced` by `entered`, from 0 to 1; null if no deal entered.",
                    nullable = true,
                    examples = "0.7")
            Double conversion) {

        private static StageResponse of(StageOfPipeline stage, Counts counts) {
            return new StageResponse(
                    stage.pipeline(),
                    stage.stage(),
                    counts.entered(),
                    counts.advanced(),
                    counts.fellShort(),
                    counts.lost(),
                    counts.stillThere(),
                    counts.entered() == 0 ? null : (double) counts.advanced() / counts.entered());
        }
    }

    static FunnelResponse of(Reading<Map<StageOfPipeline, Counts>> reading, List<StageOfPipeline> order) {
        return new FunnelResponse(
                reading.asOf(),
                order.stream()
                        .map(stage -> StageResponse.of(stage, reading.figures().getOrDefault(stage, Counts.NONE)))
                        .toList());
    }
}
