package io.salesprocess.platform.database;

import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.pool.wrapper.ConnectionWrapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * Counts the server processes that go on after their connection was given up: a commit that waits for a standby is not ended by
 * anything, and must not be, as it would then be reported as done. While many are left over, changes are refused at once. Each
 * would add one more, until the server has no connection left for reads either.
 */
@Singleton
class OrphanedBackends implements AgroalPoolInterceptor {

    /** Beyond so many, no more changes are begun. */
    static final int MOST = 8;

    private static final Logger LOG = Logger.getLogger(OrphanedBackends.class);
    private static final long RECENT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PATIENCE_MILLIS = 500;

    /** A process that began after the connection was given up has only inherited the number. */
    private static final String STILL_THERE = """
            SELECT a.pid FROM unnest(string_to_array(?, ' ')::integer[], string_to_array(?, ' ')::bigint[]) AS gone (pid, seconds)
            JOIN pg_stat_activity a ON a.pid = gone.pid
                AND a.backend_start < clock_timestamp() - make_interval(secs => gone.seconds)""";

    private final Instance<Sql> sql;
    private final Map<Object, Integer> backends = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<Integer, Long> givenUp = new ConcurrentHashMap<>();

    /** Those that were still there when the server was asked last. */
    private volatile Set<Integer> seen = Set.of();

    private final ReentrantLock looking = new ReentrantLock();
    private volatile long lookedAt = System.nanoTime();
    private volatile boolean refuses;

    /** @param sql looked up late, because the pool needs its interceptors first */
    OrphanedBackends(Instance<Sql> sql, MeterRegistry registry) {
        this.sql = sql;
        registry.gauge("salesprocess.database.orphaned.backends", givenUp, Map::size);
    }

    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            backends.put(
                    handler(connection), connection.unwrap(PGConnection.class).getBackendPID());
        } catch (SQLException e) {
            throw new Sql.Failure(e);
        }
    }

    /** A connection that is still open is about to be closed in order, and its backend ends with it. */
    @Override
    public void onConnectionDestroy(Connection connection) {
        Integer backend = backends.remove(handler(connection));
        if (backend != null && isClosed(connection)) {
            givenUp.put(backend, System.nanoTime());
        }
    }

    /** What stands for the connection as long as the pool has it. The driver's does not show itself once it has broken. */
    private static Object handler(Connection connection) {
        return ((ConnectionWrapper) connection).getHandler();
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Whether changes can be made: no more backends are left over than the server can bear. */
    boolean areFew() {
        if (!givenUp.isEmpty()) {
            look();
        }
        boolean few = givenUp.size() < MOST;
        if (refuses == few) {
            refuses = !few;
            if (refuses) {
                LOG.warnf(
                        "%d commits of connections that were given up still wait on the server, for a standby or a disk."
                                + " Changes are answered with 503 until they end; reads go on.",
                        givenUp.size());
            } else {
                LOG.info("Commits return again; writes are accepted.");
            }
        }
        return few;
    }

    /** Refuses a change as long as it could not be committed. */
    void mustBeFew() {
        if (givenUp.size() >= MOST && !areFew()) {
            throw new Sql.Failure(new CommitsHangException());
        }
    }

    /**
     * Whether it would be refused for the sake of connections of which nobody knows yet whether something is left over: mostly
     * the server has ended them itself.
     */
    private boolean decidesUnseen() {
        return givenUp.size() >= MOST && !seen.containsAll(givenUp.keySet());
    }

    /** One thread asks the server, ten times a second unless there is news; the others wait for its answer. */
    private void look() {
        long called = System.nanoTime();
        try {
            if (looking.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    if (called - lookedAt >= RECENT || decidesUnseen()) {
                        lookedAt = System.nanoTime();
                        forgetThoseThatEnded();
                    }
                } finally {
                    looking.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetThoseThatEnded() {
        Map<Integer, Long> asked = Map.copyOf(givenUp);
        long now = System.nanoTime();
        List<Map.Entry<Integer, Long>> entries = List.copyOf(asked.entrySet());
        try {
            Set<Integer> there = Set.copyOf(sql.get()
                    .list(
                            STILL_THERE,
                            row -> row.getInt(1),
                            entries.stream().map(one -> one.getKey().toString()).collect(Collectors.joining(" ")),
                            entries.stream()
                                    .map(one -> Long.toString(TimeUnit.NANOSECONDS.toSeconds(now - one.getValue())))
                                    .collect(Collectors.joining(" "))));
            entries.stream()
                    .filter(one -> !there.contains(one.getKey()))
                    .forEach(one -> givenUp.remove(one.getKey(), one.getValue()));
            seen = there;
        } catch (Sql.Failure e) {
            // Nothing is known, so nothing changes; a server that restarts ends them all, and answers the next time.
            LOG.debug("Backends that were left over could not be counted.", e);
        }
    }
}
