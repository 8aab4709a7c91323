package io.salesprocess.document;

import io.salesprocess.deal.DealRows;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The rows of document links, known by the hash of their secret. */
@Singleton
class DocumentLinkStore implements DealRows<DocumentLinkEntity> {

    /** The link with this secret; one that is unknown, expired or revoked is not found. */
    DocumentLinkEntity of(String token, Instant now) {
        return find("tokenHash = ?1 and expiresAt > ?2", Sha256.of(token), now)
                .firstResultOptional()
                .orElseThrow(ProblemException::notFound);
    }

    /** Whether this secret is still valid, by the rows as they are now. */
    boolean isValid(String token, Instant now) {
        return count("tokenHash = ?1 and expiresAt > ?2", Sha256.of(token), now) > 0;
    }

    /** Whether a link to the document is valid. */
    boolean hasValid(UUID documentId, Instant now) {
        return count("documentId = ?1 and tokenHash is not null and expiresAt > ?2", documentId, now) > 0;
    }

    /** Makes the links to this document invalid. */
    void revoke(UUID documentId) {
        update("tokenHash = null where documentId = ?1", documentId);
    }

    /** Makes the links to all documents of these deals invalid, whose client is erased. */
    void revokeAll(List<UUID> dealIds) {
        update("tokenHash = null where dealId in ?1", dealIds);
    }
}
