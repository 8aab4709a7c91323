package io.salesprocess.bench;

import io.salesprocess.deal.history.FollowerPause;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The bare JDBC driver at work: one thread for each connection, each going on as soon as it is done. */
final class Floor {

    private static final int LONGEST_START_SECONDS = 30;

    private final Database database;

    Floor(Database database) {
        this.database = database;
    }

    /** Gets work ready on a connection. */
    @FunctionalInterface
    interface Work {
        Step on(Connection connection) throws SQLException;
    }

    /** Does the work once. */
    @FunctionalInterface
    interface Step {
        void run() throws SQLException;
    }

    /** Runs the work while no projector takes cores from it: that is the service's work, and no part of the floor. */
    Measured run(int connections, int seconds, Work work) {
        try (Connection still = database.connect()) {
            return FollowerPause.during("insight", still, () -> withoutThePast(connections, seconds, work));
        } catch (SQLException e) {
            throw new IllegalStateException("The floor failed.", e);
        }
    }

    private Measured withoutThePast(int connections, int seconds, Work work) {
        try (Connection still = database.connect()) {
            return FollowerPause.during("insight-past", still, () -> measure(connections, seconds, work));
        } catch (SQLException e) {
            throw new IllegalStateException("The floor failed.", e);
        }
    }

    private Measured measure(int connections, int seconds, Work work) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        CyclicBarrier start = new CyclicBarrier(connections);
        try {
            List<Future<long[]>> running = new ArrayList<>();
            long[] began = new long[1];
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(loop(work, seconds, start, began)));
            }
            List<long[]> latencies = new ArrayList<>();
            for (Future<long[]> each : running) {
                latencies.add(each.get());
            }
            long ended = System.nanoTime();
            return Measured.of(latencies.stream().flatMapToLong(Arrays::stream).toArray(), (ended - began[0]) / 1e9);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InvalidRoundException invalid) {
                throw invalid;
            }
            throw new IllegalStateException("The floor failed.", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<long[]> loop(Work work, int seconds, CyclicBarrier start, long[] began) {
        return () -> {
            try (Connection connection = database.connect()) {
                Step step = work.on(connection);
                // Bounded, as another may have failed before it came to the start.
                if (start.await(LONGEST_START_SECONDS, TimeUnit.SECONDS) == 0) {
                    began[0] = System.nanoTime();
                }
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
                long[] micros = new long[1 << 16];
                int done = 0;
                for (long before = System.nanoTime(); before < end; ) {
                    step.run();
                    long after = System.nanoTime();
                    if (done == micros.length) {
                        micros = Arrays.copyOf(micros, 2 * done);
                    }
                    micros[done++] = (after - before) / 1_000;
                    before = after;
                }
                return Arrays.copyOf(micros, done);
            }
        };
    }
}
