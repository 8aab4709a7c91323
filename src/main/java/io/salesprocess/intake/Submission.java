package io.salesprocess.intake;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One filled-in form as it was received (rule 10), and what became of it.
 *
 * @param formVersion of the form that it was checked with; null if an instance of an earlier version took it in
 * @param submissionId the sender's own id, or null
 * @param content as received; null once erased
 * @param fingerprint tells the same content from another; null once erased
 * @param suspicion why it was set aside, or null; kept when it is released
 * @param discardedAt when it was put away for good, or null
 * @param prospectId null while it is set aside
 * @param dealId null while it is set aside
 * @param dealOpened whether it opened the deal, or was attached to one
 */
record Submission(
        UUID id,
        String formKey,
        Long formVersion,
        String submissionId,
        String content,
        byte[] fingerprint,
        Instant receivedAt,
        Status status,
        String suspicion,
        Instant releasedAt,
        Instant discardedAt,
        UUID prospectId,
        UUID dealId,
        boolean dealOpened) {

    /** Whether something was made of it. */
    @Schema(name = "SubmissionStatus")
    enum Status {
        ACCEPTED,
        SUSPECT,
        DISCARDED
    }

    /** It has been put away. */
    Submission discarded(Instant at) {
        return new Submission(
                id,
                formKey,
                formVersion,
                submissionId,
                null,
                null,
                receivedAt,
                Status.DISCARDED,
                suspicion,
                null,
                at,
                null,
                null,
                false);
    }

    /** It has been taken in. */
    Submission takenIn(UUID prospect, UUID deal, boolean opened, Instant released) {
        return new Submission(
                id,
                formKey,
                formVersion,
                submissionId,
                content,
                fingerprint,
                receivedAt,
                Status.ACCEPTED,
                suspicion,
                released,
                null,
                prospect,
                deal,
                opened);
    }
}
