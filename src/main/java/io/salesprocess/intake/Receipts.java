package io.salesprocess.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.access.Access;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.intake.SubmissionResponse.Receipt;
import io.salesprocess.platform.idempotency.ReplayCheck;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/**
 * What the sender of a submission is told. Callers who may not see the deal are told only that it was received: a prospect or a
 * deal that was there before would tell them that the person was known.
 */
@Singleton
class Receipts implements ReplayCheck {

    private final Access access;
    private final Deals deals;
    private final ObjectMapper mapper;

    Receipts(Access access, Deals deals, ObjectMapper mapper) {
        this.access = access;
        this.deals = deals;
        this.mapper = mapper;
    }

    Receipt of(Submission submission) {
        Receipt receipt = Receipt.of(submission);
        return tellsAll(receipt.dealId()) ? receipt : receipt.withoutOutcome();
    }

    @Override
    public void authorize(String location) {
        // Submitting is all that it takes, and that has been checked.
    }

    /** A retry does not tell what the caller may no longer see. */
    @Override
    public byte[] show(byte[] body) {
        try {
            Receipt receipt = mapper.readValue(body, Receipt.class);
            return tellsAll(receipt.dealId()) ? body : mapper.writeValueAsBytes(receipt.withoutOutcome());
        } catch (IOException e) {
            throw new UncheckedIOException("A kept receipt could not be read.", e);
        }
    }

    private boolean tellsAll(UUID dealId) {
        Caller caller = access.caller();
        return caller.may(Permission.READ_DEALS)
                && (caller.scope(Permission.READ_DEALS).isEverything()
                        || dealId != null && deals.shows(caller, dealId));
    }
}
