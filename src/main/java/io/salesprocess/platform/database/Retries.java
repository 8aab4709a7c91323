package io.salesprocess.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.salesprocess.platform.kernel.Deadline;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Repeats a transaction that the database has rolled back only because it was in another one's way. Nothing of it has
 * happened then, and mostly the next attempt gets through, so callers need not know.
 */
@Singleton
public class Retries {

    private static final int MOST_ATTEMPTS = 4;
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    private static final String DEADLOCK = "40P01";
    private static final String SERIALIZATION = "40001";
    private static final String METRIC = "salesprocess.database.retries";

    private final OrphanedBackends orphans;
    private final Map<String, Counter> counters;

    Retries(OrphanedBackends orphans, MeterRegistry registry) {
        this.orphans = orphans;
        this.counters = Map.of(
                DEADLOCK, registry.counter(METRIC, "reason", "deadlock"),
                SERIALIZATION, registry.counter(METRIC, "reason", "serialization"));
    }

    /**
     * Runs a transaction, a few times if need be, as long as there is time for the request.
     *
     * @param transaction begins and ends the transaction by itself, and does nothing outside of it
     */
    public <T> T run(Supplier<T> transaction) {
        orphans.mustBeFew();
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                Optional<Counter> inTheWay = SqlStates.of(e).map(counters::get);
                boolean isWorthIt = attempt < MOST_ATTEMPTS
                        && inTheWay.isPresent()
                        && Deadline.current().map(Deadline::millisLeft).orElse(Integer.MAX_VALUE) > 0;
                if (!isWorthIt) {
                    throw e;
                }
                inTheWay.get().increment();
                // Random, so that transactions that collided do not collide again.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS) * attempt);
            }
        }
    }
}
