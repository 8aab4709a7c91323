package io.salesprocess.payment;

import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.UUID;

/**
 * Money that arrived and fits no deal (rule 16).
 *
 * @param note what a person would look for, such as who paid; it can be erased, as method and reference
 * @param assignment the payment that it has become, or null
 */
record UnassignedPayment(
        UUID id,
        Amount amount,
        String method,
        String reference,
        String note,
        Instant receivedAt,
        Instant recordedAt,
        Assignment assignment) {

    /** What a person assigned it to. */
    record Assignment(UUID dealId, UUID paymentId, Instant at) {}
}
