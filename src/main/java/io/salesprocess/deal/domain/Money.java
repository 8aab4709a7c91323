package io.salesprocess.deal.domain;

import java.util.Objects;

/**
 * An amount of money.
 *
 * @param amount in the currency's minor unit; never negative
 * @param currency ISO 4217
 */
public record Money(long amount, String currency) {

    public Money {
        Objects.requireNonNull(currency, "currency");
        if (amount < 0) {
            throw new IllegalArgumentException("An amount of money is never negative.");
        }
    }
}
