package io.salesprocess.platform.database.embedded;

import io.quarkus.runtime.ApplicationLifecycleManager;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Ties an embedded database to one run of the application: it is there, and known to the configuration, before the
 * application starts, and goes after the application has answered its last request.
 */
public final class DatabaseLifecycle {

    private static final long LONGEST_SHUTDOWN_SECONDS = 120;

    private final CountDownLatch applicationStopped = new CountDownLatch(1);
    private final Thread shutdownHook = new Thread(this::stopAfterApplication, "embedded-database-shutdown");
    private EmbeddedDatabase database;
    private volatile boolean processEnds;

    /**
     * Starts the database and makes it the one that the application finds configured. Returns false if the process was
     * asked to end meanwhile, so that the application need not start any more.
     */
    public boolean start(DatabaseSettings settings) {
        Runtime.getRuntime().addShutdownHook(shutdownHook);
        stopWhenApplicationExits();
        database = EmbeddedDatabase.start(settings);
        EmbeddedDatabaseConfig.announce(database);
        return !processEnds;
    }

    /** The framework ends the process as soon as the application has stopped, without returning to its caller. */
    private void stopWhenApplicationExits() {
        BiConsumer<Integer, Throwable> exit = ApplicationLifecycleManager.getDefaultExitCodeHandler();
        ApplicationLifecycleManager.setDefaultExitCodeHandler((status, failure) -> {
            ApplicationLifecycleManager.setDefaultExitCodeHandler(exit);
            stop();
            exit.accept(status, failure);
        });
    }

    /** Asked to end by a signal, the process ends when its shutdown hooks do; this one waits for the application. */
    private void stopAfterApplication() {
        processEnds = true;
        try {
            if (!applicationStopped.await(LONGEST_SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
                stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the database, if it runs. */
    public synchronized void stop() {
        if (database != null) {
            database.close();
            database = null;
        }
        applicationStopped.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook with it.
        }
    }
}
