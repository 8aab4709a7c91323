package io.salesprocess.payment;

import java.util.UUID;

/**
 * A payment, and what has become of it.
 *
 * @param refunded what has gone back of it, in the currency's minor unit
 * @param reversed what a reversal has taken back: nothing, or all of it
 */
record Payment(Entry entry, long refunded, long reversed) {

    /** A payment that has just been recorded. */
    static Payment fresh(Entry entry) {
        return new Payment(entry, 0, 0);
    }

    UUID id() {
        return entry.id();
    }

    /** What can still be refunded; 0 once it has been reversed. */
    long refundable() {
        return Math.max(0, entry.amount().amount() - refunded - reversed);
    }
}
