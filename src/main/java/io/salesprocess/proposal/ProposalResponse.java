package io.salesprocess.proposal;

import io.salesprocess.deal.DealDoor;
import io.salesprocess.pipeline.domain.Papers.ProposalStatus;
import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A proposal as callers see it. */
@Schema(
        name = "Proposal",
        description =
                "An offer of one side to the other. `ETag` is the deal's version, which rises with every change of the"
                        + " deal and of what hangs on it.")
record ProposalResponse(
        UUID id,
        UUID dealId,

        @Schema(description = "`client` for what the client proposed in answer to ours.")
        Party madeBy,

        ProposalStatus status,
        Amount amount,

        @Schema(description = "Null if none were named, and once the prospect has been erased.", nullable = true)
        String terms,

        @Schema(description = "The proposal that this one answers, if it does.", nullable = true)
        UUID countersId,

        @Schema(description = "Why it was declined, if a reason was given.", nullable = true)
        String reason,

        Instant createdAt,
        @Schema(nullable = true) Instant sentAt,

        @Schema(description = "When it was accepted, declined or countered.", nullable = true)
        Instant decidedAt)
        implements DealDoor.Identified {

    static ProposalResponse of(ProposalEntity entity) {
        return new ProposalResponse(
                entity.id,
                entity.dealId,
                entity.madeBy(),
                entity.status(),
                entity.amount(),
                entity.terms,
                entity.countersId,
                entity.reason,
                entity.createdAt,
                entity.sentAt,
                entity.decidedAt);
    }
}
