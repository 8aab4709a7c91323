package io.salesprocess.payment;

import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;

/** What money is recognised by when it is reported twice: a reference, unique in the deal, or an {@code Idempotency-Key}. */
final class References {

    private References() {}

    /**
     * Refuses money that could be counted twice, because nothing would tell the second report from another payment.
     *
     * @param hasKey whether the request has an {@code Idempotency-Key}
     */
    static void mustBeRecognisable(String reference, boolean hasKey) {
        if (reference == null && !hasKey) {
            throw ProblemException.of(
                    ProblemType.IDEMPOTENCY_KEY_MISSING,
                    "Send the header Idempotency-Key, or a reference that is unique in the deal.");
        }
    }

    /** The reference has been used for something else. */
    static ProblemException taken() {
        return ProblemException.of(
                ProblemType.CONFLICT, "The reference was used in this deal before, with other content.");
    }
}
