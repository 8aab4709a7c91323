package io.salesprocess.deal.domain;

/**
 * The money of a deal (rule 7), all in one currency.
 *
 * @param received all payments together, in the currency's minor unit
 * @param refunded all refunds together; never more than was received
 * @param reversed all payments together that were taken back whole; never more than was received
 * @param currency null until the first payment, if the deal has no value that would fix it
 */
public record Payments(long received, long refunded, long reversed, String currency) {

    static final Payments NONE = new Payments(0, 0, 0, null);

    /** What the business has: payments less refunds less reversals. A reversal can bring it below zero. */
    public long collected() {
        return received - refunded - reversed;
    }

    Payments plus(Money payment) {
        return new Payments(Math.addExact(received, payment.amount()), refunded, reversed, payment.currency());
    }

    Payments minus(Money refund) {
        return new Payments(received, Math.addExact(refunded, refund.amount()), reversed, currency);
    }

    Payments without(Money payment) {
        return new Payments(received, refunded, Math.addExact(reversed, payment.amount()), currency);
    }

    /** Whether the sum of all payments, and so each figure that follows from it, stays within {@link Money#MOST}. */
    boolean canTake(long amount) {
        return amount <= Money.MOST - received;
    }

    /** Whether what has been reversed stays within what was received. */
    boolean canLose(long amount) {
        return amount <= received - reversed;
    }

    /** What can be refunded of all payments together; 0 after a reversal that brought what was collected below zero. */
    long refundable() {
        return Math.max(0, collected());
    }

    /** What the value still lacks; 0 when it is paid. */
    public long outstanding(Money value) {
        return Math.max(0, value.amount() - collected());
    }

    /** What was paid over the value; 0 when it was not. */
    public long overpaid(Money value) {
        return Math.max(0, collected() - value.amount());
    }
}
