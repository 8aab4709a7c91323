package io.salesprocess.document;

import io.salesprocess.deal.DealDoor;
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
        Instant draftedAt,
        @Schema(nullable = true) Instant sentAt,
        @Schema(nullable = true) Instant signedAt,

        @Schema(description = "Null before it is signed, and once the prospect has been erased.", nullable = true)
        String signedBy,

        @Schema(nullable = true, examples = "electronic signature")
        String means,

        @Schema(nullable = true) Instant voidedAt,

        @Schema(description = "Null unless it is voided, and once the prospect has been erased.", nullable = true)
        String voidReason)
        implements DealDoor.Identified {

    static DocumentResponse of(DocumentEntity entity) {
        return new DocumentResponse(
                entity.id,
                entity.dealId,
                entity.kind(),
                entity.status(),
                entity.draftedAt,
                entity.sentAt,
                entity.signedAt,
                entity.signedBy,
                entity.means,
                entity.voidedAt,
                entity.voidReason);
    }
}
