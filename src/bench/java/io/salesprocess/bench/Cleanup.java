package io.salesprocess.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Ends what the run has started, the last first, whether the run succeeds, fails or is interrupted. Everything is started
 * through it, so that nothing is started once the end has begun.
 */
final class Cleanup implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean closed;

    Cleanup() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "cleanup"));
    }

    synchronized void add(Runnable step) {
        steps.push(step);
    }

    /** Starts something; an interrupt of the run waits until it is known how to end it. */
    synchronized <T> T open(Supplier<T> start, Consumer<T> end) {
        if (closed) {
            throw new IllegalStateException("The run is ending.");
        }
        T opened = start.get();
        steps.push(() -> end.accept(opened));
        return opened;
    }

    /** Starts a process. */
    Process start(ProcessBuilder builder) {
        return open(
                () -> {
                    try {
                        return builder.start();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Cleanup::end);
    }

    /** Ends a process as an operator would, and by force if that does not help. */
    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (RuntimeException e) {
                // The other steps matter as much.
                System.err.println("Not cleaned up: " + e);
            }
        }
    }
}
