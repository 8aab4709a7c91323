package io.salesprocess.insight;

import io.salesprocess.insight.Forecast.Cell;
import io.salesprocess.insight.Forecast.Experience;
import io.salesprocess.platform.kernel.TargetDurations;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What open deals may bring, and when. */
@Schema(name = "Forecast", description = "What the chosen open deals may bring, by month and currency.")
public record ForecastResponse(
        @Schema(
                description =
                        "Everything that had happened by then is in the numbers. With the parameter `asOf`, nothing that"
                                + " happened later.")
        Instant asOf,

        @Schema(
                description =
                        "By month, then by currency. Deals whose month is unknown come last; in each month, deals without a value"
                                + " do. A month without deals is not listed.")
        List<MonthResponse> months,

        @Schema(
                description =
                        "What the forecast is made from: the experience with each stage, of all deals of its pipeline, whatever"
                                + " the other filters are; in the order of the pipeline.")
        List<StageResponse> stages) {

    /** The deals that may be won in one month, of one currency. */
    @Schema(name = "ForecastMonth", description = "Open deals that may be won in one month.")
    public record MonthResponse(
            @Schema(
                    description =
                            "The calendar month, by UTC; null if it is unknown, because no deal has been won from the stages"
                                    + " in which these deals stand.",
                    nullable = true,
                    examples = "2026-12")
            String month,

            @Schema(description = "ISO 4217; null for deals without a value.", nullable = true, examples = "EUR")
            String currency,

            @Schema(description = "How many open deals.", examples = "17")
            long deals,

            @Schema(
                    description =
                            "Their values added up, in the currency's minor unit, such as cents; null for deals without a"
                                    + " value. It is exact, and can be large.",
                    nullable = true,
                    examples = "4250000")
            BigInteger openValue,

            @Schema(
                    description =
                            "Each value multiplied by the share of its stage, added up and rounded half up to the minor unit; null for"
                                    + " deals without a value. Deals from whose stage none has been won or lost count as nothing:"
                                    + " see `unweighted`.",
                    nullable = true,
                    examples = "2380000")
            BigInteger weightedValue,

            @Schema(
                    description =
                            "How many of the deals stand in a stage from which no deal has been won or lost yet, so that they have"
                                    + " no share.",
                    examples = "0")
            long unweighted) {

        private static MonthResponse of(Forecast.Month month) {
            return new MonthResponse(
                    Objects.toString(month.month(), null),
                    month.currency(),
                    month.deals(),
                    month.currency() == null ? null : month.open(),
                    month.currency() == null ? null : month.weighted(),
                    month.unweighted());
        }
    }

    /** What became of the deals that have been in a stage. */
    @Schema(name = "ForecastStage", description = "The experience with one stage.")
    public record StageResponse(
            @Schema(description = "The pipeline's key.", examples = "standard")
            String pipeline,

            @Schema(description = "The stage's key.", examples = "qualification")
            String stage,

            @Schema(description = "How many of the chosen deals stand in it, open.", examples = "14")
            long open,

            @Schema(
                    description =
                            "How many deals have been in it and are won or lost, whether here or in a later stage.",
                    examples = "120")
            long closed,

            @Schema(description = "How many of these are won.", examples = "84")
            long won,

            @Schema(
                    description = "`won` by `closed`, from 0 to 1; null without any.",
                    nullable = true,
                    examples = "0.7")
            Double share,

            @Schema(
                    description =
                            "How long it took from entering the stage to winning the deal: the shortest time that at least half of"
                                    + " the won deals did not exceed; null without any.",
                    nullable = true,
                    examples = "P41D")
            String medianTimeLeft,

            @Schema(
                    description = "Whether `closed` is below 10: too few for the share to say much.",
                    examples = "false")
            boolean smallNumbers) {

        private static StageResponse of(Cell cell) {
            Experience known = cell.experience();
            return new StageResponse(
                    cell.stage().pipeline(),
                    cell.stage().stage(),
                    cell.open(),
                    known.closed(),
                    known.won(),
                    known.closed() == 0 ? null : (double) known.won() / known.closed(),
                    text(known.timeLeft()),
                    known.isSmall());
        }

        private static String text(Duration duration) {
            return duration == null ? null : TargetDurations.format(duration);
        }
    }

    static ForecastResponse of(Forecast forecast) {
        return new ForecastResponse(
                forecast.asOf(),
                forecast.months().stream().map(MonthResponse::of).toList(),
                forecast.cells().stream().map(StageResponse::of).toList());
    }
}
