package io.salesprocess.payment;

import java.math.BigInteger;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The sums of entries in one currency, in its minor unit. Sums never go across currencies (rule 16). */
@Schema(
        name = "CurrencyTotal",
        description = "The sums of entries in one currency, in its minor unit. They are exact, and can be large.")
record CurrencyTotal(
        @Schema(description = "ISO 4217.", examples = "EUR", pattern = "^[A-Z]{3}$")
        String currency,

        @Schema(examples = "125000") BigInteger payments,
        @Schema(examples = "5000") BigInteger refunds,
        @Schema(examples = "0") BigInteger reversals,

        @Schema(description = "Payments less refunds less reversals; it can be below zero.", examples = "120000")
        BigInteger net) {

    static CurrencyTotal of(String currency, EntryKind kind, BigInteger amount) {
        return of(
                currency,
                kind == EntryKind.PAYMENT ? amount : BigInteger.ZERO,
                kind == EntryKind.REFUND ? amount : BigInteger.ZERO,
                kind == EntryKind.REVERSAL ? amount : BigInteger.ZERO);
    }

    CurrencyTotal plus(CurrencyTotal other) {
        return of(currency, payments.add(other.payments), refunds.add(other.refunds), reversals.add(other.reversals));
    }

    private static CurrencyTotal of(String currency, BigInteger payments, BigInteger refunds, BigInteger reversals) {
        return new CurrencyTotal(
                currency,
                payments,
                refunds,
                reversals,
                payments.subtract(refunds).subtract(reversals));
    }
}
