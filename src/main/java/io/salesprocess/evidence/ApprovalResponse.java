package io.salesprocess.evidence;

import io.salesprocess.deal.ActorResponse;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A request for approval or a decision about it, as callers see it. */
@Schema(name = "Approval", description = "A request for approval, or a decision about it.")
record ApprovalResponse(
        UUID id,
        ApprovalDecision decision,

        @Schema(description = "Who requested or decided.") ActorResponse by,

        @Schema(description = "Where the deal stood.", examples = "conversion")
        String stage,

        @Schema(description = "The number of the try at the stage.", examples = "1")
        int attempt,

        @Schema(description = "What the deal was worth; null if that was unknown.", nullable = true)
        Amount value,

        @Schema(nullable = true, examples = "Fifteen per cent off for three years")
        String note,

        Instant at)
        implements DealDoor.Identified {

    static ApprovalResponse of(ApprovalEntity entity) {
        return new ApprovalResponse(
                entity.id,
                HyphenatedEnums.valueOf(ApprovalDecision.class, entity.decision),
                new ActorResponse(
                        HyphenatedEnums.valueOf(Actor.Kind.class, entity.actorKind),
                        entity.actorId,
                        entity.actorSalespersonId),
                entity.stage,
                entity.attempt,
                entity.valueAmount == null ? null : new Amount(entity.valueAmount, entity.valueCurrency),
                entity.note,
                entity.at);
    }
}
