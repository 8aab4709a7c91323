package io.salesprocess.platform.database;

import io.salesprocess.platform.kernel.Deadline;
import jakarta.inject.Singleton;
import java.util.Set;
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

    /** Deadlock, serialization failure. */
    private static final Set<String> IN_THE_WAY = Set.of("40P01", "40001");

    private final OrphanedBackends orphans;

    Retries(OrphanedBackends orphans) {
        this.orphans = orphans;
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
                boolean isWorthIt = attempt < MOST_ATTEMPTS
                        && SqlStates.of(e).filter(IN_THE_WAY::contains).isPresent()
                        && Deadline.current().map(Deadline::millisLeft).orElse(Integer.MAX_VALUE) > 0;
                if (!isWorthIt) {
                    throw e;
                }
                // Random, so that transactions that collided do not collide again.
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS) * attempt);
            }
        }
    }
}
