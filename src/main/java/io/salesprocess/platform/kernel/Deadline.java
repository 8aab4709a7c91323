package io.salesprocess.platform.kernel;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The moment by which something has to be finished. A request has one from its arrival on, whichever thread works for it;
 * other work has one if it asks for it.
 */
public final class Deadline {

    private static final ThreadLocal<Deadline> OF_THREAD = new ThreadLocal<>();

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    /** So long from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Holds for the current request from now on. */
    public void startRequest() {
        Vertx.currentContext().putLocal(Deadline.class, this);
    }

    /** The one that holds for what this thread is doing; empty outside of requests unless asked for. */
    public static Optional<Deadline> current() {
        Deadline own = OF_THREAD.get();
        if (own != null) {
            return Optional.of(own);
        }
        Context context = Vertx.currentContext();
        return context == null ? Optional.empty() : Optional.ofNullable(context.getLocal(Deadline.class));
    }

    /**
     * Gives a piece of work a time of its own, also one that is longer than what its request has left: for jobs in the
     * background, and for answers that are sent over a long time.
     */
    public static <T> T within(Duration time, Supplier<T> work) {
        Deadline outer = OF_THREAD.get();
        OF_THREAD.set(in(time));
        try {
            return work.get();
        } finally {
            OF_THREAD.set(outer);
        }
    }

    /** Milliseconds until then; 0 if it has passed. */
    public int millisLeft() {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        return (int) Math.max(0, Math.min(left, Integer.MAX_VALUE));
    }
}
