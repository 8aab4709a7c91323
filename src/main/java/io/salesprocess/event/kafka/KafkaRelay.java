package io.salesprocess.event.kafka;

import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.deal.history.PlacedEvent;
import io.salesprocess.event.CloudEvent;
import io.salesprocess.event.EventFeed;
import io.salesprocess.event.EventFilter;
import io.salesprocess.event.FeedCursors;
import io.salesprocess.event.Resumption;
import io.salesprocess.event.kafka.EventTopic.Message;
import io.salesprocess.event.kafka.EventTopic.Written;
import io.salesprocess.event.kafka.KafkaSettings.Start;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.WithoutData;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Writes history to a topic in the order of the feed, from a position that moves once brokers have acknowledged. Of several instances
 * the one with the lease does so; what a killed one had not recorded is written again by another one when its lease is over. No
 * transaction is open while brokers are waited for.
 */
final class KafkaRelay {

    private static final Logger LOG = Logger.getLogger(KafkaRelay.class);

    /** How many events are written, and recorded, at a time. */
    private static final int PORTION = 500;

    private static final Duration BETWEEN_MEASUREMENTS = Duration.ofSeconds(5);
    private static final Duration OF_OTHERS = Duration.ofSeconds(1);

    private static final Duration PARTING = Duration.ofSeconds(2);

    private final KafkaSettings settings;
    private final Supplier<EventTopic> topics;
    private final EventFeed feed;
    private final FeedCursors cursors;
    private final TopicStore store;
    private final Json json;
    private final Clock clock;
    private final UUID lease;

    /** Longer than writing what was begun at its worst moment takes. */
    private final Duration leased;

    private final Duration renewedAfter;

    /** So long that another instance, which may be able to, takes its turn before. */
    private final Duration afterFailure;

    private final Semaphore bell = new Semaphore(0);

    private volatile EventTopic topic;
    private volatile boolean stopping;
    private volatile Instant waitingSince;
    private Thread thread;
    private boolean isKnown;
    private boolean isHolder;
    private long renewedAt;
    private HistoryPosition position;
    private Instant positionAt;
    private Instant notBefore;
    private HistoryPosition done;
    private long measuredAt;
    private String lastFailure;

    /** @param topics opens the topic; called again after each failure */
    KafkaRelay(
            KafkaSettings settings,
            Supplier<EventTopic> topics,
            EventFeed feed,
            FeedCursors cursors,
            TopicStore store,
            Json json,
            Ids ids,
            Clock clock) {
        this.settings = settings;
        this.topics = topics;
        this.feed = feed;
        this.cursors = cursors;
        this.store = store;
        this.json = json;
        this.clock = clock;
        this.lease = ids.next();
        this.leased = settings.patience().multipliedBy(3);
        this.renewedAfter = settings.patience().dividedBy(2);
        this.afterFailure = settings.patience().dividedBy(5);
        this.measuredAt = System.nanoTime() - BETWEEN_MEASUREMENTS.toNanos();
    }

    void start() {
        thread = new Thread(this::run, "kafka");
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets the portion that is under way end if that does not take long, and hands over to other instances. */
    void stop() {
        stopping = true;
        bell.release();
        if (thread == null) {
            return;
        }
        try {
            thread.join(PARTING.toMillis());
            EventTopic open = topic;
            if (thread.isAlive() && open != null) {
                open.close();
                thread.join(PARTING.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Seconds for which the oldest event has been waiting that is not written; 0 if there is none. */
    double lag() {
        Instant since = waitingSince;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }

    private void run() {
        while (!stopping) {
            Duration pause;
            try {
                pause = work();
            } catch (RuntimeException e) {
                giveUp();
                noteFailure(WithoutData.of(e), e);
                pause = afterFailure;
            }
            if (!pause.isZero()) {
                pause(pause);
            }
        }
        part();
    }

    /** Writes what can be written at once, and tells how long to wait before the next look. */
    private Duration work() {
        if (!isKnown) {
            introduce();
        }
        if (!isHolder || System.nanoTime() - renewedAt > renewedAfter.toNanos()) {
            long now = System.nanoTime();
            Optional<TopicStore.Place> place = store.take(settings.topic(), lease, leased);
            if (place.isEmpty()) {
                giveUp();
                measure();
                return OF_OTHERS;
            }
            renewedAt = now;
            if (!isHolder) {
                begin(place.get());
            }
        }
        // Read before the events are: what comes later will be news.
        HistoryPosition end = feed.end();
        if (end.equals(done)) {
            waitingSince = null;
            return settings.every();
        }
        return write(end);
    }

    private void introduce() {
        if (store.find(settings.topic()).isEmpty()) {
            boolean isNow = settings.start() == Start.NOW;
            store.add(settings.topic(), isNow ? cursors.write(feed.end()) : null, isNow ? clock.instant() : null);
        }
        isKnown = true;
    }

    private void begin(TopicStore.Place place) {
        Optional<HistoryPosition> kept =
                place.position() == null ? Optional.of(HistoryPosition.BEGINNING) : cursors.find(place.position());
        notBefore = place.notBefore();
        positionAt = place.at();
        if (kept.isEmpty()) {
            notBefore = Resumption.notBefore(place.at(), clock.instant());
            LOG.warnf(
                    "The position of topic %s is of another database; history is gone through again from %s on",
                    settings.topic(), notBefore);
            store.goBack(settings.topic(), lease, notBefore);
        }
        position = kept.orElse(HistoryPosition.BEGINNING);
        done = null;
        isHolder = true;
    }

    private Duration write(HistoryPosition end) {
        EventFeed.Batch batch = feed.after(position, EventFilter.ofEveryDeal(Set.of(), notBefore), PORTION);
        List<PlacedEvent> events = batch.events();
        HistoryPosition next = batch.next();
        if (!events.isEmpty()) {
            waitingSince = events.get(0).event().at();
            Written written = write(events);
            if (written.acknowledged() < events.size()) {
                next = written.acknowledged() == 0
                        ? position
                        : events.get(written.acknowledged() - 1).position();
                events = events.subList(0, written.acknowledged());
            }
            if (!next.equals(position) && !move(next, events)) {
                return OF_OTHERS;
            }
            if (written.failure() != null) {
                closeTopic();
                isHolder = false;
                store.release(settings.topic(), lease);
                noteFailure(null, written.failure());
                return afterFailure;
            }
            noteReturn();
        } else if (!next.equals(position) && !move(next, events)) {
            return OF_OTHERS;
        }
        if (batch.isEnd() && next.equals(batch.next())) {
            done = end;
            waitingSince = null;
            return settings.every();
        }
        return Duration.ZERO;
    }

    private Written write(List<PlacedEvent> events) {
        List<Message> messages = events.stream()
                .map(placed ->
                        new Message(placed.event().dealId().toString(), json.write(CloudEvent.of(placed.event()))))
                .toList();
        try {
            if (topic == null) {
                topic = topics.get();
            }
            return topic.write(messages);
        } catch (RuntimeException e) {
            // Such as a name of a broker that cannot be resolved.
            return new Written(0, e);
        }
    }

    /** False if another instance has taken over meanwhile. */
    private boolean move(HistoryPosition next, List<PlacedEvent> events) {
        Instant at = events.isEmpty()
                ? positionAt
                : events.get(events.size() - 1).event().at();
        long now = System.nanoTime();
        if (!store.move(settings.topic(), lease, cursors.write(next), at, leased)) {
            giveUp();
            return false;
        }
        renewedAt = now;
        position = next;
        positionAt = at;
        return true;
    }

    /** What another instance has not written for a while, this one tells as well. */
    private void measure() {
        if (System.nanoTime() - measuredAt < BETWEEN_MEASUREMENTS.toNanos()) {
            return;
        }
        measuredAt = System.nanoTime();
        waitingSince = store.find(settings.topic())
                .flatMap(place -> place.position() == null
                        ? Optional.of(HistoryPosition.BEGINNING)
                        : cursors.find(place.position()))
                .flatMap(from -> feed.after(from, 1).events().stream().findFirst())
                .map(first -> first.event().at())
                .orElse(null);
    }

    /** Sends nothing any more, as another instance may do so from now on. */
    private void giveUp() {
        isHolder = false;
        closeTopic();
    }

    private void closeTopic() {
        if (topic != null) {
            topic.close();
            topic = null;
        }
    }

    private void part() {
        giveUp();
        try {
            store.release(settings.topic(), lease);
        } catch (RuntimeException e) {
            LOG.debug("The lease of the topic ends by itself.", e);
        }
    }

    private void pause(Duration time) {
        try {
            bell.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private void noteReturn() {
        if (lastFailure != null) {
            lastFailure = null;
            LOG.infof("Events are written to topic %s again.", settings.topic());
        }
    }

    /**
     * Once for each kind, and not again with every attempt.
     *
     * @param fault what is logged of it with its place; null if Kafka said it, which names brokers, topics and settings, and no data
     */
    private void noteFailure(Throwable fault, Exception failure) {
        LOG.debugf(WithoutData.of(failure), "Events cannot be written to topic %s.", settings.topic());
        String kind = failure.getClass().getName();
        if (kind.equals(lastFailure) || stopping) {
            return;
        }
        lastFailure = kind;
        LOG.warnf(
                fault,
                "Events cannot be written to topic %s for now, and wait; the service keeps trying%s",
                settings.topic(),
                fault == null ? ": " + words(failure) : ".");
    }

    private static String words(Exception failure) {
        return failure.getCause() == null || failure.getCause().getMessage() == null
                ? failure.getMessage()
                : failure.getMessage() + ": " + failure.getCause().getMessage();
    }
}
