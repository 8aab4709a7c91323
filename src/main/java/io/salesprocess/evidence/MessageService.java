package io.salesprocess.evidence;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealRecords;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.LockedDeal;
import io.salesprocess.deal.Recorded;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.Secrets;
import io.salesprocess.platform.kernel.Sha256;
import io.salesprocess.platform.kernel.TimeOrder;
import io.salesprocess.salesperson.Salespeople;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Messages of the client, the links by which they are left, and what came of them. */
@UseCase
class MessageService {

    private final Deals deals;
    private final DealRecords records;
    private final MessageStore messages;
    private final MessageLinkStore links;
    private final Salespeople salespeople;
    private final Duration lifetime;
    private final Ids ids;
    private final Clock clock;

    /** @param lifetime of links */
    MessageService(
            Deals deals,
            DealRecords records,
            MessageStore messages,
            MessageLinkStore links,
            Salespeople salespeople,
            @ConfigProperty(name = "salesprocess.message-links.lifetime") Duration lifetime,
            Ids ids,
            Clock clock) {
        this.deals = deals;
        this.salespeople = salespeople;
        this.lifetime = lifetime;
        this.records = records;
        this.messages = messages;
        this.links = links;
        this.ids = ids;
        this.clock = clock;
    }

    /** How many messages the page of a link shows. */
    private static final int MOST_SHOWN = 20;

    /** What the page of a link shows: who answers, or null, and what was left by the link, newest first. */
    record LinkedDeal(String salesperson, List<MessageEntity> messages) {}

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
        return add(deals.lock(caller, Permission.WELCOME_CLIENTS, dealId, version), null, null, text);
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
        return offerLink(deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version), Secrets.next());
    }

    private NewLink offerLink(LockedDeal locked, String token) {
        MessageLinkEntity link = new MessageLinkEntity();
        link.id = ids.next();
        link.dealId = locked.deal().id();
        link.tokenHash = Sha256.of(token);
        link.createdAt = clock.instant();
        link.expiresAt = link.createdAt.plus(lifetime);
        return new NewLink(
                link,
                token,
                records.add(locked, links, link, new Fact.MessageLinkOffered(link.id))
                        .deal());
    }

    /** Makes all links of the deal invalid; without any nothing happens. */
    void revokeLinks(Caller caller, UUID dealId, ExpectedVersion version) {
        LockedDeal locked = deals.lock(caller, Permission.WORK_ON_DEALS, dealId, version);
        if (locked.deal().evidence().contact().messageChannelOffered()) {
            deals.change(locked, DealCommand.Record.of(new Fact.MessageLinksRevoked()));
            links.invalidate(List.of(dealId));
        }
    }

    /** Offers a link with this secret to who has just sent a form; if it has been offered before, nothing happens. */
    void offerLink(Actor form, UUID dealId, String token) {
        LockedDeal locked = deals.lock(form, dealId);
        if (links.named(token).isEmpty()) {
            offerLink(locked, token);
        }
    }

    /** Who answers the client who has this link, or null, and what they have left by it, newest first. */
    LinkedDeal open(String token) {
        MessageLinkEntity link = links.of(token, clock.instant());
        UUID owner = deals.get(link.dealId).ownerId();
        return new LinkedDeal(
                owner == null ? null : salespeople.nameOf(owner).orElse(null), messages.latestBy(link, MOST_SHOWN));
    }

    /** Leaves a message from a page, which may send it twice. */
    void leave(String token, String sentAs, String text) {
        MessageLinkEntity link = links.of(token, clock.instant());
        LockedDeal locked = deals.lock(actor(link), link.dealId);
        if (!messages.has(link, sentAs)) {
            add(locked, link.id, sentAs, text);
        }
    }

    /** Leaves a message by a link, which is all the right that it takes. A closed deal takes it as well. */
    Recorded<MessageEntity> leave(String token, String text) {
        MessageLinkEntity link = links.of(token, clock.instant());
        return add(deals.lock(actor(link), link.dealId), link.id, null, text);
    }

    private static Actor actor(MessageLinkEntity link) {
        return new Actor(Actor.Kind.LINK, link.id.toString(), null);
    }

    /** A message that was left by this link. */
    MessageEntity left(String token, UUID id) {
        return messages.leftBy(links.of(token, clock.instant()), id);
    }

    private Recorded<MessageEntity> add(LockedDeal locked, UUID linkId, String sentAs, String text) {
        MessageEntity message = new MessageEntity();
        message.id = ids.next();
        message.dealId = locked.deal().id();
        message.linkId = linkId;
        message.sentAs = sentAs;
        message.text = text;
        message.leftAt = clock.instant();
        return records.add(locked, messages, message, new Fact.MessageLeft(message.id));
    }
}
