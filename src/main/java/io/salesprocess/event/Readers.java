package io.salesprocess.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.salesprocess.access.Caller;
import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.platform.kernel.Deadline;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The readers that wait and listen at this instance. They hold neither a thread nor a connection to the database; two threads
 * serve all of them, so that however many there are, they take no more from others.
 */
@Singleton
class Readers {

    private static final Logger LOG = Logger.getLogger(Readers.class);
    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventFeed feed;
    private final FeedWatch watch;
    private final ReaderLimits limits;
    private final Duration heartbeat;
    private final Duration stuckAfter;
    private final Duration checkedEvery;
    private final Map<EventStream, Supplier<Optional<Caller>>> streams = new ConcurrentHashMap<>();
    private final AtomicInteger threadNumber = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, this::thread);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(this::thread);
    private Future<?> checking;

    Readers(
            EventFeed feed,
            FeedWatch watch,
            ReaderLimits limits,
            @ConfigProperty(name = "salesprocess.events.heartbeat") Duration heartbeat,
            @ConfigProperty(name = "salesprocess.events.stuck-after") Duration stuckAfter,
            @ConfigProperty(name = "salesprocess.events.check-access-every") Duration checkedEvery) {
        this.feed = feed;
        this.watch = watch;
        this.limits = limits;
        this.heartbeat = heartbeat;
        this.stuckAfter = stuckAfter;
        this.checkedEvery = checkedEvery;
    }

    private Thread thread(Runnable work) {
        Thread created = new Thread(work, "event-readers-" + threadNumber.incrementAndGet());
        created.setDaemon(true);
        return created;
    }

    void start(@Observes StartupEvent event) {
        every(heartbeat, () -> streams.keySet().forEach(EventStream::beat));
        every(Duration.ofSeconds(1), this::cutOffStuck);
        every(checkedEvery, this::checkSoon);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
        streams.keySet().forEach(EventStream::end);
        threads.shutdown();
    }

    /**
     * Waits for the first events that pass, or until the time is over.
     *
     * @param from a position at the end of the feed
     * @param onGone told what to do when the client goes away
     */
    Uni<EventFeed.Batch> waitFor(
            Caller caller, EventFilter filter, HistoryPosition from, int limit, Duration wait, Departure onGone) {
        return Uni.createFrom()
                .<EventFeed.Batch>emitter(emitter -> {
                    limits.waiting().enter(caller);
                    WaitingReader reader = new WaitingReader(filter, from, limit, emitter::complete);
                    AtomicBoolean isGone = new AtomicBoolean();
                    Future<?> end = clock.schedule(reader::giveUp, wait.toMillis(), TimeUnit.MILLISECONDS);
                    Runnable leave = () -> {
                        if (isGone.compareAndSet(false, true)) {
                            end.cancel(false);
                            watch.leave(reader);
                            limits.waiting().leave(caller);
                            reader.giveUp();
                        }
                    };
                    emitter.onTermination(leave);
                    onGone.call(leave);
                    if (!watch.join(reader, from)) {
                        reader.giveUp();
                    }
                    if (isGone.get()) {
                        watch.leave(reader);
                    }
                })
                .emitOn(threads);
    }

    /** Calls something when the client of a request goes away, or has been answered. */
    @FunctionalInterface
    interface Departure {
        void call(Runnable leave);
    }

    /**
     * Everything that passes from a position on, for as long as the client stays and may.
     *
     * @param atMost ends it after so long
     * @param close ends the connection of a client that does not take what it is sent
     */
    Multi<EventStream.Piece> stream(
            Caller caller,
            Supplier<Optional<Caller>> again,
            EventFilter filter,
            HistoryPosition from,
            Optional<Duration> atMost,
            Runnable close,
            Departure onGone) {
        limits.streams().enter(caller);
        EventStream stream = new EventStream(feed, watch, threads, filter, from, close);
        streams.put(stream, again);
        Optional<Future<?>> end =
                atMost.map(time -> clock.schedule(stream::end, time.toMillis(), TimeUnit.MILLISECONDS));
        AtomicBoolean isGone = new AtomicBoolean();
        Runnable leave = () -> {
            if (isGone.compareAndSet(false, true)) {
                streams.remove(stream);
                end.ifPresent(timer -> timer.cancel(false));
                stream.cancel();
                limits.streams().leave(caller);
            }
        };
        onGone.call(leave);
        return Multi.createFrom().publisher(stream).onTermination().invoke(leave);
    }

    private void cutOffStuck() {
        for (EventStream stream : streams.keySet()) {
            if (stream.isStuck(stuckAfter.toNanos())) {
                LOG.debug("A reader of the event stream takes nothing, and is cut off.");
                stream.cutOff();
            }
        }
    }

    private void checkSoon() {
        if (checking == null || checking.isDone()) {
            checking = threads.submit(() -> streams.forEach(Readers::check));
        }
    }

    private static void check(EventStream stream, Supplier<Optional<Caller>> again) {
        try {
            Deadline.within(PATIENCE, () -> {
                stream.check(again);
                return null;
            });
        } catch (RuntimeException e) {
            LOG.debug("It cannot be told now whether a reader may go on.", e);
        }
    }

    private void every(Duration time, Runnable work) {
        clock.scheduleAtFixedRate(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        LOG.warn("Readers of events could not be looked after.", e);
                    }
                },
                time.toMillis(),
                time.toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
