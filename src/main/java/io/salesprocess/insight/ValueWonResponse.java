package io.salesprocess.insight;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was won, month by month. */
@Schema(name = "ValueWon", description = "What the chosen deals were worth when they were won, by month and currency.")
public record ValueWonResponse(
        @Schema(description = "Everything that had happened by then is in the numbers.")
        Instant asOf,

        @Schema(
                description =
                        "By month, then by currency; in each month, deals without a value come last. A month in which none of"
                                + " the deals was won is not listed.")
        List<MonthResponse> months) {

    /** What was won in one month, in one currency. */
    @Schema(name = "ValueWonInMonth", description = "Deals that were won in one month.")
    public record MonthResponse(
            @Schema(description = "The calendar month, by UTC.", examples = "2026-11")
            String month,

            @Schema(description = "ISO 4217; null for deals without a value.", nullable = true, examples = "EUR")
            String currency,

            @Schema(description = "How many deals were won.", examples = "9")
            long deals,

            @Schema(
                    description =
                            "Their values added up, in the currency's minor unit, such as cents; null for deals without a"
                                    + " value. It is exact, and can be large.",
                    nullable = true,
                    examples = "1980000")
            BigInteger valueWon) {

        private static MonthResponse of(PastReader.MonthWon month) {
            return new MonthResponse(
                    month.month(), month.currency(), month.deals(), month.currency() == null ? null : month.value());
        }
    }

    static ValueWonResponse of(Reading<List<PastReader.MonthWon>> reading) {
        return new ValueWonResponse(
                reading.asOf(),
                reading.figures().stream().map(MonthResponse::of).toList());
    }
}
