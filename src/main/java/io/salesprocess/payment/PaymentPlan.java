package io.salesprocess.payment;

import io.salesprocess.platform.kernel.Amount;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What has been paid of each instalment of a deal, worked out from what it has brought in: money fills the oldest instalment first.
 *
 * @param parts by due day, the oldest first
 */
record PaymentPlan(List<Part> parts) {

    /** An instalment as agreed. */
    record Instalment(LocalDate dueOn, Amount amount) {}

    /** Where an instalment stands. Their names are sent. */
    enum Status {
        PAID,
        OPEN,
        OVERDUE
    }

    /**
     * An instalment, and what has been paid of it.
     *
     * @param paid in the currency's minor unit
     */
    record Part(Instalment instalment, long paid, Status status) {

        long open() {
            return instalment.amount().amount() - paid;
        }
    }

    /**
     * @param instalments as agreed, in any order; of those due on one day the first is filled first
     * @param collected what the deal has brought in; below zero it pays for nothing
     * @param today an instalment is overdue from the day after it is due
     */
    static PaymentPlan of(List<Instalment> instalments, long collected, LocalDate today) {
        List<Instalment> ordered = new ArrayList<>(instalments);
        ordered.sort(Comparator.comparing(Instalment::dueOn));
        List<Part> parts = new ArrayList<>();
        long left = Math.max(0, collected);
        for (Instalment one : ordered) {
            long paid = Math.min(left, one.amount().amount());
            left -= paid;
            parts.add(new Part(one, paid, status(one, paid, today)));
        }
        return new PaymentPlan(parts);
    }

    private static Status status(Instalment one, long paid, LocalDate today) {
        if (paid == one.amount().amount()) {
            return Status.PAID;
        }
        return one.dueOn().isBefore(today) ? Status.OVERDUE : Status.OPEN;
    }
}
