package io.salesprocess.payment;

import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.UUID;

/**
 * One movement of money: a payment, a refund or a reversal. Entries are never edited or deleted (rule 16); their words can be erased.
 *
 * @param paymentId the payment that a refund or a reversal takes back; a payment names itself
 * @param at when the money moved: when a payment was received, and when a refund or a reversal was recorded
 * @param method how the payment was made; a refund or a reversal has that of its payment
 */
record Entry(
        UUID id,
        UUID dealId,
        EntryKind kind,
        UUID paymentId,
        Amount amount,
        Instant at,
        Instant recordedAt,
        String method,
        String reference,
        String reason) {

    /** The amount with the sign that it has in sums: what goes back is below zero. */
    long signed() {
        return kind == EntryKind.PAYMENT ? amount.amount() : -amount.amount();
    }
}
