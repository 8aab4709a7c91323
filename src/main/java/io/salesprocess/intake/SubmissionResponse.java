package io.salesprocess.intake;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A submission as callers see it. */
@Schema(name = "Submission", description = "What a prospect filled in, as it was received, and what became of it.")
record SubmissionResponse(
        UUID id,
        @Schema(examples = "contact") String form,

        @Schema(
                description = "The version of the form that it was checked with; null if it is older than versions.",
                nullable = true,
                examples = "1")
        Long formVersion,

        @Schema(description = "The sender's own id.", nullable = true, examples = "web-8841")
        String submissionId,

        Submission.Status status,

        @Schema(description = "Why it was set aside, if it was.", nullable = true)
        String suspicion,

        Instant receivedAt,

        @Schema(description = "When it was taken in after all.", nullable = true)
        Instant releasedAt,

        @Schema(description = "When it was put away for good.", nullable = true)
        Instant discardedAt,

        @Schema(description = "Null while it is set aside.", nullable = true)
        UUID prospectId,

        @Schema(description = "Null while it is set aside.", nullable = true)
        UUID dealId,

        @Schema(description = "Whether it opened the deal, or was attached to one.")
        boolean dealOpened,

        @Schema(
                description = "As received; null once it has been discarded, or the prospect erased.",
                nullable = true,
                implementation = SubmissionRequest.class)
        @JsonRawValue
        String content) {

    /** What the sender of a submission is told. */
    @Schema(name = "SubmissionReceipt", description = "What became of a submission.")
    record Receipt(
            UUID id,
            Submission.Status status,

            @Schema(
                    description = "Null while it is set aside, and for callers who may not see the deal.",
                    nullable = true)
            UUID prospectId,

            @Schema(
                    description = "Null while it is set aside, and for callers who may not see the deal.",
                    nullable = true)
            UUID dealId,

            @Schema(
                    description =
                            "Whether it opened the deal, or was attached to one; null for callers who may not see the deal.",
                    nullable = true)
            Boolean dealOpened) {

        /** Tells only that it was received. */
        Receipt withoutOutcome() {
            return new Receipt(id, status, null, null, null);
        }

        static Receipt of(Submission submission) {
            return new Receipt(
                    submission.id(),
                    submission.status(),
                    submission.prospectId(),
                    submission.dealId(),
                    submission.dealOpened());
        }
    }

    static SubmissionResponse of(Submission submission) {
        return new SubmissionResponse(
                submission.id(),
                submission.formKey(),
                submission.formVersion(),
                submission.submissionId(),
                submission.status(),
                submission.suspicion(),
                submission.receivedAt(),
                submission.releasedAt(),
                submission.discardedAt(),
                submission.prospectId(),
                submission.dealId(),
                submission.dealOpened(),
                submission.content());
    }
}
