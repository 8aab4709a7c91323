package io.salesprocess.evidence;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.Secrets;
import io.salesprocess.platform.kernel.Sha256;
import io.salesprocess.platform.kernel.TimeOrder;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Messages of the client, the links by which they are left, and what came of them. */
@UseCase
class MessageService {

    private final Deals deals;
    private final DealRecords records;
    private final MessageStore messages;
    private final MessageLinkStore links;
    private final Ids ids;
    private final Clock clock;

    MessageService(
            Deals deals, DealRecords records, MessageStore messages, MessageLinkStore links, Ids ids, Clock clock) {
        this.deals = deals;
        this.records = records;
        this.messages = messages;
        this.links = links;
        this.ids = ids;
        this.clock = clock;
    }

    /** A link and its secret, which is kept nowhere. */
    record NewLink(MessageLinkEntity link, String token, Deal deal) {}

    /** Messages of a deal that the caller may see, oldest first. */
    List<MessageEntity> list(Caller caller, UUID dealId, UUID after, int limit) {
        return records.list(caller, messages, dealId, after, limit);
    }

    /** How many of them there are. */
    long count(Caller caller, UUID dealId) {
        return records.count(caller, messages, dealId);
    }

    /** One message of a deal that the caller may see. */
    Recorded<MessageEntity> get(Caller caller, UUID dealId, UUID id) {
        return records.get(caller, messages, dealId, id);
    }

    /** Takes down a message for the client. Until it is followed up, it keeps the deal from advancing (rule 3). */
    Recorded<MessageEntity> take(Caller caller, UUID dealId, ExpectedVersion version, String text) {
        return add(deals.lock(caller, Permission.WELCOME_CLIENTS, dealId, version), null, text);
    }

    /** Records what came of a message; refused is a second follow-up. */
    Recorded<MessageEntity> followUp(Caller caller, UUID dealId, UUID id, ExpectedVersion version, String outcome) {
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
        return records.step(locked, messages, id, message -> new Fact.MessageFollowedUp(message.id), message -> {
            message.outcome = outcome;
            message.followedUpAt = TimeOrder.notBefore(message.leftAt, clock.instant());
        });
    }

    /** Makes a link by which the client leaves messages without a key; those made before stay valid. */
    NewLink offerLink(Caller caller, UUID dealId, ExpectedVersion version) {
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
        String token = Secrets.next();
        MessageLinkEntity link = new MessageLinkEntity();
        link.id = ids.next();
        link.dealId = dealId;
        link.tokenHash = Sha256.of(token);
        link.createdAt = clock.instant();
        return new NewLink(
                link,
                token,
                records.add(locked, links, link, new Fact.MessageLinkOffered(link.id))
                        .deal());
    }

    /** Leaves a message by a link, which is all the right that it takes. A closed deal takes it as well. */
    Recorded<MessageEntity> leave(String token, String text) {
        MessageLinkEntity link = links.of(token);
        Actor actor = new Actor(Actor.Kind.LINK, link.id.toString(), null);
        return add(deals.lock(actor, link.dealId), link.id, text);
    }

    /** A message that was left by this link. */
    MessageEntity left(String token, UUID id) {
        return messages.leftBy(links.of(token), id);
    }

    private Recorded<MessageEntity> add(LockedDeal locked, UUID linkId, String text) {
        MessageEntity message = new MessageEntity();
        message.id = ids.next();
        message.dealId = locked.deal().id();
        message.linkId = linkId;
        message.text = text;
        message.leftAt = clock.instant();
        return records.add(locked, messages, message, new Fact.MessageLeft(message.id));
    }
}
