package io.salesprocess.evidence;

import io.salesprocess.deal.DealRows;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.kernel.Secrets;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The rows of message links, known by the hash of their secret. */
@Singleton
class MessageLinkStore implements DealRows<MessageLinkEntity> {

    /** The link with this secret; any other is not found. */
    MessageLinkEntity of(String token) {
        return find("tokenHash", Sha256.of(token)).firstResultOptional().orElseThrow(ProblemException::notFound);
    }

    /** Makes the links of these deals unusable, since their client has been erased; history goes on to name them. */
    void invalidate(List<UUID> dealIds) {
        list("dealId in ?1", dealIds).forEach(link -> link.tokenHash = Sha256.of(Secrets.next()));
    }
}
