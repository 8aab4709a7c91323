package io.salesprocess.evidence;

import io.salesprocess.deal.DealRows;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.kernel.Secrets;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of message links, known by the hash of their secret. */
@Singleton
class MessageLinkStore implements DealRows<MessageLinkEntity> {

    /** The link with this secret, unless it has expired; any other is not found. */
    MessageLinkEntity of(String token, Instant now) {
        return named(token)
                .filter(link -> link.expiresAt == null || link.expiresAt.isAfter(now))
                .orElseThrow(ProblemException::notFound);
    }

    /** The link with this secret, expired or not. */
    Optional<MessageLinkEntity> named(String token) {
        return find("tokenHash", Sha256.of(token)).firstResultOptional();
    }

    /** Makes the links of these deals unusable, since they were revoked or their client erased; history goes on to name them. */
    void invalidate(List<UUID> dealIds) {
        list("dealId in ?1", dealIds).forEach(link -> link.tokenHash = Sha256.of(Secrets.next()));
    }
}
