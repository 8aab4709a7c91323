package io.salesprocess.insight;

import io.salesprocess.insight.Proportion.Estimate;
import io.salesprocess.platform.kernel.TargetDurations;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What salespeople have achieved. */
@Schema(name = "SalespeopleFigures", description = "What salespeople have achieved with the chosen deals.")
public record SalespeopleResponse(
        @Schema(description = "Everything that had happened by then is in the numbers.")
        Instant asOf,

        @Schema(
                description = "Each salesperson for whom any of the chosen deals counts, and last the deals without an"
                        + " owner, unless ordered otherwise.")
        List<FiguresResponse> salespeople) {

    /** One salesperson, or all deals without an owner. */
    @Schema(
            name = "SalespersonFigures",
            description =
                    "What counts for one salesperson. An open deal counts for its owner, a closed one for who owned it"
                            + " when it was closed.")
    public record FiguresResponse(
            @Schema(description = "Null for deals without an owner.", nullable = true)
            UUID salespersonId,

            @Schema(description = "Null for deals without an owner.", nullable = true, examples = "Tom Reed")
            String name,

            @Schema(description = "Open deals.", examples = "14")
            long open,

            @Schema(description = "Deals won.", examples = "80")
            long won,

            @Schema(description = "Deals that are lost now.", examples = "20")
            long lost,

            @Schema(
                    description = "`won` by `won` and `lost` together, from 0 to 1; null if none is closed.",
                    nullable = true,
                    examples = "0.8")
            Double winRate,

            @Schema(
                    description =
                            "The lower bound of the 95 % interval (Wilson) of the rate. The fewer deals are closed, the"
                                    + " lower it is, so it is the one to compare salespeople by.",
                    nullable = true,
                    examples = "0.711169775")
            Double winRateLow,

            @Schema(description = "The upper bound.", nullable = true, examples = "0.866633071")
            Double winRateHigh,

            @Schema(description = "Whether fewer than 10 deals are closed: too few to judge by.", examples = "false")
            boolean smallNumbers,

            @Schema(description = "By currency: what the won deals are worth. Deals without a value add nothing.")
            List<ValueResponse> valueWon,

            @Schema(
                    description =
                            "The shortest time from opening to winning that at least half of the won deals did not"
                                    + " exceed; null without any.",
                    nullable = true,
                    examples = "P19D")
            String medianTimeToWin,

            @Schema(description = "How often deals fell short while the salesperson owned them.", examples = "17")
            long fellShort,

            @Schema(
                    description = "Questions answered and messages followed up while the salesperson owned the deals.",
                    examples = "41")
            long answers,

            @Schema(
                    description = "The shortest time that at least half of these did not take; null without any.",
                    nullable = true,
                    examples = "PT3H20M")
            String medianTimeToAnswer) {

        static FiguresResponse of(SalespersonFigures figures, String name) {
            Proportion closed = figures.closed();
            Estimate rate = closed.estimate();
            return new FiguresResponse(
                    figures.salesperson(),
                    name,
                    figures.open(),
                    figures.won(),
                    figures.lost(),
                    rate == null ? null : rate.value(),
                    rate == null ? null : rate.low(),
                    rate == null ? null : rate.high(),
                    closed.isSmall(),
                    figures.valueWon(),
                    text(figures.timeToWin()),
                    figures.fellShort(),
                    figures.answers(),
                    text(figures.timeToAnswer()));
        }

        private static String text(Duration duration) {
            return duration == null ? null : TargetDurations.format(duration);
        }
    }

    /** Won deals in one currency. */
    @Schema(
            name = "ValueOfWonDeals",
            description = "What won deals are worth in one currency. Sums never go across currencies.")
    public record ValueResponse(
            @Schema(description = "In the currency's minor unit; exact, and it can be large.", examples = "9900000")
            BigInteger amount,

            @Schema(description = "ISO 4217.", examples = "EUR", pattern = "^[A-Z]{3}$")
            String currency,

            @Schema(description = "How many deals that are.", examples = "78")
            long deals) {}
}
