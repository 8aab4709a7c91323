package io.salesprocess.platform.api;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IdempotencyTest {

    private static final Map<String, Object> CALL = Map.of("kind", "call", "outcome", "positive");

    @Test
    void the_same_request_again_gets_the_first_status_body_and_location() {
        UUID deal = Sales.deal();
        String key = unique("key");
        Response first = send(deal, key, CALL);
        Response second = send(deal, key, CALL);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        get(path(deal, "/activities")).body("items", hasSize(1));
    }

    @Test
    void the_same_key_with_another_request_is_refused() {
        UUID deal = Sales.deal();
        String key = unique("key");
        send(deal, key, CALL);
        send(deal, key, Map.of("kind", "visit", "outcome", "positive"))
                .then()
                .statusCode(422)
                .body("type", is("/problems/idempotency-key-reused"));
    }

    @Test
    void a_key_belongs_to_one_caller_and_one_address() {
        String key = unique("key");
        send(Sales.deal(), key, CALL).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        UUID other = Sales.deal();
        send(other, key, CALL).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        caller(Keys.of("manager"))
                .header("Idempotency-Key", key)
                .body(CALL)
                .post(path(other, "/activities"))
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue());
    }

    @Test
    void a_refused_request_leaves_no_record_behind() {
        UUID deal = Sales.deal();
        String key = unique("key");
        Map<String, Object> advance = Map.of("type", "advance", "from", "pre-qualification");
        String transitions = path(deal, "/transitions");
        caller().header("Idempotency-Key", key)
                .body(advance)
                .post(transitions)
                .then()
                .statusCode(422);
        Sales.satisfy(deal, "pre-qualification");
        caller().header("Idempotency-Key", key)
                .body(advance)
                .post(transitions)
                .then()
                .statusCode(201);
        caller().header("Idempotency-Key", key)
                .body(advance)
                .post(transitions)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", is("true"));
    }

    @Test
    void fifty_equal_requests_at_once_have_one_effect() throws Exception {
        UUID deal = Sales.deal();
        String key = unique("key");
        List<Response> answers = Concurrently.run(50, i -> send(deal, key, CALL));
        List<Response> done =
                answers.stream().filter(answer -> answer.statusCode() == 201).toList();
        assertThat(done).isNotEmpty();
        assertThat(done.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(answers)
                .allMatch(answer ->
                        answer.statusCode() == 201 || answer.path("type").equals("/problems/idempotency-in-progress"));
        get(path(deal, "/activities")).body("items", hasSize(1));
    }

    @Test
    void a_key_in_quotes_is_the_key_itself() {
        UUID deal = Sales.deal();
        String key = unique("key");
        send(deal, key, CALL).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        send(deal, '"' + key + '"', CALL).then().statusCode(201).header("Idempotency-Replayed", is("true"));
        send(deal, "\"a\\\"b" + key + '"', CALL).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        send(deal, "a\"b" + key, CALL).then().statusCode(201).header("Idempotency-Replayed", is("true"));
        send(deal, '"' + "k".repeat(255) + '"', CALL).then().statusCode(201);
        send(deal, '"' + "k".repeat(256) + '"', CALL).then().statusCode(400);
        send(deal, "\"\"", CALL).then().statusCode(400).body("errors[0].parameter", is("Idempotency-Key"));
    }

    @Test
    void a_retry_of_adding_somebody_who_has_been_erased_since_repeats_nothing_but_that_it_was_done() {
        String key = unique("key");
        Map<String, Object> body = Map.of("name", "Ada", "email", unique("ada") + "@example.com");
        Response first = caller().header("Idempotency-Key", key).body(body).post("/v1/prospects");
        String address = first.header("Location");
        caller().header("If-Match", "*").delete(address).then().statusCode(204);
        Response again = caller().header("Idempotency-Key", key).body(body).post("/v1/prospects");
        again.then().statusCode(201).header("Idempotency-Replayed", is("true")).header("Location", is(address));
        assertThat(again.asString()).isEmpty();
        get("/v1/prospects?q=" + body.get("email")).body("items", hasSize(0));
    }

    @Test
    void a_key_that_is_none_is_refused_also_where_nothing_is_kept() {
        UUID deal = Sales.deal();
        Map<String, Object> transition = Map.of("type", "fall-short", "from", "pre-qualification", "reason", "Later");
        Map<String, Object> migration = Map.of("from", 1, "to", 1);
        Map.of(
                        path(deal, "/transitions?dryRun=true"),
                        transition,
                        "/v1/transitions?dryRun=true",
                        Map.of("items", List.of()),
                        "/v1/pipelines/standard/migrations?dryRun=true",
                        migration,
                        "/v1/templates/preview",
                        Map.of("kind", "contract", "locale", "en", "text", "Hello"))
                .forEach((address, body) -> caller().header("Idempotency-Key", " ")
                        .body(body)
                        .post(address)
                        .then()
                        .statusCode(400));
        caller().header("Idempotency-Key", " ")
                .body(Map.of("kind", "contract", "locale", "en", "text", "Hello"))
                .post("/v1/templates/preview")
                .then()
                .body("errors.parameter", is(List.of("Idempotency-Key")));
    }

    @Test
    void an_overlong_key_is_refused() {
        send(Sales.deal(), "k".repeat(256), CALL)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", is("Idempotency-Key"));
    }

    @Test
    void two_keys_in_one_request_are_refused() {
        UUID deal = Sales.deal();
        caller(Keys.trusted())
                .header("Idempotency-Key", unique("key"), unique("key"))
                .body(CALL)
                .post(path(deal, "/activities"))
                .then()
                .statusCode(400)
                .body(
                        "errors[0].parameter",
                        is("Idempotency-Key"),
                        "errors[0].detail",
                        is("must not be sent more than once"));
        get(path(deal, "/activities")).body("items", hasSize(0));
    }

    @Test
    void a_retry_does_not_show_the_secret_of_a_message_link_again() {
        UUID deal = Sales.deal();
        String key = unique("key");
        String address = path(deal, "/message-link");
        caller().header("Idempotency-Key", key)
                .post(address)
                .then()
                .statusCode(201)
                .body("token.length()", is(43));
        caller().header("Idempotency-Key", key)
                .post(address)
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", is("true"))
                .body("token", nullValue());
        get(path(deal, "/history")).body("items.findAll { it.type == 'message-link.offered' }", hasSize(1));
    }

    private static Response send(UUID deal, String key, Object body) {
        return caller().header("Idempotency-Key", key).body(body).post(path(deal, "/activities"));
    }
}
