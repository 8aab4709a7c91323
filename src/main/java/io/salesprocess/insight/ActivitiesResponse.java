package io.salesprocess.insight;

import io.salesprocess.insight.ActivitiesStore.Stays;
import io.salesprocess.insight.InsightStore.StageOfPipeline;
import io.salesprocess.insight.Proportion.Estimate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How stays with and without activities ended. */
@Schema(
        name = "ActivityFigures",
        description =
                "How stays in stages ended, with and without each kind of activity. This is association, not cause.")
public record ActivitiesResponse(
        @Schema(description = "Everything that had happened by then is in the numbers.")
        Instant asOf,

        @Schema(
                description = "What the figures cannot say, in words to show beside them.",
                examples = ActivitiesResponse.CAUTION)
        String caution,

        @Schema(description = "The stages of each pipeline, in its order.")
        List<StageResponse> stages) {

    static final String CAUTION =
            "This is association, not cause: salespeople choose what they do, and may do more where a"
                    + " deal already looks promising.";

    /** One stage. */
    @Schema(name = "ActivitiesOfStage", description = "How stays in one stage ended.")
    public record StageResponse(
            @Schema(description = "The pipeline's key.", examples = "standard")
            String pipeline,

            @Schema(description = "The stage's key.", examples = "qualification")
            String stage,

            @Schema(description = "All stays that have ended, with whatever activities.")
            StaysResponse all,

            @Schema(
                    description =
                            "How many kinds of activities were done in these stays; `activities` has at most `limit` of"
                                    + " them.",
                    examples = "2")
            long kinds,

            @Schema(description = "Those that were done in most stays, in this order.")
            List<ActivityResponse> activities) {

        private static StageResponse of(StageOfPipeline stage, Stays stays) {
            return new StageResponse(
                    stage.pipeline(),
                    stage.stage(),
                    StaysResponse.of(stays.all()),
                    stays.kinds(),
                    stays.byKind().entrySet().stream()
                            .map(kind -> ActivityResponse.of(kind.getKey(), kind.getValue(), stays.all()))
                            .toList());
        }
    }

    static ActivitiesResponse of(Reading<Map<StageOfPipeline, Stays>> reading, List<StageOfPipeline> order) {
        return new ActivitiesResponse(
                reading.asOf(),
                CAUTION,
                order.stream()
                        .map(stage -> StageResponse.of(stage, reading.figures().getOrDefault(stage, Stays.NONE)))
                        .toList());
    }

    /** One kind of activity in one stage. */
    @Schema(
            name = "ActivityOfStage",
            description = "How stays in the stage ended with one kind of activity, and without it.")
    public record ActivityResponse(
            @Schema(description = "The kind of activity.", examples = "demo")
            String kind,

            @Schema(description = "Stays in which it was done at least once.")
            StaysResponse with,

            @Schema(description = "The other stays in the stage.")
            StaysResponse without,

            @Schema(
                    description =
                            "The rate with it less the rate without it, from -1 to 1; null if either has no stays.",
                    nullable = true,
                    examples = "0.2")
            Double difference,

            @Schema(
                    description = "The lower bound of the 95 % interval (Newcombe's hybrid score) of the difference. An"
                            + " interval that includes 0 shows no difference.",
                    nullable = true,
                    examples = "0.0524")
            Double differenceLow,

            @Schema(description = "The upper bound.", nullable = true, examples = "0.3339")
            Double differenceHigh,

            @Schema(
                    description = "Whether there are fewer than 10 stays with it or without it: too few to judge by.",
                    examples = "false")
            boolean smallNumbers) {

        static ActivityResponse of(String kind, Proportion with, Proportion all) {
            Proportion without = all.without(with);
            Estimate difference = with.minus(without);
            return new ActivityResponse(
                    kind,
                    StaysResponse.of(with),
                    StaysResponse.of(without),
                    difference == null ? null : difference.value(),
                    difference == null ? null : difference.low(),
                    difference == null ? null : difference.high(),
                    with.isSmall() || without.isSmall());
        }
    }

    /** Stays that have ended. */
    @Schema(
            name = "EndedStays",
            description = "Stays in a stage that have ended, by `advance` or with a deal that is lost now.")
    public record StaysResponse(
            @Schema(examples = "70") long stays,

            @Schema(description = "Those that ended by `advance`.", examples = "56")
            long advanced,

            @Schema(
                    description = "`advanced` by `stays`, from 0 to 1; null without stays.",
                    nullable = true,
                    examples = "0.8")
            Double advanceRate) {

        static StaysResponse of(Proportion advanced) {
            Estimate rate = advanced.estimate();
            return new StaysResponse(advanced.of(), advanced.hits(), rate == null ? null : rate.value());
        }
    }
}
