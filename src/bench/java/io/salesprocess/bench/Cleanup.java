package io.salesprocess.bench;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be undone, last things first, however the run ends. */
final class Cleanup implements AutoCloseable {

    private final Deque<Runnable> steps = new ArrayDeque<>();

    Cleanup() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "cleanup"));
    }

    synchronized void add(Runnable step) {
        steps.push(step);
    }

    @Override
    public synchronized void close() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }
}
