package io.salesprocess.event;

import io.quarkus.runtime.ShutdownEvent;
import io.salesprocess.access.Reach;
import io.salesprocess.deal.DealStandings;
import io.salesprocess.deal.history.HistoryEras;
import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.deal.history.PlacedEvent;
import io.salesprocess.platform.kernel.Deadline;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks for news on behalf of all readers who wait at the end of the feed, with one statement for all, and only while there are such.
 * Writing an event costs nothing more for it.
 */
@Singleton
class FeedWatch {

    private static final Logger LOG = Logger.getLogger(FeedWatch.class);

    private static final long EVERY = 200;
    private static final int AT_ONCE = 500;

    /** The last ones are kept for readers who arrive from a little behind. */
    private static final int KEPT = 2_000;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventFeed feed;
    private final DealStandings standings;
    private final HistoryEras eras;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread created = new Thread(work, "event-watch");
        created.setDaemon(true);
        return created;
    });
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private final Deque<News> recent = new ArrayDeque<>();

    /** After which the recent ones follow, and where they lead to. */
    private HistoryPosition start;

    private HistoryPosition reached;
    private UUID era;
    private boolean isScheduled;
    private boolean isStopping;
    private boolean isFailing;

    FeedWatch(EventFeed feed, DealStandings standings, HistoryEras eras) {
        this.feed = feed;
        this.standings = standings;
        this.eras = eras;
    }

    /** Somebody who waits for news. What is called here must be quick: it is called for all, one after the other. */
    interface Listener {

        /** What the listener may see decides whether more has to be read. */
        EventFilter filter();

        /**
         * There is news.
         *
         * @param all wanted or not, in order
         * @param last where it leads
         */
        void hear(List<News> all, HistoryPosition last);

        /** The listener came while news was read without regard to what it may see, and has to read that by itself. */
        void readAlone();

        /** There will be none: the service stops, or the database is another one. */
        void end();
    }

    /** Tells the listener all that follows a position from now on; false if it is too far behind and has to read by itself first. */
    boolean join(Listener listener, HistoryPosition from) {
        return join(listener, from, eras.present().id());
    }

    private synchronized boolean join(Listener listener, HistoryPosition from, UUID present) {
        if (isStopping) {
            listener.end();
            return true;
        }
        if (listeners.isEmpty() || !present.equals(era)) {
            endAll();
            recent.clear();
            start = from;
            reached = from;
            era = present;
        } else if (from.compareTo(start) < 0) {
            return false;
        }
        List<News> missed = recent.stream()
                .filter(news -> news.position().compareTo(from) > 0)
                .toList();
        if (!missed.stream().allMatch(news -> news.isJudgedBy(listener.filter()))) {
            return false;
        }
        listeners.add(listener);
        if (!missed.isEmpty()) {
            listener.hear(missed, reached);
        }
        schedule();
        return true;
    }

    synchronized void leave(Listener listener) {
        listeners.remove(listener);
    }

    private void schedule() {
        if (!isScheduled && !listeners.isEmpty() && !isStopping) {
            isScheduled = true;
            thread.schedule(this::look, EVERY, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            boolean isEnd = false;
            while (!isEnd && isWanted()) {
                isEnd = Deadline.within(PATIENCE, this::readOnce);
            }
            if (isFailing) {
                isFailing = false;
                LOG.info("The event feed is read again.");
            }
        } catch (RuntimeException e) {
            LOG.debug("The event feed cannot be read.", e);
            if (!isFailing) {
                isFailing = true;
                LOG.warnf("The event feed cannot be read for now, and is tried again: %s", e.getMessage());
            }
        } finally {
            synchronized (this) {
                isScheduled = false;
                schedule();
            }
        }
    }

    private synchronized boolean isWanted() {
        return !listeners.isEmpty() && !isStopping;
    }

    private boolean readOnce() {
        UUID present = eras.present().id();
        HistoryPosition from;
        boolean isJudged;
        synchronized (this) {
            if (!present.equals(era)) {
                endAll();
                return true;
            }
            from = reached;
            isJudged = listeners.stream()
                    .anyMatch(listener -> !listener.filter().scope().isEverything());
        }
        EventFeed.Batch batch = feed.after(from, AT_ONCE);
        if (batch.events().isEmpty()) {
            return batch.isEnd();
        }
        Map<UUID, Reach.Standing> standing = isJudged
                ? standings.of(batch.events().stream()
                        .map(placed -> placed.event().dealId())
                        .collect(Collectors.toSet()))
                : Map.of();
        List<News> news = new ArrayList<>();
        for (PlacedEvent placed : batch.events()) {
            news.add(new News(placed, standing.get(placed.event().dealId())));
        }
        tell(from, news, batch.next());
        return batch.isEnd();
    }

    private synchronized void tell(HistoryPosition from, List<News> news, HistoryPosition last) {
        if (!from.equals(reached)) {
            // Everybody left meanwhile, and somebody came who waits at another place.
            return;
        }
        for (News one : news) {
            recent.add(one);
            if (recent.size() > KEPT) {
                start = recent.remove().position();
            }
        }
        reached = last;
        for (Listener listener : List.copyOf(listeners)) {
            if (news.stream().allMatch(one -> one.isJudgedBy(listener.filter()))) {
                listener.hear(news, last);
            } else {
                // Came while they were read, and has to read them by itself.
                listeners.remove(listener);
                listener.readAlone();
            }
        }
    }

    private void endAll() {
        List<Listener> ended = List.copyOf(listeners);
        listeners.clear();
        ended.forEach(Listener::end);
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        isStopping = true;
        endAll();
        thread.shutdown();
    }
}
