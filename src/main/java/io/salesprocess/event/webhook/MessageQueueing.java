package io.salesprocess.event.webhook;

import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.deal.history.PlacedEvent;
import io.salesprocess.deal.history.StoredEvent;
import io.salesprocess.event.CloudEvent;
import io.salesprocess.event.EventFeed;
import io.salesprocess.event.EventFilter;
import io.salesprocess.event.EventIds;
import io.salesprocess.event.FeedCursors;
import io.salesprocess.event.Resumption;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.database.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Follows history for webhooks: what is new becomes messages, in the transaction that moves the webhook's position. The queue of a
 * webhook has a limit; while it is full, its position waits.
 */
@Singleton
class MessageQueueing {

    private static final Logger LOG = Logger.getLogger(MessageQueueing.class);

    /** How many events one transaction looks at. */
    private static final int PORTION = 500;

    /** So many wait at most; what comes later is in history anyway. */
    static final int MOST_PENDING = 10_000;

    private final WebhookStore webhooks;
    private final MessageStore messages;
    private final EventFeed feed;
    private final FeedCursors cursors;
    private final Transactions transactions;
    private final Json json;
    private final Clock clock;

    MessageQueueing(
            WebhookStore webhooks,
            MessageStore messages,
            EventFeed feed,
            FeedCursors cursors,
            Transactions transactions,
            Json json,
            Clock clock) {
        this.webhooks = webhooks;
        this.messages = messages;
        this.feed = feed;
        this.cursors = cursors;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /** How a step ended. */
    enum Step {
        /** There is more to do at once. */
        MORE,
        /** Everything that could be read has been. */
        AT_END,
        /** Another instance is at it, or the queue is full, or the webhook is disabled: look again a little later. */
        LATER
    }

    /** After the last event that can be read now: if it is the same as before, nothing has happened. */
    HistoryPosition end() {
        return feed.end();
    }

    /** Makes messages of the next events. */
    Step step(UUID webhookId) {
        if (messages.pending(webhookId, MOST_PENDING) >= MOST_PENDING) {
            return Step.LATER;
        }
        return transactions.run(() -> webhooks.takeTurn(webhookId)
                .map(place -> goOn(webhookId, place))
                .orElse(Step.LATER));
    }

    private Step goOn(UUID webhookId, WebhookStore.Place place) {
        Optional<HistoryPosition> from = cursors.find(place.position());
        if (from.isEmpty()) {
            // A backup was restored that does not know the last event that was looked at.
            Instant since = Resumption.notBefore(place.at(), place.createdAt(), clock.instant());
            LOG.warnf(
                    "The position of webhook %s is of another database; history is gone through again from %s on",
                    webhookId, since);
            webhooks.goBack(webhookId, cursors.write(HistoryPosition.BEGINNING), place.at(), since);
            return Step.MORE;
        }
        EventFeed.Batch batch =
                feed.after(from.get(), EventFilter.ofEveryDeal(Set.copyOf(place.types()), place.notBefore()), PORTION);
        List<QueuedEvent> wanted = batch.events().stream()
                .map(PlacedEvent::event)
                .map(this::queued)
                .toList();
        if (!wanted.isEmpty()) {
            messages.queue(webhookId, wanted, place.notBefore() == null, clock.instant());
        }
        if (!batch.next().equals(from.get())) {
            Instant at = batch.events().isEmpty()
                    ? place.at()
                    : batch.events().get(batch.events().size() - 1).event().at();
            webhooks.goOn(webhookId, cursors.write(batch.next()), at);
        }
        return batch.isEnd() ? Step.AT_END : Step.MORE;
    }

    private QueuedEvent queued(StoredEvent event) {
        return new QueuedEvent(
                EventIds.of(event), event.dealId(), event.sequence(), event.type(), json.write(CloudEvent.of(event)));
    }
}
