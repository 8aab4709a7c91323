package io.salesprocess.scenario.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Checker;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many callers at the same few deals at once. Nobody can say what each must be answered, but none is answered with a fault, what
 * was acknowledged is there exactly once, and afterwards everything holds that always does.
 */
@QuarkusTest
class CrowdTest {

    private static final Logger LOG = Logger.getLogger(CrowdTest.class);

    private static final int CALLERS = 8;
    private static final int DEALS = 3;
    private static final int CALLS_PER_DEAL = 2_000;

    @Inject
    DataSource database;

    @TestHTTPResource
    URI service;

    private final Map<String, AtomicInteger> tally = new ConcurrentHashMap<>();
    private final Queue<SharedDeal> deals = new ConcurrentLinkedQueue<>();
    private Http http;
    private RandomWorld world;

    @Test
    void a_crowd_at_the_same_deals_breaks_nothing() throws Exception {
        play(Duration.ofSeconds(4));
        assertThat(tally).containsKeys("200", "201", "409 out-of-order");
    }

    @Test
    @Tag("slow")
    void a_crowd_at_the_same_deals_breaks_nothing_in_a_minute() throws Exception {
        play(Duration.ofSeconds(60));
        assertThat(tally)
                .containsKeys(
                        "200",
                        "201",
                        "409 out-of-order",
                        "409 deal-closed",
                        "409 conflict",
                        "412 stale-version",
                        "422 criteria-unmet",
                        "422 rule-violated");
    }

    private void play(Duration time) throws Exception {
        http = new Http(service);
        world = RandomWorld.create(http);
        AtomicReferenceArray<SharedDeal> present = new AtomicReferenceArray<>(DEALS);
        for (int i = 0; i < DEALS; i++) {
            present.set(i, open(i));
        }
        Random seeds = new Random();
        List<Long> seedOf = seeds.longs(CALLERS).boxed().toList();
        long end = System.nanoTime() + time.toNanos();
        Concurrently.run(CALLERS, number -> {
            Caller caller = new Caller(seedOf.get(number), http, tally);
            Random which = new Random(seedOf.get(number));
            while (System.nanoTime() < end) {
                int place = which.nextInt(DEALS);
                SharedDeal deal = present.get(place);
                if (caller.act(deal) || deal.calls.get() > CALLS_PER_DEAL) {
                    present.compareAndSet(place, deal, deals.size() < 10_000 ? open(deals.size()) : deal);
                }
            }
            return null;
        });
        LOG.infof("%d deals: %s", deals.size(), new TreeMap<>(tally));
        Set<UUID> all = new TreeSet<>(
                new Checker(database, http).dealsOfForms(world.forms().values()));
        assertThat(all).containsAll(deals.stream().map(SharedDeal::uuid).toList());
        new Checker(database, http).check(all);
        deals.forEach(this::holdsWhatWasAcknowledged);
    }

    private SharedDeal open(int number) {
        String form = world.forms().get(number % 2 == 0 ? "standard" : "proposal");
        String email = UUID.randomUUID() + "@example.com";
        Answer opened = http.send(
                "POST",
                "/v1/forms/" + form + "/submissions",
                Map.of(
                        "submissionId", UUID.randomUUID().toString(),
                        "prospect", Map.of("name", "Ada Stone", "email", email),
                        "answers", Map.of("need", "All")));
        assertThat(opened.status()).isEqualTo(201);
        SharedDeal deal = new SharedDeal(opened.text("dealId"), form, email);
        deals.add(deal);
        return deal;
    }

    private void holdsWhatWasAcknowledged(SharedDeal deal) {
        Answer now = http.get(deal.path(""));
        long paid = deal.paid.values().stream().mapToLong(Long::longValue).sum();
        long refunded =
                deal.refunded.values().stream().mapToLong(Long::longValue).sum();
        long reversed =
                deal.reversed.values().stream().mapToLong(Long::longValue).sum();
        assertThat(now.body().path("payments").path("collected").path("amount").asLong())
                .as("collected of %s", deal.id)
                .isEqualTo(paid - refunded - reversed);
        Set<String> advanced = new TreeSet<>();
        String next = "";
        while (next != null) {
            Answer page = http.get(deal.path("/history?limit=200" + next));
            page.body().path("items").forEach(event -> {
                if (Set.of("deal.advanced", "deal.won")
                        .contains(event.path("type").asText())) {
                    advanced.add(event.path("sequence").asText());
                }
            });
            next = page.text("next") == null ? null : "&cursor=" + page.text("next");
        }
        assertThat(deal.advances.keySet()).as("advances of %s", deal.id).isEqualTo(advanced);
    }
}
