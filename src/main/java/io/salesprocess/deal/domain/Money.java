package io.salesprocess.deal.domain;

import java.util.Objects;

/**
 * An amount of money.
 *
 * @param amount in the currency's minor unit; never negative
 * @param currency ISO 4217
 */
public record Money(long amount, String currency) {

    /** The largest amount and the largest sum: every reader of JSON keeps it exactly. */
    public static final long MOST = 9_007_199_254_740_991L;

    public Money {
        Objects.requireNonNull(currency, "currency");
        if (amount < 0) {
            throw new IllegalArgumentException("An amount of money is never negative.");
        }
    }
}
