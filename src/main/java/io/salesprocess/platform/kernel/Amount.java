package io.salesprocess.platform.kernel;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Money in JSON.
 *
 * @param amount in the currency's minor unit, such as cents
 * @param currency ISO 4217
 */
@Schema(name = "Money", description = "An amount of money.")
public record Amount(
        @Schema(description = "In the currency's minor unit, such as cents.", examples = "125000")
        @NotNull
        @PositiveOrZero
        @Max(Amount.MOST)
        Long amount,

        @Schema(description = "ISO 4217.", examples = "EUR", pattern = "^[A-Z]{3}$") @NotNull @CurrencyCode
        String currency) {

    /** The largest amount: an integer that every JSON reader keeps exactly. */
    public static final long MOST = 9_007_199_254_740_991L;
}
