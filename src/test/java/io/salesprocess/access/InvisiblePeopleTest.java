package io.salesprocess.access;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No answer tells a salesperson that a person exists whom they may not see: what a colleague has is answered exactly like
 * what is unknown, by the same number of round trips to the database.
 */
@QuarkusTest
class InvisiblePeopleTest {

    private static final int SAMPLES = 5;
    private static final int ROUNDS = 6;

    /** Filled in by the test database; null if the tests run on an external one. */
    AtomicLong roundTrips;

    /** The same in all tests, because others share turns among all salespeople. */
    private static UUID me;

    private static UUID them;
    private static String myKey;

    private UUID theirDeal;
    private String theirProspect;
    private String theirEmail;

    @BeforeEach
    void somebody_whom_only_a_colleague_sees() {
        if (me == null) {
            me = Sales.salesperson();
            them = Sales.salesperson();
            myKey = Keys.of("salesperson", me);
        }
        theirDeal = Sales.dealBy(Sales.form("standard", Map.of("salespersonId", them), Sales.offering()));
        theirProspect = get(path(theirDeal, "")).extract().path("prospectId");
        theirEmail = get("/v1/prospects/" + theirProspect).extract().path("email");
        mine("/v1/prospects/" + theirProspect).statusCode(404);
    }

    @Test
    void adding_somebody_whom_a_colleague_has_looks_like_adding_somebody_new() {
        Response taken = add(theirEmail);
        Response fresh = add(unique("new") + "@example.com");
        assertThat(taken.statusCode()).isEqualTo(201);
        assertThat(shape(taken)).isEqualTo(shape(fresh));
        String added = taken.path("id");
        get("/v1/prospects/" + theirProspect + "/duplicates")
                .statusCode(200)
                .body("items.prospectId", hasItem(added), "items.reason", hasItem("same-email"), "next", nullValue());
        get("/v1/prospects/" + added + "/duplicates").body("items.prospectId", hasItem(theirProspect));
        mine("/v1/prospects/" + added + "/duplicates")
                .statusCode(200)
                .body("items.prospectId", not(hasItem(theirProspect)));
    }

    @Test
    void changing_an_email_to_a_colleagues_prospects_looks_like_changing_it_to_a_new_one() {
        UUID first = UUID.fromString(add(unique("a") + "@example.com").path("id"));
        UUID second = UUID.fromString(add(unique("b") + "@example.com").path("id"));
        Response taken = change(first, theirEmail);
        Response fresh = change(second, unique("new") + "@example.com");
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(shape(taken)).isEqualTo(shape(fresh));
    }

    @Test
    void somebody_invisible_costs_as_many_round_trips_as_nobody() {
        assumeTrue(roundTrips != null, "Round trips are counted on the embedded database only.");
        Supplier<String> fresh = () -> unique("new") + "@example.com";
        UUID own = UUID.fromString(add(fresh.get()).path("id"));
        Supplier<String> invisible = () -> theirProspect;
        Supplier<String> unknown = () -> UUID.randomUUID().toString();
        costsAreEqual("adding", this::theirEmailOfAnother, fresh, this::add);
        costsAreEqual("changing", this::theirEmailOfAnother, fresh, email -> change(own, email));
        costsAreEqual("reading", invisible, unknown, id -> caller(myKey).get("/v1/prospects/" + id));
        costsAreEqual("opening a deal", invisible, unknown, this::open);
    }

    @Test
    void an_email_of_somebody_visible_is_a_conflict_that_names_the_field() {
        String email = unique("visible") + "@example.com";
        assertThat(add(email).statusCode()).isEqualTo(201);
        add(email.toUpperCase())
                .then()
                .statusCode(409)
                .body("type", is("/problems/conflict"), "errors[0].pointer", is("/email"));
        UUID other = UUID.fromString(add(unique("other") + "@example.com").path("id"));
        change(other, email).then().statusCode(409).body("errors[0].pointer", is("/email"));
        caller().body(Map.of("name", "Ada", "email", theirEmail))
                .post("/v1/prospects")
                .then()
                .statusCode(409)
                .body("errors[0].pointer", is("/email"));
    }

    @Test
    void what_is_not_about_the_email_can_be_changed_whoever_else_has_it() {
        UUID own = UUID.fromString(add(theirEmail).path("id"));
        caller().header("If-Match", "*")
                .body(Map.of("company", "Stone & Sons"))
                .patch("/v1/prospects/" + own)
                .then()
                .statusCode(200)
                .body("email", is(theirEmail));
    }

    @Test
    void a_deal_with_somebody_invisible_is_refused_like_one_with_nobody() {
        Response invisible = open(theirProspect);
        Response unknown = open(UUID.randomUUID().toString());
        assertThat(invisible.statusCode()).isEqualTo(400);
        assertThat(shape(invisible)).isEqualTo(shape(unknown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"0\"", "\"77\"", ""})
    void whatever_version_is_expected_somebody_invisible_is_not_found(String version) {
        for (String address : List.of("/v1/prospects/", "/v1/deals/")) {
            String known = address.contains("deals") ? theirDeal.toString() : theirProspect;
            Response invisible = patch(address + known, version);
            Response unknown = patch(address + UUID.randomUUID(), version);
            assertThat(invisible.statusCode()).as(address).isEqualTo(404);
            assertThat(shape(invisible)).as(address).isEqualTo(shape(unknown));
        }
        assertThat(patch(path(theirDeal, "/survey"), version).statusCode()).isEqualTo(404);
        assertThat(patch(path(theirDeal, "/assessment"), version).statusCode()).isEqualTo(404);
        assertThat(patch(path(theirDeal, "/qualification"), version).statusCode())
                .isEqualTo(404);
    }

    @Test
    void no_read_tells_somebody_invisible_from_nobody() {
        String id = get("/v1/submissions/" + theirSubmission()).extract().path("id");
        Map<String, String> known = Map.of(
                "/v1/prospects/%s",
                theirProspect,
                "/v1/prospects/%s/duplicates",
                theirProspect,
                "/v1/deals/%s",
                theirDeal.toString(),
                "/v1/deals/%s/survey",
                theirDeal.toString(),
                "/v1/deals/%s/history",
                theirDeal.toString(),
                "/v1/submissions/%s",
                id);
        known.forEach((address, invisible) -> {
            for (String tag : List.of("", "*", "\"0\"")) {
                assertThat(shape(read(String.format(address, invisible), tag)))
                        .as(address)
                        .isEqualTo(shape(read(String.format(address, UUID.randomUUID()), tag)));
            }
        });
    }

    @Test
    void no_search_or_filter_tells_somebody_invisible_from_nobody() {
        for (String list : List.of(
                "/v1/prospects?q=" + theirEmail,
                "/v1/deals?prospectId=" + theirProspect,
                "/v1/deals?ownerId=" + them)) {
            mine(list).statusCode(200).body("items", hasSize(0), "next", nullValue());
        }
    }

    @Test
    void a_suggestion_of_somebody_invisible_is_not_found() {
        String suggestion = suggestionOn(theirProspect);
        for (String step : List.of("accept", "dismiss")) {
            Response invisible =
                    caller(myKey).post("/v1/prospects/" + theirProspect + "/suggestions/" + suggestion + "/" + step);
            Response unknown = caller(myKey)
                    .post("/v1/prospects/" + UUID.randomUUID() + "/suggestions/" + UUID.randomUUID() + "/" + step);
            assertThat(invisible.statusCode()).isEqualTo(404);
            assertThat(shape(invisible)).isEqualTo(shape(unknown));
        }
        get("/v1/prospects/" + theirProspect).body("suggestions.id", hasItem(suggestion));
    }

    @Test
    void a_salesperson_who_submits_forms_is_told_only_of_deals_that_they_see() {
        String key = Keys.make(List.of("intake", "salesperson"), me);
        UUID offering = Sales.offering();
        String toThem = Sales.form("standard", Map.of("salespersonId", them), offering);
        String toMe = Sales.form("standard", Map.of("salespersonId", me), offering);
        String known = unique("known") + "@example.com";
        submit(Keys.trusted(), toThem, known).then().statusCode(201);
        Response recognised = submit(key, toMe, known);
        recognised
                .then()
                .statusCode(201)
                .body("prospectId", nullValue(), "dealId", nullValue(), "dealOpened", nullValue());
        assertThat(shape(recognised)).isEqualTo(shape(submit(key, toThem, unique("new") + "@example.com")));
        submit(key, toMe, unique("new") + "@example.com")
                .then()
                .body("prospectId", notNullValue(), "dealId", notNullValue(), "dealOpened", is(true));
    }

    @Test
    void a_receipt_is_repeated_without_a_deal_that_has_gone_to_a_colleague() {
        String key = Keys.make(List.of("intake", "salesperson"), me);
        String form = Sales.form("standard", Map.of("salespersonId", me), Sales.offering());
        Map<String, Object> submission = submission(unique("new") + "@example.com");
        String idempotencyKey = unique("key");
        Supplier<Response> send = () -> caller(key)
                .header("Idempotency-Key", idempotencyKey)
                .body(submission)
                .post("/v1/forms/" + form + "/submissions");
        String deal = send.get().path("dealId");
        assertThat(deal).isNotNull();
        caller().header("If-Match", "*")
                .body(Map.of("ownerId", them))
                .patch("/v1/deals/" + deal)
                .then()
                .statusCode(200);
        send.get().then().body("dealId", nullValue(), "prospectId", nullValue(), "dealOpened", nullValue());
        caller(key)
                .body(submission)
                .post("/v1/forms/" + form + "/submissions")
                .then()
                .statusCode(200)
                .body("dealId", nullValue(), "prospectId", nullValue(), "dealOpened", nullValue());
    }

    @Test
    void an_idempotency_key_of_somebody_else_is_a_new_one() {
        String key = unique("key");
        Map<String, Object> body = Map.of("name", "Ada", "email", unique("ada") + "@example.com", "company", "A");
        Map<String, Object> other = Map.of("name", "Eve", "email", unique("eve") + "@example.com");
        caller().header("Idempotency-Key", key)
                .body(body)
                .post("/v1/prospects")
                .then()
                .statusCode(201);
        caller(myKey)
                .header("Idempotency-Key", key)
                .body(other)
                .post("/v1/prospects")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", nullValue())
                .body("name", is("Eve"));
    }

    @Test
    void a_retry_of_adding_somebody_is_repeated_until_they_are_somebody_elses() {
        String key = unique("key");
        Map<String, Object> body = Map.of("name", "Ada", "email", unique("ada") + "@example.com");
        Supplier<Response> send =
                () -> caller(myKey).header("Idempotency-Key", key).body(body).post("/v1/prospects");
        String prospect = send.get().path("id");
        send.get()
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", is("true"))
                .body("id", is(prospect));
        Sales.created("/v1/deals", Map.of("prospectId", prospect, "ownerId", them));
        send.get().then().statusCode(403).header("Idempotency-Replayed", nullValue());
        caller().get("/v1/prospects?q=" + body.get("email")).then().body("items", hasSize(1));
    }

    @Test
    void a_link_that_is_dead_looks_like_one_that_never_was() {
        UUID prospect = Sales.prospect();
        UUID deal = Sales.created("/v1/deals", Map.of("prospectId", prospect));
        String token = caller().post(path(deal, "/message-link")).path("token");
        caller().header("If-Match", "*")
                .delete("/v1/prospects/" + prospect)
                .then()
                .statusCode(204);
        for (Object body : List.of(Map.of("text", "Hello"), Map.of("text", " "), Map.of())) {
            String never = unique("token");
            assertThat(shape(leave(token, body)).replace(token, "token"))
                    .isEqualTo(shape(leave(never, body)).replaceAll("token-id", "token"));
        }
    }

    @Test
    void emails_of_salespeople_are_no_business_of_those_who_cannot_add_any() {
        String taken = get("/v1/salespeople/" + them).extract().path("email");
        for (String email : List.of(taken, unique("new") + "@example.com")) {
            caller(myKey)
                    .body(Map.of("name", "Eve", "email", email))
                    .post("/v1/salespeople")
                    .then()
                    .statusCode(403);
        }
    }

    private Response add(String email) {
        return caller(myKey).body(Map.of("name", "Ada Stone", "email", email)).post("/v1/prospects");
    }

    private Response change(UUID prospect, String email) {
        return caller(myKey)
                .header("If-Match", "*")
                .body(Map.of("email", email))
                .patch("/v1/prospects/" + prospect);
    }

    private Response open(String prospect) {
        return caller(myKey).body(Map.of("prospectId", prospect, "ownerId", me)).post("/v1/deals");
    }

    private Response patch(String address, String version) {
        return version.isEmpty()
                ? caller(myKey).body("{}").patch(address)
                : caller(myKey).header("If-Match", version).body("{}").patch(address);
    }

    private Response read(String address, String tag) {
        return tag.isEmpty()
                ? caller(myKey).get(address)
                : caller(myKey).header("If-None-Match", tag).get(address);
    }

    private static Response leave(String token, Object body) {
        return RestAssured.given()
                .contentType("application/json")
                .body(body)
                .post("/v1/message-links/" + token + "/messages");
    }

    private static Response submit(String key, String form, String email) {
        return caller(key).body(submission(email)).post("/v1/forms/" + form + "/submissions");
    }

    private static Map<String, Object> submission(String email) {
        Map<String, Object> submission = new HashMap<>(Sales.submission());
        submission.put("prospect", Map.of("name", "Ada Stone", "email", email));
        return submission;
    }

    private ValidatableResponse mine(String address) {
        return caller(myKey).get(address).then();
    }

    private String theirSubmission() {
        List<String> ids =
                get("/v1/prospects/" + theirProspect + "/export").extract().path("submissions.id");
        return ids.get(0);
    }

    /** A submission of the prospect's under another name, which makes that name a suggestion. */
    private String suggestionOn(String prospect) {
        String email = get("/v1/prospects/" + prospect).extract().path("email");
        post(
                        "/v1/forms/" + Sales.form("standard") + "/submissions",
                        Map.of("submissionId", unique("web"), "prospect", Map.of("name", "A. Stone", "email", email)))
                .statusCode(201);
        caller().header("If-Match", "*")
                .body(Map.of("ownerId", them))
                .patch("/v1/deals/"
                        + get("/v1/deals?limit=1&prospectId=" + prospect)
                                .extract()
                                .path("items[0].id"))
                .then()
                .statusCode(200);
        return get("/v1/prospects/" + prospect).extract().path("suggestions[0].id");
    }

    /** An address of a prospect of the colleague's that nobody has asked about yet. */
    private String theirEmailOfAnother() {
        UUID deal = Sales.dealBy(Sales.form("standard", Map.of("salespersonId", them), Sales.offering()));
        return get("/v1/prospects/" + get(path(deal, "")).extract().path("prospectId"))
                .extract()
                .path("email");
    }

    /**
     * One after the other by turns, because the driver sends a statement in another way once a connection knows it; and the
     * least of several, because what runs in the background asks on the same wire. Connections that know different
     * statements can still take turns, so equal costs are waited for; a cost that depends on who is seen never becomes equal.
     */
    private void costsAreEqual(
            String what, Supplier<String> invisible, Supplier<String> unknown, Function<String, Response> call) {
        long ofInvisible = -1;
        long ofUnknown = 0;
        for (int round = 0; round < ROUNDS && ofInvisible != ofUnknown; round++) {
            List<Long> costsOfInvisible = new ArrayList<>();
            List<Long> costsOfUnknown = new ArrayList<>();
            for (int i = 0; i < SAMPLES; i++) {
                costsOfInvisible.add(cost(invisible.get(), call));
                costsOfUnknown.add(cost(unknown.get(), call));
            }
            ofInvisible = Collections.min(costsOfInvisible);
            ofUnknown = Collections.min(costsOfUnknown);
        }
        assertThat(ofInvisible).as(what).isPositive().isEqualTo(ofUnknown);
    }

    private long cost(String about, Function<String, Response> call) {
        long before = roundTrips.get();
        call.apply(about);
        return roundTrips.get() - before;
    }

    /** An answer without what differs from request to request. */
    private static String shape(Response answer) {
        Map<String, String> headers = new TreeMap<>();
        Stream.of("Location", "ETag", "Content-Type", "Link", "Idempotency-Replayed", "Retry-After")
                .forEach(name -> headers.put(name, answer.header(name)));
        headers.put("names", String.join(" ", new TreeMap<>(names(answer)).keySet()));
        return (answer.statusCode() + " " + headers + " " + answer.asString())
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "time")
                .replaceAll("[a-z]+-id@example.com", "email")
                .replaceAll("http://[^/\"]+", "");
    }

    private static Map<String, String> names(Response answer) {
        Map<String, String> names = new HashMap<>();
        answer.headers().forEach(header -> names.put(header.getName().toLowerCase(), ""));
        return names;
    }
}
