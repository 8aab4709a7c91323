package io.salesprocess.access;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.salesprocess.platform.database.PlainTransactions;
import io.salesprocess.platform.database.Sql;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Remembers when keys were last used, outside of requests: a request that only reads must not need a database that can be
 * written to. What could not be written is tried again, and lost if the service ends before.
 */
@Singleton
class KeyUses {

    private static final Logger LOG = Logger.getLogger(KeyUses.class);

    /** Kept to the minute, so that a busy key does not become a busy row. */
    private static final Duration KEPT_TO = Duration.ofMinutes(1);

    private final ApiKeys keys;
    private final PlainTransactions transactions;
    private final Map<UUID, Instant> unwritten = new ConcurrentHashMap<>();

    KeyUses(ApiKeys keys, PlainTransactions transactions) {
        this.keys = keys;
        this.transactions = transactions;
    }

    void note(ApiKey key, Instant at) {
        if (key.lastUsedAt() == null || key.lastUsedAt().isBefore(at.minus(KEPT_TO))) {
            unwritten.put(key.id(), at);
        }
    }

    @Scheduled(every = "{salesprocess.access.note-uses-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void write() {
        try {
            unwritten.forEach((id, at) -> {
                transactions.run(() -> {
                    keys.used(id, at);
                    return id;
                });
                unwritten.remove(id, at);
            });
        } catch (Sql.Failure e) {
            LOG.debug("The last uses of keys could not be written; retrying.", e);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        write();
    }
}
