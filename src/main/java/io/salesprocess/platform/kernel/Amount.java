package io.salesprocess.platform.kernel;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.groups.Default;
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
        @NotNull(groups = {Default.class, Settling.class})
        @PositiveOrZero(groups = {Default.class, Settling.class})
        @Max(
                value = Amount.MOST,
                groups = {Default.class, Settling.class})
        Long amount,

        @Schema(
                description = "ISO 4217. New amounts are in a current currency; stored ones can be in a withdrawn one.",
                examples = "EUR",
                pattern = "^[A-Z]{3}$")
        @NotNull(groups = {Default.class, Settling.class})
        @CurrencyCode
        @CurrencyCode(orWithdrawn = true, groups = Settling.class)
        String currency) {

    /** The largest amount: an integer that every JSON reader keeps exactly. */
    public static final long MOST = 9_007_199_254_740_991L;

    /**
     * Constraints on money that is paid or given back for what is stored already, in the currency which that has; the rules of
     * the deal say which one it is (rule 7).
     */
    public interface Settling {}
}
