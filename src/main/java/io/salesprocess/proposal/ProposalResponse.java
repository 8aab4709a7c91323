package io.salesprocess.proposal;

import io.salesprocess.deal.DealDoor;
import io.salesprocess.paper.PaperStamp;
import io.salesprocess.paper.TemplateRef;
import io.salesprocess.pipeline.domain.Papers.ProposalStatus;
import io.salesprocess.platform.kernel.Amount;
import java.time.Instant;
import java.util.List;
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

        @Schema(
                description = "Null for a proposal without items, and once the prospect has been erased.",
                nullable = true)
        List<Item> items,

        @Schema(description = "The sum of the items without tax; null without items.", nullable = true)
        Amount net,

        @Schema(description = "The lowest rate first; null without items.", nullable = true)
        List<Tax> taxes,

        @Schema(
                description =
                        "Net and taxes, or the amount of a proposal without items. Accepted, it becomes the deal's value.")
        Amount gross,

        @Schema(description = "The same as `gross`.") Amount amount,

        @Schema(description = "Null if none were named, and once the prospect has been erased.", nullable = true)
        String terms,

        @Schema(description = "The proposal that this one answers, if it does.", nullable = true)
        UUID countersId,

        @Schema(description = "Why it was declined, if a reason was given.", nullable = true)
        String reason,

        @Schema(description = "Until when it can be accepted.", nullable = true)
        Instant validUntil,

        @Schema(
                description = "The language of its pages; null for what the client proposed.",
                nullable = true,
                examples = "en")
        String locale,

        @Schema(nullable = true) TemplateRef template,

        @Schema(
                description = "SHA-256 of the PDF in hexadecimal; null without pages.",
                nullable = true,
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        @Schema(nullable = true, examples = "2") Integer pages,
        Instant createdAt,
        @Schema(nullable = true) Instant sentAt,

        @Schema(description = "When it was accepted, declined or countered.", nullable = true)
        Instant decidedAt)
        implements DealDoor.Identified {

    static ProposalResponse of(ProposalEntity entity) {
        PaperStamp paper = entity.paper;
        return new ProposalResponse(
                entity.id,
                entity.dealId,
                entity.madeBy(),
                entity.status(),
                entity.items,
                entity.net == null ? null : new Amount(entity.net, entity.currency),
                entity.taxes,
                entity.amount(),
                entity.amount(),
                entity.terms,
                entity.countersId,
                entity.reason,
                entity.validUntil,
                paper == null ? null : paper.locale(),
                paper == null ? null : paper.template(),
                paper == null ? null : paper.sha256(),
                paper == null ? null : paper.pages(),
                entity.createdAt,
                entity.sentAt,
                entity.decidedAt);
    }
}
