package io.salesprocess.access;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ApiKeyTest {

    @Inject
    KeyUses uses;

    @Inject
    DataSource database;

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Basic YWRtaW46YWRtaW4=",
                "spk_test_administrator_of_an_empty_database",
                "Bearer spk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "Bearer SPK_TEST_ADMINISTRATOR_OF_AN_EMPTY_DATABASE",
                "Bearer ' OR 1=1 --",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsImdyb3VwcyI6WyJhZG1pbiJdfQ."
            })
    void whoever_does_not_show_a_good_key_is_refused(String authorization) {
        var request = RestAssured.given();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        request.get("/v1/deals")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", is("Bearer"))
                .body("type", is("/problems/unauthenticated"));
    }

    @Test
    void the_secret_is_shown_once_and_only_its_digest_is_kept() throws SQLException {
        JsonPath made = make(Map.of("name", "Web site", "roles", List.of("intake")));
        String secret = made.getString("secret");
        assertThat(secret)
                .matches("spk_[A-Za-z0-9_-]{43}")
                .startsWith(made.getString("hint").substring(0, 8));
        get("/v1/api-keys/" + made.getString("id")).statusCode(200).body("secret", nullValue(), "name", is("Web site"));
        assertThat(everythingIn("api_key")).contains(made.getString("id")).doesNotContain(secret.substring(9));
        assertThat(everythingIn("idempotency_record")).doesNotContain(secret.substring(9));
    }

    @Test
    void a_retry_makes_no_second_key_and_shows_no_secret() {
        String key = unique("key");
        Map<String, Object> wanted = Map.of("name", "Once", "roles", List.of("auditor"));
        String id = caller().header("Idempotency-Key", key)
                .body(wanted)
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .body("secret", notNullValue())
                .extract()
                .path("id");
        caller().header("Idempotency-Key", key)
                .body(wanted)
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", is("true"))
                .body("id", is(id), "secret", nullValue());
    }

    @Test
    void a_revoked_key_is_refused_at_once_and_stays_in_the_list() {
        JsonPath made = make(Map.of("name", "Leaver", "roles", List.of("manager")));
        deals(made).statusCode(200);
        caller().delete("/v1/api-keys/" + made.getString("id")).then().statusCode(204);
        deals(made).statusCode(401);
        caller().delete("/v1/api-keys/" + made.getString("id")).then().statusCode(204);
        get("/v1/api-keys/" + made.getString("id")).body("revokedAt", notNullValue());
        post("/v1/api-keys/" + made.getString("id") + "/rotate", Map.of())
                .statusCode(409)
                .body("type", is("/problems/conflict"));
    }

    @Test
    void an_expired_key_is_refused() throws InterruptedException {
        Instant soon = Instant.now().plus(1200, ChronoUnit.MILLIS);
        JsonPath made = make(Map.of("name", "Guest", "roles", List.of("manager"), "expiresAt", soon.toString()));
        deals(made).statusCode(200);
        while (!Instant.now().isAfter(soon)) {
            Thread.sleep(50);
        }
        deals(made).statusCode(401);
    }

    @Test
    void while_a_key_is_rotated_both_are_good_and_count_as_one_caller() {
        JsonPath old = make(Map.of("name", "Site", "roles", List.of("manager")));
        UUID deal = Sales.deal();
        String retry = unique("key");
        activity(deal, old, retry).header("Idempotency-Replayed", nullValue());
        JsonPath next = post("/v1/api-keys/" + old.getString("id") + "/rotate", Map.of("overlap", "PT1H"))
                .statusCode(201)
                .body("name", is("Site"), "roles", is(List.of("manager")), "id", not(old.getString("id")))
                .extract()
                .jsonPath();
        activity(deal, next, retry).header("Idempotency-Replayed", is("true"));
        deals(old).statusCode(200);
        deals(next).statusCode(200);
        get("/v1/api-keys/" + old.getString("id")).body("expiresAt", notNullValue());
    }

    @Test
    void a_rotation_without_overlap_ends_the_old_key_at_once() {
        JsonPath old = make(Map.of("name", "Leaked", "roles", List.of("manager")));
        deals(old).statusCode(200);
        JsonPath next = post("/v1/api-keys/" + old.getString("id") + "/rotate", Map.of("overlap", "PT0S"))
                .statusCode(201)
                .extract()
                .jsonPath();
        deals(old).statusCode(401);
        deals(next).statusCode(200);
        post("/v1/api-keys/" + next.getString("id") + "/rotate", Map.of("overlap", 0.1))
                .statusCode(400)
                .body("errors[0].pointer", is("/overlap"), "errors[0].detail", containsString("ISO 8601"));
        post("/v1/api-keys/" + next.getString("id") + "/rotate", Map.of("overlap", "P31D"))
                .statusCode(400)
                .body("errors[0].pointer", is("/overlap"));
    }

    @Test
    void of_fifty_rotations_at_once_each_makes_one_key() throws Exception {
        JsonPath old = make(Map.of("name", unique("Busy"), "roles", List.of("auditor")));
        List<Integer> statuses =
                Concurrently.run(20, i -> caller().post("/v1/api-keys/" + old.getString("id") + "/rotate")
                        .statusCode());
        assertThat(statuses).allMatch(status -> status == 201);
    }

    @Test
    void use_is_remembered() {
        JsonPath made = make(Map.of("name", "Used", "roles", List.of("manager")));
        get("/v1/api-keys/" + made.getString("id")).body("lastUsedAt", nullValue());
        deals(made).statusCode(200);
        uses.write();
        get("/v1/api-keys/" + made.getString("id")).body("lastUsedAt", notNullValue());
    }

    @Test
    void history_names_the_key_and_the_salesperson_whom_it_acts_for() {
        UUID salesperson = Sales.salesperson();
        JsonPath made = make(
                Map.of("name", "Phone app", "roles", List.of("salesperson"), "salespersonId", salesperson.toString()));
        UUID deal = Sales.dealBy(Sales.form("standard", Map.of("salespersonId", salesperson), Sales.offering()));
        activity(deal, made, unique("key"));
        get(path(deal, "/history?order=desc"))
                .body(
                        "items[0].actor.kind", is("api-key"),
                        "items[0].actor.id", is(made.getString("id")),
                        "items[0].actor.salespersonId", is(salesperson.toString()));
    }

    @Test
    void what_is_wrong_with_a_wanted_key_is_named() {
        refused(Map.of("name", "x", "roles", List.of()), "/roles");
        refused(Map.of("name", "x", "roles", List.of("boss")), "/roles/0");
        refused(Map.of("name", "x", "roles", List.of("manager", "manager")), "/roles");
        refused(Map.of("name", " ", "roles", List.of("manager")), "/name");
        refused(Map.of("name", "x", "roles", List.of("salesperson")), "/salespersonId");
        refused(
                Map.of("name", "x", "roles", List.of("salesperson"), "salespersonId", UUID.randomUUID()),
                "/salespersonId");
        refused(Map.of("name", "x", "roles", List.of("intake"), "forms", List.of("nowhere")), "/forms");
        refused(Map.of("name", "x", "roles", List.of("intake"), "expiresAt", "2020-01-01T00:00:00Z"), "/expiresAt");
        refused(Map.of("name", "x", "roles", List.of("intake"), "secret", "mine"), "/secret");
    }

    @Test
    void an_intake_key_submits_its_own_forms_only_and_learns_nothing() {
        String own = Sales.form("standard");
        String foreign = Sales.form("standard");
        JsonPath made = make(Map.of("name", "Site", "roles", List.of("intake"), "forms", List.of(own)));
        Map<String, Object> submission = Sales.submission();
        submit(made, foreign, submission).statusCode(403).body("type", is("/problems/forbidden"));
        submit(made, unique("nowhere"), submission).statusCode(403);
        String unknown = shape(submit(made, own, submission).statusCode(201));
        Map<String, Object> known = new java.util.HashMap<>(Sales.submission());
        known.put("prospect", submission.get("prospect"));
        String recognised = shape(submit(made, own, known).statusCode(201));
        assertThat(recognised)
                .as("an answer about somebody known differs in its id only")
                .isEqualTo(unknown)
                .contains("\"status\":\"accepted\"");
        get("/v1/submissions?form=" + own)
                .body("items", hasSize(2), "items.dealOpened", hasItem(false), "items.dealId[0]", startsWith("0"));
    }

    private static String shape(ValidatableResponse answer) {
        return answer.extract().asString().replaceAll("[0-9a-f-]{36}", "id");
    }

    private static ValidatableResponse submit(JsonPath key, String form, Map<String, Object> submission) {
        return caller(key.getString("secret"))
                .body(submission)
                .post("/v1/forms/" + form + "/submissions")
                .then();
    }

    private static ValidatableResponse activity(UUID deal, JsonPath key, String idempotencyKey) {
        return caller(key.getString("secret"))
                .header("Idempotency-Key", idempotencyKey)
                .body(Map.of("kind", "call", "outcome", "positive"))
                .post(path(deal, "/activities"))
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse deals(JsonPath key) {
        return caller(key.getString("secret")).get("/v1/deals?limit=1").then();
    }

    private static JsonPath make(Map<String, Object> wanted) {
        return post("/v1/api-keys", wanted).statusCode(201).extract().jsonPath();
    }

    private static void refused(Map<String, Object> wanted, String pointer) {
        post("/v1/api-keys", wanted).statusCode(400).body("errors.pointer", hasItem(pointer));
    }

    private String everythingIn(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT coalesce(string_agg(t::text || ' ' || coalesce(convert_from("
                                + (table.equals("api_key") ? "NULL::bytea" : "t.body")
                                + ", 'UTF8'), ''), ' '), '') FROM " + table + " t")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
