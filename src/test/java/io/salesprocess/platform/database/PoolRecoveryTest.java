package io.salesprocess.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.platform.kernel.Deadline;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.RealLimits;
import io.salesprocess.testkit.WireTap;
import io.salesprocess.testkit.WireTap.Weather;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever breaks a connection, in whatever it is doing: its place in the pool is free again. */
@QuarkusTest
@TestProfile(RealLimits.class)
class PoolRecoveryTest {

    private static final int CALLERS = 30;
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    /** What breaks: by what the server is doing for it, all at once, or a few of them. */
    private static final List<String> VICTIMS = List.of(
            "TRUE",
            "random() < 0.3",
            "state = 'idle'",
            "state = 'idle in transaction'",
            "wait_event_type = 'Lock'",
            "query LIKE '%COMMIT%'",
            "backend_start > clock_timestamp() - interval '30 ms'");

    private static final String TERMINATE = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            + " WHERE application_name = 'salesprocess' AND pid <> pg_backend_pid() AND ";

    /** Commits take a while, so that connections break in the middle of one. */
    private static final String SLOW_COMMITS = """
            CREATE TABLE pool_test (id integer PRIMARY KEY, n integer NOT NULL);
            INSERT INTO pool_test SELECT i, 0 FROM generate_series(1, 5) i;
            CREATE FUNCTION pool_test_commit() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.05); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER pool_test_slow_commit AFTER UPDATE ON pool_test DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION pool_test_commit()""";

    private static final String DROP = "DROP TABLE IF EXISTS pool_test; DROP FUNCTION IF EXISTS pool_test_commit()";

    /** Filled in by the test database; null if the tests run on an external one. */
    WireTap wire;

    @Inject
    AgroalDataSource pool;

    @Inject
    Transactions transactions;

    @Inject
    PlainTransactions plain;

    @Inject
    Sql sql;

    @Inject
    PoolWatch watch;

    @ConfigProperty(name = "quarkus.datasource.jdbc.max-size")
    int size;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @TestHTTPResource
    URI base;

    @BeforeEach
    void makeCommitsSlow() throws SQLException {
        assumeTrue(wire != null, "Weather is made on the way to the embedded database only.");
        change(DROP);
        change(SLOW_COMMITS);
    }

    @AfterEach
    void restore() throws Exception {
        if (wire != null) {
            wire.set(Weather.FAIR);
            awaitWholePool();
            change(DROP);
        }
    }

    @Test
    void connections_that_are_terminated_in_a_loop_leave_no_place_taken() throws Exception {
        soak(new Random(), Duration.ofSeconds(4), false);
    }

    @Test
    void bad_weather_of_all_kinds_leaves_no_place_taken() throws Exception {
        soak(new Random(), Duration.ofSeconds(6), true);
    }

    @Test
    @Tag("slow")
    void minutes_of_it_leave_no_place_taken() throws Exception {
        soak(new Random(), Duration.ofMinutes(4), true);
    }

    @Test
    void connections_that_the_server_ends_one_after_the_other_refuse_no_change() {
        for (int i = 0; i < 10 * OrphanedBackends.MOST; i++) {
            assertThatThrownBy(() ->
                            plain.run(() -> sql.list("SELECT pg_terminate_backend(pg_backend_pid())", row -> true)))
                    .isInstanceOf(Sql.Failure.class);
            assertThat(transactions.run(() -> sql.list("SELECT 1", row -> row.getInt(1))))
                    .containsExactly(1);
        }
    }

    @Test
    @Tag("slow")
    void places_that_were_never_given_back_are_freed_without_a_restart() throws Exception {
        List<Connection> held = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            held.add(pool.getConnection());
        }
        awaitPlaces(Duration.ofSeconds(25));
        assertThat(watch.isStuck()).isFalse();
        assertThat(new Http(base).get("/q/health/live").status()).isEqualTo(200);
        for (Connection late : held) {
            late.close();
        }
    }

    /** Threads that take every connection and keep it, also those that are made after a reset. */
    @Test
    @Tag("slow")
    void a_pool_that_no_reset_helps_makes_liveness_fail_so_that_the_process_is_restarted() throws Exception {
        Http http = new Http(base);
        AtomicBoolean isOver = new AtomicBoolean();
        List<Connection> held = Collections.synchronizedList(new ArrayList<>());
        List<Thread> takers = new ArrayList<>();
        for (int i = 0; i < size + 6; i++) {
            Thread taker = new Thread(() -> {
                while (!isOver.get()) {
                    try {
                        held.add(pool.getConnection());
                    } catch (SQLException e) {
                        // None is free; others hold them.
                        continue;
                    }
                }
            });
            taker.start();
            takers.add(taker);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (http.get("/q/health/live").status() != 503) {
            assertThat(System.nanoTime()).as("liveness fails").isLessThan(end);
            TimeUnit.SECONDS.sleep(1);
        }
        isOver.set(true);
        for (Thread taker : takers) {
            taker.join();
        }
        for (Connection one : held) {
            one.close();
        }
        awaitPlaces(Duration.ofSeconds(25));
        end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (http.get("/q/health/live").status() != 200) {
            assertThat(System.nanoTime()).as("the process lives again").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private void soak(Random seeds, Duration time, boolean withWeather) throws Exception {
        long seed = seeds.nextLong();
        AtomicBoolean isOver = new AtomicBoolean();
        Thread breaker = new Thread(() -> {
            try {
                breakConnections(new Random(seed), time, withWeather);
            } finally {
                isOver.set(true);
            }
        });
        breaker.start();
        Concurrently.run(CALLERS, caller -> {
            Random random = new Random(seed + caller);
            while (!isOver.get()) {
                work(random);
            }
            return null;
        });
        breaker.join();
        wire.set(Weather.FAIR);
        awaitWholePool();
    }

    /** What requests do: some in plain transactions, some in managed ones, some in none. Failing is all right. */
    private void work(Random random) {
        int row = 1 + random.nextInt(5);
        int kind = random.nextInt(4);
        try {
            Deadline.within(Duration.ofMillis(1_400), () -> switch (kind) {
                case 0 -> plain.run(() -> update(row));
                case 1 -> transactions.run(() -> update(row));
                case 2 -> plain.run(() -> sql.list("SELECT pg_sleep(0.02)", one -> true));
                default -> sql.list("SELECT pg_sleep(0.01)", one -> true);
            });
        } catch (RuntimeException e) {
            assertThat(SqlStates.of(e)).as("a failure of the database: %s", e).isPresent();
        }
    }

    private Object update(int row) {
        sql.update("UPDATE pool_test SET n = n + 1 WHERE id = ?", row);
        return sql.list("SELECT n FROM pool_test", one -> one.getInt(1));
    }

    private void breakConnections(Random random, Duration time, boolean withWeather) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            try {
                if (withWeather && random.nextInt(6) == 0) {
                    wire.set(random.nextBoolean() ? Weather.CUT : Weather.FROZEN);
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(2_500));
                    wire.set(Weather.FAIR);
                } else {
                    change(TERMINATE + VICTIMS.get(random.nextInt(VICTIMS.size())));
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(150));
                }
            } catch (Exception e) {
                // The breaker's own connection has met the weather.
                continue;
            }
        }
    }

    private void change(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement change = connection.createStatement()) {
            change.execute(statement);
        }
    }

    private void awaitWholePool() throws Exception {
        awaitPlaces(RECOVERY);
        // The watch takes a place for a moment every second, and gives it back; one that is lost stays taken.
        long end = System.nanoTime() + RECOVERY.toNanos();
        while (pool.getMetrics().activeCount() > 0) {
            assertThat(System.nanoTime()).as("no connection is in use").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private void awaitPlaces(Duration patience) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        long free = 0;
        while (free < size) {
            assertThat(System.nanoTime())
                    .as("%d of %d connections can be had", free, size)
                    .isLessThan(end);
            free = countThoseToBeHadAtOnce();
        }
    }

    private long countThoseToBeHadAtOnce() throws Exception {
        CountDownLatch all = new CountDownLatch(size);
        return Concurrently.run(size, caller -> {
                    try (Connection connection = pool.getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute("SELECT 1");
                        all.countDown();
                        return all.await(2, TimeUnit.SECONDS);
                    } catch (SQLException | RuntimeException e) {
                        return false;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return false;
                    }
                })
                .stream()
                .filter(had -> had)
                .count();
    }
}
