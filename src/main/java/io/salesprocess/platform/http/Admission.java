package io.salesprocess.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.salesprocess.platform.api.Outage;
import io.salesprocess.platform.api.OutageCounts;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.kernel.Deadline;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets in as many requests at once as there are connections to the database, the others in turn. Those that wait hold no
 * thread; and none waits so long that the rest of its time would not suffice to get a connection, so all are answered in time
 * however many there are.
 */
@Singleton
class Admission {

    /** After the body has been gathered, before anybody asks who is calling. */
    private static final int AFTER_BODIES = -900;

    private final EarlyProblems problems;
    private final Duration deadline;
    private final long longestWait;
    private final Deque<Visit> waiting = new ArrayDeque<>();
    private final OutageCounts outages;
    private final Timer waits;
    private int free;

    Admission(
            EarlyProblems problems,
            @ConfigProperty(name = "salesprocess.database.deadline") Duration deadline,
            @ConfigProperty(name = "quarkus.datasource.jdbc.acquisition-timeout") Duration acquisition,
            @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int connections,
            OutageCounts outages,
            MeterRegistry registry) {
        this.problems = problems;
        this.outages = outages;
        this.waits = registry.timer("salesprocess.http.queue.wait");
        registry.gauge("salesprocess.http.queue.waiting", this, Admission::waiting);
        registry.gauge("salesprocess.http.queue.running", this, admission -> connections - admission.free());
        this.deadline = deadline;
        this.longestWait = Math.max(1, deadline.minus(acquisition).toMillis());
        this.free = connections;
    }

    void install(@Observes Router router) {
        Doors.ROUTES.forEach(door -> router.route(door).order(AFTER_BODIES).handler(this::admit));
    }

    private void admit(RoutingContext context) {
        Deadline.in(deadline).startRequest();
        Visit visit = new Visit(context);
        context.put(Turn.KEY, (Runnable) visit::leaveOnce);
        if (visit.enters()) {
            visit.begin();
        } else {
            visit.waitForTurn();
        }
    }

    private synchronized int waiting() {
        return waiting.size();
    }

    private synchronized int free() {
        return free;
    }

    private void leave() {
        Visit next;
        do {
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    free++;
                    return;
                }
            }
        } while (!next.call());
    }

    /** One request, from its arrival until its answer begins. */
    private final class Visit {

        private final RoutingContext request;
        private final Context thread = Vertx.currentContext();
        private final AtomicBoolean decided = new AtomicBoolean();
        private long since;
        private final AtomicBoolean left = new AtomicBoolean();

        Visit(RoutingContext request) {
            this.request = request;
        }

        boolean enters() {
            synchronized (Admission.this) {
                if (free > 0) {
                    free--;
                    return true;
                }
                waiting.add(this);
                return false;
            }
        }

        /** An answer that is sent over a long time counts no longer once it has begun, or a few would keep everybody out. */
        void begin() {
            request.addHeadersEndHandler(begun -> leaveOnce());
            request.addEndHandler(ended -> leaveOnce());
            request.next();
        }

        void waitForTurn() {
            since = System.nanoTime();
            long timer = request.vertx().setTimer(longestWait, now -> {
                if (decided.compareAndSet(false, true)) {
                    synchronized (Admission.this) {
                        waiting.remove(this);
                    }
                    waits.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
                    outages.count(Outage.QUEUE);
                    problems.answer(
                            request.request(),
                            ProblemType.UNAVAILABLE,
                            "All database connections are in use. The request was not executed; retry.");
                }
            });
            request.addEndHandler(ended -> request.vertx().cancelTimer(timer));
        }

        /** Calls in whoever waits; false if it has given up. */
        boolean call() {
            boolean isThere = decided.compareAndSet(false, true);
            if (isThere) {
                thread.runOnContext(now -> {
                    waits.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
                    if (request.response().closed()) {
                        leaveOnce();
                    } else {
                        begin();
                    }
                });
            }
            return isThere;
        }

        private void leaveOnce() {
            if (left.compareAndSet(false, true)) {
                leave();
            }
        }
    }
}
