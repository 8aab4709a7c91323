package io.salesprocess.document;

import io.salesprocess.deal.DealDoor;
import io.salesprocess.paper.PaperStamp;
import io.salesprocess.paper.TemplateRef;
import io.salesprocess.pipeline.domain.Papers.DocumentKind;
import io.salesprocess.pipeline.domain.Papers.DocumentStatus;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A document as callers see it. */
@Schema(
        name = "Document",
        description =
                "A welcome letter or a contract. `ETag` is the deal's version, which rises with every change of the"
                        + " deal and of what hangs on it.")
record DocumentResponse(
        UUID id,
        UUID dealId,
        DocumentKind kind,
        DocumentStatus status,

        @Schema(description = "Its language; null for documents without pages.", nullable = true, examples = "en")
        String locale,

        @Schema(nullable = true) TemplateRef template,

        @Schema(
                description =
                        "SHA-256 of the PDF in hexadecimal. It stays when the prospect is erased. Null for documents that were"
                                + " made before documents had pages.",
                nullable = true,
                examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String sha256,

        @Schema(nullable = true, examples = "3") Integer pages,
        Instant draftedAt,
        @Schema(nullable = true) Instant sentAt,
        @Schema(nullable = true) Instant signedAt,

        @Schema(description = "Null before it is signed, and once the prospect has been erased.", nullable = true)
        String signedBy,

        @Schema(nullable = true, examples = "electronic signature")
        String means,

        @Schema(description = "The hash of what was signed.", nullable = true)
        String signedSha256,

        @Schema(nullable = true) Instant voidedAt,

        @Schema(description = "Null unless it is voided, and once the prospect has been erased.", nullable = true)
        String voidReason)
        implements DealDoor.Identified {

    static DocumentResponse of(DocumentEntity entity) {
        PaperStamp paper = entity.paper;
        return new DocumentResponse(
                entity.id,
                entity.dealId,
                entity.kind(),
                entity.status(),
                paper == null ? null : paper.locale(),
                paper == null ? null : paper.template(),
                paper == null ? null : paper.sha256(),
                paper == null ? null : paper.pages(),
                entity.draftedAt,
                entity.sentAt,
                entity.signedAt,
                entity.signedBy,
                entity.means,
                entity.signedSha256,
                entity.voidedAt,
                entity.voidReason);
    }
}
