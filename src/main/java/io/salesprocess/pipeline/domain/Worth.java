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

    /**
     * Whether what was said of a deal that was worth so much still goes for it: it is worth as much or less, in the same currency.
     * An unknown worth covers nothing but itself.
     */
    static boolean covers(Worth then, Worth now) {
        return then == null || now == null
                ? then == now
                : then.currency.equals(now.currency) && now.amount <= then.amount;
    }

    /** Whether it may be as much as this: nobody can tell that an amount in another currency is below. */
    boolean reaches(Worth other) {
        return !currency.equals(other.currency) || amount >= other.amount;
    }
}
