package io.salesprocess.platform.api;

import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import io.salesprocess.platform.database.PlainTransactions;
import io.salesprocess.platform.database.Sql;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Deletes expired responses, in portions so small that no request waits for them. */
@Startup
@Singleton
public class IdempotencySweep {

    private static final Logger LOG = Logger.getLogger(IdempotencySweep.class);

    /** What callers are promised. */
    private static final Duration SHORTEST = Duration.ofHours(24);

    private static final int PORTION = 500;

    /** So that a run ends before the next begins, whatever there is to do. */
    private static final int MOST_PORTIONS = 200;

    private final IdempotencyStore store;
    private final PlainTransactions transactions;
    private final Duration keep;

    IdempotencySweep(
            IdempotencyStore store,
            PlainTransactions transactions,
            @ConfigProperty(name = "salesprocess.idempotency.keep") Duration keep) {
        if (keep.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "salesprocess.idempotency.keep must be at least PT24H, which callers are promised.");
        }
        this.store = store;
        this.transactions = transactions;
        this.keep = keep;
    }

    @Scheduled(
            identity = "idempotency-sweep",
            every = "{salesprocess.idempotency.sweep-every}",
            delayed = "30s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweepNow() {
        try {
            int swept = sweep();
            if (swept > 0) {
                LOG.debugf("Swept %d idempotency records", swept);
            }
        } catch (Sql.Failure e) {
            // The database is away; the next run makes up for it.
            LOG.warnf("Idempotency records could not be swept: %s", e.getCause().getMessage());
        }
    }

    /** Takes away what is older than promised, and tells how much that was. */
    int sweep() {
        int swept = 0;
        for (int portion = 0; portion < MOST_PORTIONS; portion++) {
            int taken = transactions.run(() -> store.sweep(keep, PORTION));
            swept += taken;
            if (taken < PORTION) {
                break;
            }
        }
        return swept;
    }
}
