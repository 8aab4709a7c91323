package io.salesprocess.platform.kernel;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;

/** Amounts of money as people write them, with the decimals of the currency: EUR 12.34, JPY 500, KWD 1.234. */
public final class Decimals {

    private Decimals() {}

    /**
     * The number with a decimal point, and without grouping.
     *
     * @param amount in the currency's minor unit
     * @param currency ISO 4217; units of account without decimals, such as gold, are written as integers
     */
    public static String of(long amount, String currency) {
        return BigDecimal.valueOf(amount, digits(currency)).toPlainString();
    }

    /** The same as a number, for sums that can be large. */
    public static BigDecimal number(BigInteger amount, String currency) {
        return new BigDecimal(amount, digits(currency));
    }

    /** Currencies that are newer than the Java runtime have two decimals, all that there are so far. */
    private static int digits(String currency) {
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            return 2;
        }
    }
}
