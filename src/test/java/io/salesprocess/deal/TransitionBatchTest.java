package io.salesprocess.deal;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Checker;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 9: many transitions in one request are decided like single calls, word for word, each by itself. */
@QuarkusTest
class TransitionBatchTest {

    private static final int MOST = 500;

    @Inject
    DataSource database;

    @TestHTTPResource
    URI service;

    /** Filled in by the test database; null if the tests run on an external one. */
    AtomicLong roundTrips;

    private Http http;

    @BeforeEach
    void connect() {
        http = new Http(service);
    }

    @Test
    void each_refusal_is_that_of_a_single_call_word_for_word() {
        UUID open = Sales.deal();
        UUID won = Sales.wonDeal();
        UUID lost = lost();
        List<Object> matrix = new ArrayList<>();
        for (UUID deal : List.of(open, won, lost, UUID.randomUUID())) {
            for (String type : List.of("advance", "fall-short", "lose", "reopen")) {
                for (String from : List.of("pre-qualification", "conversion", "nowhere")) {
                    matrix.add(item(deal, type, from, null));
                    matrix.add(item(deal, type, from, " \u2003"));
                    matrix.add(item(deal, type, from, "Because"));
                }
            }
        }
        matrix.add(item(open, "jump", "pre-qualification", null));
        matrix.add(item(open, null, "pre-qualification", null));
        matrix.add(item(open, "advance", null, null));
        matrix.add(item(open, "advance", "  ", null));
        matrix.add(item(open, "advance", "x".repeat(101), null));
        matrix.add(item(open, "lose", "pre-qualification", "x".repeat(2001)));
        matrix.add(Map.of("dealId", open, "type", 7, "from", "pre-qualification"));
        matrix.add(Map.of("dealId", open, "type", "advance", "from", List.of()));
        matrix.add(Map.of("dealId", open, "type", "advance", "from", "pre-qualification", "force", true));
        sameAsSingleCalls(http, matrix);
    }

    @Test
    void each_refusal_is_that_of_a_single_call_for_salespeople_too() {
        UUID salesperson = Sales.salesperson();
        UUID another = Sales.salesperson();
        UUID own = Sales.dealBy(Sales.form("standard", Map.of("salespersonId", salesperson), Sales.offering()));
        UUID others = Sales.dealBy(Sales.form("standard", Map.of("salespersonId", another), Sales.offering()));
        UUID unassigned = Sales.deal();
        List<Object> matrix = new ArrayList<>();
        for (UUID deal : List.of(own, others, unassigned)) {
            matrix.add(item(deal, "advance", "pre-qualification", null));
            matrix.add(item(deal, "advance", "conversion", null));
            matrix.add(item(deal, "lose", "pre-qualification", null));
        }
        Http theirs = new Http(service, Keys.of("salesperson", salesperson));
        assertThat(sameAsSingleCalls(theirs, matrix)).contains(404, 403, 422, 409, 400);
    }

    @Test
    void callers_who_may_not_work_on_deals_are_refused_as_a_whole() {
        UUID deal = Sales.deal();
        for (String role : List.of("receptionist", "auditor", "admin", "intake")) {
            Answer answer = new Http(service, Keys.of(role))
                    .send("POST", "/v1/transitions", batch(item(deal, "lose", "pre-qualification", "Because")));
            assertThat(answer.status()).as("%s: %s", role, answer).isEqualTo(403);
        }
        get(path(deal, "")).body("status", is("open"));
    }

    @Test
    void what_can_be_made_is_made_and_the_rest_says_why_not_in_the_order_given() {
        UUID ready = Sales.deal();
        Sales.satisfy(ready, "pre-qualification");
        UUID notReady = Sales.deal();
        UUID gone = Sales.deal();
        post(
                        "/v1/transitions",
                        batch(
                                item(notReady, "advance", "pre-qualification", null),
                                item(ready, "advance", "pre-qualification", null),
                                item(gone, "lose", "pre-qualification", "No budget"),
                                item(gone, "lose", "pre-qualification", "No budget")))
                .statusCode(200)
                .body("items.status", contains(422, 201, 201, 409))
                .body("items[0].problem.unmet.criterion", hasSize(3))
                .body("items[1].transition.type", is("advance"))
                .body("items[1].transition.from", is("pre-qualification"))
                .body("items[1].transition.to", is("qualification"))
                .body("items[1].transition.version", is(4), "items[1].transition.sequence", is(4))
                .body("items[3].problem.type", is("/problems/deal-closed"));
        get(path(ready, "")).body("stage", is("qualification"));
        get(path(notReady, "")).body("version", is(2));
        get(path(gone, "")).body("status", is("lost"), "lostReason", is("No budget"));
        get(path(gone, "/history")).body("items.reason", contains(null, null, "No budget"));
        check(ready, notReady, gone);
    }

    @Test
    void a_deal_that_occurs_several_times_is_taken_in_order() {
        UUID deal = Sales.deal();
        Sales.satisfy(deal, "pre-qualification");
        Sales.satisfy(deal, "qualification");
        post(
                        "/v1/transitions",
                        batch(
                                item(deal, "fall-short", "pre-qualification", "First"),
                                item(deal, "advance", "qualification", null),
                                item(deal, "advance", "pre-qualification", null),
                                item(deal, "advance", "pre-qualification", null),
                                item(deal, "fall-short", "qualification", "Second"),
                                item(deal, "lose", "qualification", "Third"),
                                item(deal, "reopen", "qualification", "Fourth")))
                .statusCode(200)
                .body("items.status", contains(201, 409, 201, 409, 201, 201, 201))
                .body("items.findAll { it.transition }.transition.sequence", contains(5, 6, 7, 8, 9));
        get(path(deal, "")).body("stage", is("qualification"), "status", is("open"), "attempt", is(3));
        get(path(deal, "/history"))
                .body("items.findAll { it.sequence > 4 }.reason", contains("First", null, "Second", "Third", "Fourth"));
        check(deal);
    }

    @Test
    void a_dry_run_decides_the_same_and_changes_nothing() {
        UUID deal = Sales.deal();
        Sales.satisfy(deal, "pre-qualification");
        Map<String, Object> body = batch(
                item(deal, "advance", "pre-qualification", null), item(deal, "advance", "pre-qualification", null));
        post("/v1/transitions?dryRun=true", body)
                .statusCode(200)
                .body("items.status", contains(200, 409))
                .body("items[0].transition.to", is("qualification"));
        get(path(deal, "")).body("stage", is("pre-qualification"), "version", is(3));
    }

    @Test
    void a_retry_gets_the_outcomes_of_the_first_time() {
        UUID deal = Sales.deal();
        String key = unique("key");
        Map<String, Object> body = batch(
                item(deal, "fall-short", "pre-qualification", "Because"),
                item(deal, "advance", "pre-qualification", null),
                item(UUID.randomUUID(), "advance", "pre-qualification", null));
        JsonNode first = send(body, key).body();
        Answer again = send(body, key);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first);
        get(path(deal, "")).body("attempt", is(2));
        assertThat(send(batch(item(deal, "lose", "pre-qualification", "x")), key)
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void a_retry_does_not_tell_of_deals_that_the_caller_may_no_longer_see() {
        UUID salesperson = Sales.salesperson();
        Object assignment = Map.of("salespersonId", salesperson);
        UUID kept = Sales.dealBy(Sales.form("standard", assignment, Sales.offering()));
        UUID given = Sales.dealBy(Sales.form("standard", assignment, Sales.offering()));
        Http theirs = new Http(service, Keys.of("salesperson", salesperson));
        String key = unique("key");
        Map<String, Object> body = batch(
                item(kept, "fall-short", "pre-qualification", "Because"),
                item(given, "fall-short", "pre-qualification", "Because"));
        Answer first = theirs.send("POST", "/v1/transitions", body, "Idempotency-Key", key);
        caller().header("If-Match", get(path(given, "")).extract().header("ETag"))
                .body(Map.of("ownerId", Sales.salesperson()))
                .patch(path(given, ""))
                .then()
                .statusCode(200);
        JsonNode again = theirs.send("POST", "/v1/transitions", body, "Idempotency-Key", key)
                .body();
        assertThat(again.at("/items/0")).isEqualTo(first.body().at("/items/0"));
        assertThat(again.at("/items/1/status").asInt()).isEqualTo(403);
        assertThat(again.at("/items/1/transition").isMissingNode()).isTrue();
    }

    @Test
    void a_request_without_items_or_with_too_many_is_refused() {
        Object one = item(UUID.randomUUID(), "advance", "pre-qualification", null);
        for (Object wrong : List.of(
                Map.of(),
                Map.of("transitions", List.of()),
                Map.of("transitions", "all"),
                Map.of("transitions", Collections.nCopies(MOST + 1, one)))) {
            post("/v1/transitions", wrong).statusCode(400).body("errors.pointer", contains("/transitions"));
        }
        post("/v1/transitions", Map.of("transitions", Collections.nCopies(MOST, one)))
                .statusCode(200)
                .body("items.status.unique()", contains(404));
    }

    @Test
    void an_item_that_is_no_transition_is_refused_by_itself() {
        UUID deal = Sales.deal();
        Answer answer = http.send(
                "POST",
                "/v1/transitions",
                "{\"transitions\": [null, 5, \"x\", [], {}, {\"dealId\": \"x\", \"type\": \"lose\", \"from\": \"y\"},"
                        + " {\"dealId\": \"" + deal
                        + "\", \"type\": \"fall-short\", \"from\": \"pre-qualification\", \"reason\": \"z\"}]}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.body().at("/items").findValuesAsText("status"))
                .contains("400")
                .endsWith("201");
        assertThat(answer.body().at("/items/0/problem/errors/0/pointer").asText())
                .isEmpty();
        assertThat(answer.body().at("/items/4/problem/errors").findValuesAsText("pointer"))
                .containsExactly("/dealId", "/from", "/type");
        assertThat(answer.body().at("/items/5/problem/errors/0/pointer").asText())
                .isEqualTo("/dealId");
        check(deal);
    }

    @Test
    void batches_that_name_the_same_deals_in_any_order_never_stand_in_each_others_way() throws Exception {
        List<UUID> deals = Stream.generate(Sales::deal).limit(12).toList();
        int callers = 8;
        List<Answer> answers = Concurrently.run(callers, number -> {
            List<UUID> order = new ArrayList<>(deals);
            Collections.rotate(order, number);
            if (number % 2 == 0) {
                Collections.reverse(order);
            }
            return send(
                    batch(order.stream()
                            .map(deal -> item(deal, "fall-short", "pre-qualification", "By " + number))
                            .toArray()),
                    null);
        });
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.body().path("items"))
                    .allMatch(item -> item.path("status").asInt() == 201);
        });
        for (UUID deal : deals) {
            get(path(deal, "")).body("attempt", is(callers + 1));
        }
        check(deals.toArray(UUID[]::new));
    }

    @Test
    void a_batch_of_many_needs_two_round_trips_with_its_commit() {
        assumeTrue(roundTrips != null, "Round trips are counted on the embedded database only.");
        List<UUID> deals = Stream.generate(Sales::deal).limit(20).toList();
        List<Long> costs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Object[] items = Stream.generate(() -> deals)
                    .limit(MOST / deals.size())
                    .flatMap(List::stream)
                    .map(deal -> item(deal, "fall-short", "pre-qualification", "Again"))
                    .toArray();
            long before = roundTrips.get();
            assertThat(send(batch(items), unique("key")).status()).isEqualTo(200);
            costs.add(roundTrips.get() - before);
        }
        assertThat(Collections.min(costs)).isPositive().isLessThanOrEqualTo(2);
        check(deals.toArray(UUID[]::new));
    }

    /** Compares dry runs of batches of one with single calls, and then one batch in earnest of all that is refused; returns the statuses. */
    private List<Integer> sameAsSingleCalls(Http http, List<Object> matrix) {
        List<Integer> statuses = new ArrayList<>();
        List<Object> refused = new ArrayList<>();
        List<JsonNode> problems = new ArrayList<>();
        for (int i = 0; i < matrix.size(); i++) {
            Map<String, Object> single = new HashMap<>(mapOf(matrix.get(i)));
            String deal = single.remove("dealId").toString();
            Answer answer = http.send("POST", "/v1/deals/" + deal + "/transitions?dryRun=true", single);
            statuses.add(answer.status());
            JsonNode dry = http.send("POST", "/v1/transitions?dryRun=true", batch(matrix.get(i)))
                    .body()
                    .at("/items/0");
            assertThat(dry.path("status").asInt()).as("%s", matrix.get(i)).isEqualTo(answer.status());
            if (answer.status() == 200) {
                assertThat(withoutTime(dry.path("transition")))
                        .as("%s", matrix.get(i))
                        .isEqualTo(withoutTime(answer.body()));
            } else {
                assertThat(dry.path("problem")).as("%s", matrix.get(i)).isEqualTo(answer.body());
                refused.add(matrix.get(i));
                problems.add(answer.body());
            }
        }
        JsonNode real = http.send("POST", "/v1/transitions", batch(refused.toArray()))
                .body()
                .path("items");
        for (int i = 0; i < refused.size(); i++) {
            assertThat(real.get(i).path("problem")).as("%s", refused.get(i)).isEqualTo(problems.get(i));
        }
        return statuses;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> mapOf(Object item) {
        return (Map<String, Object>) item;
    }

    private static JsonNode withoutTime(JsonNode transition) {
        ((ObjectNode) transition).remove("at");
        return transition;
    }

    private Answer send(Object body, String key) {
        return key == null
                ? http.send("POST", "/v1/transitions", body)
                : http.send("POST", "/v1/transitions", body, "Idempotency-Key", key);
    }

    private void check(UUID... deals) {
        new Checker(database, http).check(List.of(deals));
    }

    private static UUID lost() {
        UUID deal = Sales.deal();
        patch(path(deal, "/assessment"), Map.of("interest", "none")).statusCode(200);
        move(deal, "lose", "pre-qualification", "Gone").statusCode(201);
        return deal;
    }

    private static Map<String, Object> batch(Object... items) {
        return Map.of("transitions", List.of(items));
    }

    private static Map<String, Object> item(UUID deal, String type, String from, String reason) {
        Map<String, Object> item = new HashMap<>();
        item.put("dealId", deal);
        item.put("type", type);
        item.put("from", from);
        item.put("reason", reason);
        return item;
    }
}
