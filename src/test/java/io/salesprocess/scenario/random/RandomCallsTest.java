package io.salesprocess.scenario.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Checker;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Http;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random calls over HTTP, good and bad, on deals of both pipelines, from several threads on deals of their own: the service must
 * answer every one as the rules say, and show the deal as they leave it. A failure prints the seed of its life;
 * {@code -Dsalesprocess.seed=…} plays it again.
 */
@QuarkusTest
class RandomCallsTest {

    private static final Logger LOG = Logger.getLogger(RandomCallsTest.class);

    private static final int THREADS = 4;
    private static final int CALLS_PER_LIFE = 75;

    /** All that a call can come to, and all that can become of a deal. */
    private static final String[] OUTCOMES = {
        "yes",
        "unmet",
        "out",
        "closed won",
        "closed lost",
        "no",
        "not",
        "invalid",
        "malformed",
        "keyless",
        "unknown",
        "not-allowed-method",
        "conflict",
        "submission-conflict",
        "stale",
        "unconditional",
        "rule",
        "reused",
        "replayed",
        "won",
        "lost",
        "reopened"
    };

    @Inject
    DataSource database;

    @TestHTTPResource
    URI service;

    @Test
    void six_hundred_random_calls_are_answered_as_the_rules_say() throws Exception {
        play(600, "yes", "unmet", "out", "invalid", "replayed");
    }

    @Test
    @Tag("slow")
    void twenty_thousand_random_calls_are_answered_as_the_rules_say() throws Exception {
        play(20_000, OUTCOMES);
    }

    private void play(int calls, String... outcomes) throws Exception {
        Http http = new Http(service);
        RandomWorld world = RandomWorld.create(http);
        long start = System.nanoTime();
        if (seed() != null) {
            new RandomLife(seed(), world).live(CALLS_PER_LIFE);
        } else {
            playAtOnce(calls, world);
        }
        LOG.infof(
                "%d deals, %d ms: %s",
                world.deals().size(), (System.nanoTime() - start) / 1_000_000, new TreeMap<>(world.tally()));
        new Checker(database, http).check(world.deals());
        if (seed() == null) {
            assertThat(world.tally()).as("what the calls came to").containsKeys(outcomes);
        }
    }

    private static void playAtOnce(int calls, RandomWorld world) throws Exception {
        Random seeds = new Random();
        AtomicInteger left = new AtomicInteger(calls);
        List<Throwable> failures = new ArrayList<>();
        Concurrently.run(THREADS, thread -> {
            while (left.addAndGet(-CALLS_PER_LIFE) >= 0) {
                long seed = seeds.nextLong();
                try {
                    new RandomLife(seed, world).live(CALLS_PER_LIFE);
                } catch (AssertionError | RuntimeException failure) {
                    synchronized (failures) {
                        failures.add(new AssertionError("Play it again with -Dsalesprocess.seed=" + seed, failure));
                    }
                    return null;
                }
            }
            return null;
        });
        if (!failures.isEmpty()) {
            AssertionError first = new AssertionError(
                    failures.get(0).getMessage(), failures.get(0).getCause());
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static Long seed() {
        return Long.getLong("salesprocess.seed");
    }
}
