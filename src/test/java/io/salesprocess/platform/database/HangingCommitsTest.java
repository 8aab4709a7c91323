package io.salesprocess.platform.database;

import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.RealLimits;
import io.salesprocess.testkit.TestServer;
import io.salesprocess.testkit.WireTap;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server waits for a standby that does not answer: commits do not return, and must not be acknowledged. */
@QuarkusTest
@TestProfile(RealLimits.class)
class HangingCommitsTest {

    private static final int CALLERS = 30;
    private static final Duration HANG = Duration.ofSeconds(8);
    private static final int CONNECTIONS_OF_A_SERVER_AS_IT_COMES = 97;

    /** Filled in by the test database; null if the tests run on an external one. */
    WireTap wire;

    @Inject
    Sql sql;

    @TestHTTPResource
    URI base;

    private Http http;

    @BeforeEach
    void connect() {
        assumeTrue(wire != null, "Only the embedded server can be told to wait for a standby.");
        http = new Http(base);
    }

    @AfterEach
    void release() throws Exception {
        if (wire != null) {
            TestServer.set("synchronous_standby_names", "");
        }
    }

    /** What one caller sent under one key, and whether it was ever told that it is done. */
    private record Sent(String name, String key) {}

    @Test
    void changes_are_refused_in_time_reads_go_on_and_afterwards_each_key_has_one_effect() throws Exception {
        Concurrently.run(CALLERS, i -> post(new Sent(unique("before"), unique("key"))));
        TestServer.set("synchronous_standby_names", "'nobody'");
        long end = System.nanoTime() + HANG.toNanos();
        List<Sent> sent = Concurrently.run(CALLERS, caller -> {
            Sent mine = new Sent(unique("hang"), unique("key"));
            while (System.nanoTime() - end < 0) {
                if (caller % 3 == 0) {
                    assertThat(timed(() -> http.get("/v1/offerings?limit=1").status()))
                            .isEqualTo(200);
                } else {
                    // 409 is "in progress": an earlier attempt with the same key still waits on the server.
                    assertThat(timed(() -> post(mine))).as("a retry").isIn(503, 409);
                    Sent another = new Sent(unique("hang"), unique("key"));
                    assertThat(timed(() -> post(another)))
                            .as("a commit that hangs")
                            .isEqualTo(503);
                }
            }
            return mine;
        });
        Http.Answer ready = http.get("/q/health/ready");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.body().findValue("writes").asBoolean()).isFalse();
        assertThat(backends()).isLessThan(CONNECTIONS_OF_A_SERVER_AS_IT_COMES);

        TestServer.set("synchronous_standby_names", "");
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (post(new Sent(unique("after"), unique("key"))) != 201) {
            assertThat(System.nanoTime()).as("changes work again").isLessThan(patience);
        }
        for (int i = 0; i < sent.size(); i++) {
            if (i % 3 != 0) {
                assertThat(post(sent.get(i))).isEqualTo(201);
                assertThat(sql.<Long>first(
                                "SELECT count(*) FROM offering WHERE name = ?",
                                row -> row.getLong(1),
                                sent.get(i).name()))
                        .hasValue(1L);
            }
        }
    }

    private int post(Sent sent) {
        return http.send(
                        "POST",
                        "/v1/offerings",
                        Map.of("name", sent.name(), "kind", "product"),
                        "Idempotency-Key",
                        sent.key())
                .status();
    }

    private static int timed(IntSupplier call) {
        long start = System.nanoTime();
        int status = call.getAsInt();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        return status;
    }

    private long backends() {
        return sql.<Long>first(
                        "SELECT count(*) FROM pg_stat_activity WHERE usename = current_user", row -> row.getLong(1))
                .orElseThrow();
    }
}
