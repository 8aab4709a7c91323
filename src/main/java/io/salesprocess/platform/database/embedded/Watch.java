package io.salesprocess.platform.database.embedded;

import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Starts the server again when it has died, more and more slowly, and gives up when that does not help. */
final class Watch {

    private static final Logger LOG = Logger.getLogger(Watch.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration HEALTHY = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 10;

    private final Postmaster postmaster;
    private final int port;
    private final Thread thread;

    Watch(Postmaster postmaster, int port) {
        this.postmaster = postmaster;
        this.port = port;
        this.thread = new Thread(this::run, "embedded-database-watch");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Returns when no start is under way any more. */
    void stop() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        int attempts = 0;
        long lastStart = System.nanoTime();
        while (Pause.of(INTERVAL)) {
            if (running()) {
                continue;
            }
            if (System.nanoTime() - lastStart > HEALTHY.toNanos()) {
                attempts = 0;
            }
            if (attempts == ATTEMPTS) {
                LOG.errorf("The embedded database has failed %d times and is not started again.", attempts);
                return;
            }
            if (!Pause.of(pauseBefore(attempts))) {
                return;
            }
            attempts++;
            restart(attempts);
            lastStart = System.nanoTime();
        }
    }

    private static Duration pauseBefore(int attempts) {
        return attempts == 0 ? Duration.ZERO : Duration.ofMillis(Math.min(500L << attempts, 30_000));
    }

    private boolean running() {
        try {
            return postmaster.running();
        } catch (IOException e) {
            LOG.warnf("Cannot tell whether the embedded database is running: %s", e.getMessage());
            return true;
        }
    }

    private void restart(int attempt) {
        LOG.warnf("The embedded database has died and is started again (attempt %d of %d).", attempt, ATTEMPTS);
        try {
            postmaster.start(port);
            LOG.infof("The embedded database is running again on port %d.", port);
        } catch (IOException | RuntimeException e) {
            LOG.errorf("The embedded database could not be started again: %s", e.getMessage());
        }
    }
}
