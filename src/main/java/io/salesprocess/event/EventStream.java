package io.salesprocess.event;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.deal.history.PlacedEvent;
import io.salesprocess.platform.kernel.Deadline;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * One reader of the stream. It reads by itself until it is at the end of the feed, and then listens for news. What is sent next waits here
 * until the client has taken what was sent before; a client who takes nothing for a while, or falls behind by too much, is cut
 * off, and goes on later from the last id.
 */
final class EventStream implements Flow.Publisher<EventStream.Piece>, Flow.Subscription, FeedWatch.Listener {

    private static final int READ_AT_ONCE = 200;
    private static final int MOST_WAITING = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventFeed feed;
    private final FeedWatch watch;
    private final Executor threads;
    private final Runnable close;
    private final Deque<News> waiting = new ArrayDeque<>();
    private Flow.Subscriber<? super Piece> subscriber;
    private EventFilter filter;
    private HistoryPosition position;
    private long demand;
    private boolean wantsSign = true;
    private boolean isReading;
    private boolean isListening;
    private boolean isOver;

    /** Whether the client has still to be told that it is over. */
    private boolean isComplete;

    private boolean isSending;

    /** Since when the client has been given something that it has not taken. */
    private long sentAt = System.nanoTime();

    /** @param news null for a sign of life */
    record Piece(News news) {}

    /** @param close ends the connection of a client that does not take what it is sent */
    EventStream(
            EventFeed feed,
            FeedWatch watch,
            Executor threads,
            EventFilter filter,
            HistoryPosition position,
            Runnable close) {
        this.feed = feed;
        this.watch = watch;
        this.threads = threads;
        this.filter = filter;
        this.position = position;
        this.close = close;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Piece> client) {
        synchronized (this) {
            subscriber = client;
        }
        client.onSubscribe(this);
    }

    @Override
    public void request(long pieces) {
        synchronized (this) {
            demand += pieces;
            sentAt = System.nanoTime();
        }
        send();
    }

    @Override
    public void cancel() {
        synchronized (this) {
            isOver = true;
            waiting.clear();
        }
        watch.leave(this);
    }

    @Override
    public synchronized EventFilter filter() {
        return filter;
    }

    /** A sign of life is due. */
    void beat() {
        synchronized (this) {
            wantsSign = true;
        }
        send();
    }

    /** Whether the client has not taken anything for so long, though there is something. */
    synchronized boolean isStuck(long nanos) {
        return !isOver && demand == 0 && System.nanoTime() - sentAt > nanos;
    }

    /** Goes on with what the caller may see by now, or ends. */
    void check(Supplier<Optional<Caller>> again) {
        Optional<Caller> caller = again.get();
        if (caller.isEmpty()) {
            end();
        } else {
            synchronized (this) {
                filter = filter.within(caller.get().scope(Permission.READ_DEALS));
            }
        }
    }

    @Override
    public void hear(List<News> all, HistoryPosition last) {
        boolean isBehind;
        synchronized (this) {
            for (News news : all) {
                if (news.position().compareTo(position) > 0 && news.passes(filter)) {
                    waiting.add(news);
                }
            }
            position = last;
            isBehind = waiting.size() > MOST_WAITING;
        }
        if (isBehind) {
            cutOff();
        } else {
            handOver(this::send);
        }
    }

    @Override
    public void readAlone() {
        synchronized (this) {
            isListening = false;
        }
        handOver(this::send);
    }

    @Override
    public void end() {
        synchronized (this) {
            if (isOver) {
                return;
            }
            isOver = true;
            isComplete = true;
            waiting.clear();
        }
        watch.leave(this);
        send();
    }

    /** Ends a stream whose client does not read. */
    void cutOff() {
        end();
        close.run();
    }

    /** One thread at a time sends; what others add meanwhile, it sends too. */
    private void send() {
        synchronized (this) {
            if (isSending) {
                return;
            }
            isSending = true;
        }
        for (Piece next = next(); next != null; next = next()) {
            subscriber.onNext(next);
        }
        if (isToBeCompleted()) {
            subscriber.onComplete();
        }
    }

    private synchronized boolean isToBeCompleted() {
        boolean is = isComplete && !isSending && subscriber != null;
        isComplete &= !is;
        return is;
    }

    private synchronized Piece next() {
        if (isOver || demand == 0) {
            isSending = false;
            return null;
        }
        News news = waiting.poll();
        if (news == null && !wantsSign) {
            isSending = false;
            if (!isListening && !isReading) {
                isReading = true;
                handOver(this::read);
            }
            return null;
        }
        wantsSign = false;
        demand--;
        sentAt = System.nanoTime();
        return new Piece(news);
    }

    private void read() {
        try {
            EventFilter wanted = filter();
            HistoryPosition from;
            synchronized (this) {
                from = position;
            }
            EventFeed.Batch batch = Deadline.within(PATIENCE, () -> feed.after(from, wanted, READ_AT_ONCE));
            synchronized (this) {
                for (PlacedEvent placed : batch.events()) {
                    waiting.add(new News(placed, null));
                }
                position = batch.next();
                isListening = batch.isEnd();
                isReading = false;
            }
            if (batch.isEnd() && !watch.join(this, batch.next())) {
                synchronized (this) {
                    isListening = false;
                }
            }
            synchronized (this) {
                if (isOver) {
                    watch.leave(this);
                }
            }
            send();
        } catch (RuntimeException e) {
            // The client comes again with its last id, when the database may be there again.
            end();
        }
    }

    private void handOver(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            end();
        }
    }
}
