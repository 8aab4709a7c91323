package io.salesprocess.scenario.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Checker;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random requests made from the OpenAPI document, as callers send them who mean well, who err, and who mean harm. Whatever is
 * sent, the service does not fail, answers as the document says, and is none the worse for it. All faults of a run are told, each
 * kind once, with the seed of its life; {@code -Dsalesprocess.seed=…} plays that life again.
 */
@QuarkusTest
class OpenApiFuzzTest {

    private static final Logger LOG = Logger.getLogger(OpenApiFuzzTest.class);

    private static final int THREADS = 4;
    private static final int REQUESTS_PER_LIFE = 500;
    private static final int KINDS_TOLD = 40;
    private static final Set<String> STATUSES =
            Set.of("200", "201", "400", "401", "403", "404", "405", "409", "412", "415", "422");

    @Inject
    DataSource database;

    @TestHTTPResource
    URI service;

    private final Map<String, Integer> tally = new ConcurrentHashMap<>();
    private final Map<String, String> faults = new ConcurrentHashMap<>();

    @Test
    void fifteen_hundred_random_requests_are_answered_as_the_document_says() throws Exception {
        play(1_500);
    }

    @Test
    @Tag("slow")
    void a_hundred_thousand_random_requests_are_answered_as_the_document_says() throws Exception {
        play(Integer.getInteger("salesprocess.requests", 100_000));
    }

    private void play(int requests) throws Exception {
        Http http = new Http(service);
        JsonNode json = http.get("/q/openapi?format=JSON").body();
        Document document = new Document(json);
        AnswerCheck check = new AnswerCheck(document);
        assertThat(document.operations()).isNotEmpty();
        Fields.shared("deal", "region", "text");
        Fields.shared("deal", "seats", "number");
        Fields.shared("prospect", "industry", "text");
        Set<String> fields = fieldsInUse(http);
        Credentials credentials = new Credentials(Sales.salesperson());
        Checker checker = new Checker(database, http);
        Set<UUID> earlier = checker.allDeals();
        long start = System.nanoTime();
        Long given = Long.getLong("salesprocess.seed");
        if (given != null) {
            live(given, document, check, credentials);
        } else {
            Random seeds = new Random();
            AtomicInteger left = new AtomicInteger(requests);
            Concurrently.run(THREADS, thread -> {
                while (goesOn(left.addAndGet(-REQUESTS_PER_LIFE), requests)) {
                    live(seeds.nextLong(), document, check, credentials);
                }
                return null;
            });
        }
        LOG.infof("%d ms: %s", (System.nanoTime() - start) / 1_000_000, new TreeMap<>(tally));
        leaveFieldsAsTheyWere(http, fields);
        Set<UUID> deals = checker.allDeals();
        // Other tests may have broken theirs on purpose.
        deals.removeAll(earlier);
        checker.check(deals);
        assertThat(new TreeMap<>(faults).values()).isEmpty();
        assertThat(tally.keySet()).containsAll(STATUSES);
    }

    /** Chance may keep a rare status back for a while, so some more are sent until all have been seen. */
    private boolean goesOn(int left, int requests) {
        return faults.size() < KINDS_TOLD
                && (left >= 0 || left >= -3 * requests && !tally.keySet().containsAll(STATUSES));
    }

    private static Set<String> fieldsInUse(Http http) {
        Set<String> ids = new TreeSet<>();
        http.get("/v1/custom-fields?limit=200").body().path("items").forEach(field -> {
            if (!field.path("retired").asBoolean()) {
                ids.add(field.path("id").asText());
            }
        });
        return ids;
    }

    /** Other tests share fields, and there can be so many only. */
    private static void leaveFieldsAsTheyWere(Http http, Set<String> before) {
        Set<String> now = fieldsInUse(http);
        now.stream()
                .filter(id -> !before.contains(id))
                .forEach(id -> http.send("PATCH", "/v1/custom-fields/" + id, Map.of("retired", true)));
        before.stream()
                .filter(id -> !now.contains(id))
                .forEach(id -> http.send("PATCH", "/v1/custom-fields/" + id, Map.of("retired", false)));
    }

    private void live(long seed, Document document, AnswerCheck check, Credentials credentials) {
        try {
            new FuzzLife(seed, document, check, credentials, tally, faults::putIfAbsent)
                    .live(service, REQUESTS_PER_LIFE);
        } catch (IOException e) {
            throw new UncheckedIOException("-Dsalesprocess.seed=" + seed, e);
        }
    }
}
