package io.salesprocess.evidence;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.salesprocess.deal.DealRows;
import io.salesprocess.platform.digest.Sha256;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/** The messages of clients, and the links by which they leave them. */
@Singleton
class Messages implements DealRows<MessageEntity> {

    private final Links links;
    private final Ids ids;
    private final Clock clock;

    Messages(Links links, Ids ids, Clock clock) {
        this.links = links;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param linkId the link that the message comes by; null if somebody takes it down for the client */
    MessageEntity draft(UUID dealId, UUID linkId, String text) {
        MessageEntity entity = new MessageEntity();
        entity.id = ids.next();
        entity.dealId = dealId;
        entity.linkId = linkId;
        entity.text = text;
        entity.leftAt = clock.instant();
        return entity;
    }

    MessageLinkEntity linkOf(String token) {
        return links.find("tokenHash", Sha256.of(token)).firstResultOptional().orElseThrow(ProblemException::notFound);
    }

    /** A message that came by this link. */
    MessageEntity leftBy(MessageLinkEntity link, UUID messageId) {
        return find("linkId = ?1 and id = ?2", link.id, messageId)
                .firstResultOptional()
                .orElseThrow(ProblemException::notFound);
    }

    /** Links, known by the hash of their secret. */
    @Singleton
    static class Links implements PanacheRepositoryBase<MessageLinkEntity, UUID> {}
}
