package io.salesprocess.evidence;

import io.salesprocess.deal.DealRows;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.evidence.MessageBodies.MessageResponse;
import io.salesprocess.platform.api.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The rows of messages. */
@Singleton
class MessageStore implements DealRows<MessageEntity>, EvidenceWords {

    private final MessageLinkStore links;

    MessageStore(MessageLinkStore links) {
        this.links = links;
    }

    /** A message that came by this link. */
    MessageEntity leftBy(MessageLinkEntity link, UUID messageId) {
        return find("linkId = ?1 and id = ?2", link.id, messageId)
                .firstResultOptional()
                .orElseThrow(ProblemException::notFound);
    }

    /** Messages that came by this link, newest first. */
    List<MessageEntity> latestBy(MessageLinkEntity link, int limit) {
        return find("linkId = ?1 order by id desc", link.id).page(0, limit).list();
    }

    /** Whether the message that a page sends has come before. */
    boolean has(MessageLinkEntity link, String sentAs) {
        return count("linkId = ?1 and sentAs = ?2", link.id, sentAs) > 0;
    }

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public List<MessageResponse> export(Deal deal) {
        return ofDeal(deal.id()).stream().map(MessageResponse::of).toList();
    }

    @Override
    public void erase(List<UUID> dealIds) {
        links.invalidate(dealIds);
        update("text = null, outcome = null where dealId in ?1", dealIds);
    }
}
