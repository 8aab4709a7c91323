package io.salesprocess.pipeline.domain;

import java.util.Objects;

/**
 * What a deal is worth, as far as criteria ask for it.
 *
 * @param amount in the currency's minor unit, not negative
 * @param currency an ISO 4217 code
 */
public record Worth(long amount, String currency) {

    public Worth {
        Objects.requireNonNull(currency, "currency");
        if (amount < 0) {
            throw new IllegalArgumentException("A deal is worth nothing or more.");
        }
    }
}
