package io.salesprocess.platform.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sees to it that the pool comes back. If it has had no connection to give for longer than any request may hold one, its places
 * are taken by something that does not return them: then all of them are freed. If that does not help although the database can
 * be reached, only a restart can.
 */
@Singleton
public class PoolWatch {

    private static final Logger LOG = Logger.getLogger(PoolWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_RESETS = 3;

    private final AgroalDataSource pool;
    private final DatabaseProbe probe;
    private final Optional<String> url;
    private final Optional<String> user;
    private final Optional<String> password;
    private final Counter resets;
    private long healthyAt = System.nanoTime();
    private int resetsInVain;
    private volatile boolean isStuck;

    PoolWatch(
            AgroalDataSource pool,
            DatabaseProbe probe,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") Optional<String> url,
            @ConfigProperty(name = "quarkus.datasource.username") Optional<String> user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password,
            MeterRegistry registry) {
        this.pool = pool;
        this.probe = probe;
        this.url = url;
        this.user = user;
        this.password = password;
        this.resets = registry.counter("salesprocess.database.pool.resets");
    }

    /** Refuses a database on which sessions do not have the time limits that they were given. */
    void onStart(@Observes StartupEvent event) {
        if (probe.ask().filter(reading -> !reading.keepsSettings()).isPresent()) {
            throw new IllegalStateException(
                    "The database does not keep the settings of a session (statement_timeout is 0)."
                            + " A pooler must use session pooling.");
        }
    }

    /** Whether the process can only be helped by a restart. */
    public boolean isStuck() {
        return isStuck;
    }

    @Scheduled(every = "{salesprocess.database.watch-every}", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        if (probe.ask().isPresent()) {
            healthyAt = System.nanoTime();
            resetsInVain = 0;
            isStuck = false;
        } else if (System.nanoTime() - healthyAt > PATIENCE.toNanos()) {
            healthyAt = System.nanoTime();
            reset();
        }
    }

    private void reset() {
        boolean canBeReached = canBeReached();
        if (canBeReached) {
            resetsInVain++;
            LOG.errorf(
                    "The connection pool has provided no connection for %d s; all connections are closed and opened again.",
                    PATIENCE.toSeconds());
        }
        resets.increment();
        pool.flush(FlushMode.ALL);
        if (canBeReached && resetsInVain >= MOST_RESETS && !isStuck) {
            isStuck = true;
            LOG.error(
                    "The connection pool does not recover. The liveness check fails from now on, to have the process restarted.");
        }
    }

    /** Past the pool. */
    private boolean canBeReached() {
        Properties properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        properties.setProperty("connectTimeout", "1");
        properties.setProperty("socketTimeout", "2");
        try (Connection connection = DriverManager.getConnection(url.orElseThrow(), properties)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }
}
