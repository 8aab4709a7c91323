package io.salesprocess.platform.database;

import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.RealLimits;
import io.salesprocess.testkit.WireTap;
import io.salesprocess.testkit.WireTap.Weather;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The database is away, says nothing, is slow, or is busy with somebody else. Everybody is answered soon, and when it is over
 * the service is as before.
 */
@QuarkusTest
@TestProfile(RealLimits.class)
class BadWeatherTest {

    private static final int MANY = 40;
    private static final int MORE_THAN_CONNECTIONS = 100;

    /** Two seconds on a machine of one's own. */
    private static final Duration SOON = Duration.ofSeconds(4);

    /** Filled in by the test database; null if the tests run on an external one. */
    WireTap wire;

    @Inject
    AgroalDataSource pool;

    @TestHTTPResource
    URI base;

    private Http http;

    /** An answer, and how long it took to come. */
    private record Timed(Http.Answer answer, Duration time) {}

    @BeforeEach
    void connect() {
        assumeTrue(wire != null, "Weather is made on the way to the embedded database only.");
        http = new Http(base);
    }

    @AfterEach
    void clear_up() throws Exception {
        wire.set(Weather.FAIR);
        awaitRecovery();
    }

    @ParameterizedTest
    @EnumSource(
            value = Weather.class,
            names = {"FROZEN", "CUT"})
    void without_a_database_everybody_is_soon_told_to_come_back(Weather weather) throws Exception {
        Concurrently.run(MANY, this::call);
        wire.set(weather);
        for (int round = 0; round < 2; round++) {
            for (Timed timed : Concurrently.run(MANY, this::call)) {
                assertThat(timed.answer().status()).as(timed.toString()).isEqualTo(503);
                assertIsInOrder(timed);
            }
        }
        Timed ready = timed(() -> http.get("/q/health/ready"));
        assertThat(ready.answer().status()).isEqualTo(503);
        assertThat(ready.time()).isLessThan(SOON);
    }

    @ParameterizedTest
    @EnumSource(Weather.class)
    void all_answers_come_while_the_weather_changes(Weather weather) throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        Thread change = new Thread(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(300);
                wire.set(weather);
                // Longer than a request may wait for the database.
                TimeUnit.MILLISECONDS.sleep(1_600);
                wire.set(Weather.FAIR);
                TimeUnit.MILLISECONDS.sleep(600);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            } finally {
                isOver.set(true);
            }
        });
        change.start();
        List<Timed> slowest = Concurrently.run(MANY, caller -> {
            Timed worst = null;
            for (int i = caller; !isOver.get(); i++) {
                Timed timed = call(i);
                assertIsInOrder(timed);
                worst = worst == null || timed.time().compareTo(worst.time()) > 0 ? timed : worst;
            }
            return worst;
        });
        change.join();
        assertThat(slowest).hasSize(MANY);
    }

    @Test
    void a_table_that_somebody_else_has_locked_makes_nobody_wait_long() throws Exception {
        try (Connection other = pool.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE deal IN ACCESS EXCLUSIVE MODE");
            List<Timed> timed =
                    Concurrently.run(MORE_THAN_CONNECTIONS, caller -> timed(() -> http.get("/v1/deals?limit=1")));
            other.rollback();
            assertThat(timed).allSatisfy(one -> {
                assertThat(one.answer().status()).isEqualTo(503);
                assertIsInOrder(one);
            });
        }
        Http.Answer after = http.get("/v1/deals?limit=1");
        assertThat(after.status()).as(after.toString()).isEqualTo(200);
    }

    private static void assertIsInOrder(Timed timed) {
        assertThat(timed.answer().status()).as(timed.toString()).isIn(200, 201, 503);
        assertThat(timed.time()).as(timed.toString()).isLessThan(SOON);
        if (timed.answer().status() == 503) {
            assertThat(timed.answer().problem()).isEqualTo("unavailable");
            assertThat(timed.answer().header("Retry-After")).isEqualTo("1");
        }
    }

    private void awaitRecovery() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!http.get("/q/health/ready").body().findPath("writes").asBoolean()) {
            assertThat(System.nanoTime())
                    .as("reads and writes work again within seconds")
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        // Not more than the first few may still meet a connection that is dead.
        Concurrently.run(MANY, this::call);
        assertThat(Concurrently.run(MANY, this::call))
                .allSatisfy(timed -> assertThat(timed.answer().status()).isIn(200, 201));
    }

    private Timed call(int number) {
        return timed(() -> number % 2 == 0
                ? http.get("/v1/deals?limit=5")
                : http.send(
                        "POST",
                        "/v1/offerings",
                        Map.of("name", unique("weather"), "kind", "product"),
                        "Idempotency-Key",
                        unique("key")));
    }

    private static Timed timed(Supplier<Http.Answer> call) {
        long start = System.nanoTime();
        Http.Answer answer = call.get();
        return new Timed(answer, Duration.ofNanos(System.nanoTime() - start));
    }
}
