package io.salesprocess.platform.http;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that bodies may take together. When it is full, connections that hold more than a little are not read any further until
 * others have been answered; small bodies, which nearly all are, go on.
 */
final class BodyRoom {

    /** A body up to this size never waits. */
    private static final int LITTLE = 2 * 1024;

    /** What one read can bring at most. Room for it is taken before, as thousands may be about to read. */
    static final int PORTION = 8 * 1024;

    private static final long CHECKED_EVERY = 50_000_000;

    private final long most;
    private final Runnable whenFull;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong lastCheck = new AtomicLong(System.nanoTime() - CHECKED_EVERY);
    private final Queue<Connection> waiting = new ConcurrentLinkedQueue<>();

    /** @param whenFull is to make room, and called now and then as long as there is none */
    BodyRoom(long most, Runnable whenFull) {
        this.most = most;
        this.whenFull = whenFull;
    }

    /** Counts bytes that have arrived. */
    void hold(int bytes) {
        if (held.addAndGet(bytes) > most) {
            long last = lastCheck.get();
            long now = System.nanoTime();
            if (now - last > CHECKED_EVERY && lastCheck.compareAndSet(last, now)) {
                whenFull.run();
            }
        }
    }

    /** Counts bytes that are not needed any more, and lets connections that wait for room go on. */
    void release(int bytes) {
        if (bytes == 0) {
            return;
        }
        held.addAndGet(-bytes);
        letGoOn();
    }

    /** Lets as many waiting connections read as there is room for; they ask for it again. */
    void letGoOn() {
        for (long room = most - held.get(); room >= PORTION; room -= PORTION) {
            Connection next = waiting.poll();
            if (next == null) {
                return;
            }
            next.readOnSoon();
        }
    }

    /** Whether a body of this size is read without asking for room. */
    static boolean isLittle(int bytes) {
        return bytes < LITTLE;
    }

    /** Takes the room for one read; if there is none, the connection is told when there is. */
    boolean reserve(Connection connection) {
        if (held.addAndGet(PORTION) <= most) {
            return true;
        }
        held.addAndGet(-PORTION);
        waiting.add(connection);
        return false;
    }

    /** Whether there is less room than is asked for. */
    boolean isShort() {
        return overflow() > 0 || !waiting.isEmpty();
    }

    /** How many bytes more are held than should be. */
    long overflow() {
        return Math.max(0, held.get() - most);
    }

    /** Whether so much is held that even those have to go who have just come. */
    boolean isOverfull() {
        return held.get() > 2 * most;
    }
}
