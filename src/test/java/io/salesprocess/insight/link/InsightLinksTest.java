package io.salesprocess.insight.link;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links to pages of insights, from making one to its end. */
@QuarkusTest
class InsightLinksTest {

    private static final String LINKS = "/v1/insights/links";

    @Test
    void a_link_is_made_listed_audited_and_revoked_and_its_secret_shown_once() {
        Instant expiresAt = Instant.now().plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS);
        UUID owner = Sales.salesperson();
        Response made = post(
                        LINKS,
                        Map.of(
                                "name",
                                "Board",
                                "filters",
                                Map.of("pipeline", "standard", "ownerId", owner),
                                "expiresAt",
                                expiresAt.toString(),
                                "embedOn",
                                List.of("https://intranet.example.com")))
                .statusCode(201)
                .body("name", is("Board"), "filters.pipeline", is("standard"), "filters.ownerId", is(owner.toString()))
                .body("filters.source", nullValue(), "embedOn", is(List.of("https://intranet.example.com")))
                .body("expiresAt", is(expiresAt.toString()))
                .extract()
                .response();
        String id = made.path("id");
        String url = made.path("url");
        assertThat(url).matches("http.*/i/[A-Za-z0-9_-]{43}");
        assertThat(made.header("Location")).endsWith(LINKS + "/" + id);
        get(LINKS + "/" + id).statusCode(200).body("id", is(id), "url", nullValue());
        assertThat(get(LINKS + "?limit=200&count=true").extract().asString())
                .contains(id)
                .doesNotContain(url.substring(url.lastIndexOf('/') + 1));
        assertThat(open(url).statusCode()).isEqualTo(200);

        caller().delete(LINKS + "/" + id).then().statusCode(204);
        assertThat(open(url).statusCode()).isEqualTo(404);
        get(LINKS + "/" + id).statusCode(404);
        caller().delete(LINKS + "/" + id).then().statusCode(404);
        get("/v1/audit?subjectId=" + id)
                .body("items.action", is(List.of("insight-link-revoked", "insight-link-created")))
                .body("items.subject.kind", hasItem("insight-link"));
    }

    @Test
    void without_a_body_a_link_shows_everything_for_thirty_days() {
        Response made = caller().header("Idempotency-Key", unique("key")).post(LINKS);
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(Instant.parse(made.path("expiresAt")))
                .isBetween(
                        Instant.now().plus(29, ChronoUnit.DAYS), Instant.now().plus(31, ChronoUnit.DAYS));
        assertThat(open(made.path("url")).asString()).contains("All deals.");
    }

    @Test
    void a_retry_gets_the_link_without_its_secret() {
        String key = unique("key");
        Response first = caller().header("Idempotency-Key", key).body(Map.of()).post(LINKS);
        Response again = caller().header("Idempotency-Key", key).body(Map.of()).post(LINKS);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
        assertThat(again.<String>path("url")).isNull();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/expiresAt | {\"expiresAt\": \"2020-01-01T00:00:00Z\"}",
                "/expiresAt | {\"expiresAt\": \"2200-01-01T00:00:00Z\"}",
                "/filters/pipeline | {\"filters\": {\"pipeline\": \"none\"}}",
                "/filters/ownerId | {\"filters\": {\"ownerId\": \"01a20a90-0000-7000-8000-000000000000\"}}",
                "/filters/offeringId | {\"filters\": {\"offeringId\": \"01a20a90-0000-7000-8000-000000000000\"}}",
                "/filters/openedTo | {\"filters\": {\"openedFrom\": \"2026-02-01T00:00:00Z\","
                        + " \"openedTo\": \"2026-01-01T00:00:00Z\"}}",
                "/filters/colour | {\"filters\": {\"colour\": \"red\"}}",
                "/embedOn/0 | {\"embedOn\": [\"https://intranet.example.com/page\"]}",
                "/embedOn/0 | {\"embedOn\": [\"'none'\"]}",
                "/name | {\"name\": \"\"}"
            })
    void what_cannot_be_linked_to_is_named(String pointerAndBody) {
        String[] parts = pointerAndBody.split(" \\| ");
        caller().body(parts[1]).post(LINKS).then().statusCode(400).body("errors.pointer", hasItem(parts[0]));
    }

    @Test
    void a_link_ends_with_the_key_that_made_it_and_outlives_a_rotation() {
        Response key = post("/v1/api-keys", Map.of("name", "Maker", "roles", List.of("manager")))
                .extract()
                .response();
        String url = caller(key.path("secret")).body(Map.of()).post(LINKS).path("url");
        assertThat(open(url).statusCode()).isEqualTo(200);
        String next = post("/v1/api-keys/" + key.path("id") + "/rotate", Map.of("overlap", "PT0S"))
                .extract()
                .path("id");
        assertThat(open(url).statusCode()).isEqualTo(200);
        caller().delete("/v1/api-keys/" + next).then().statusCode(204);
        assertThat(open(url).statusCode()).isEqualTo(404);
    }

    @Test
    void a_link_ends_while_the_salesperson_who_made_it_is_not_active() {
        UUID salesperson = Sales.salesperson();
        String key = Keys.make(List.of("manager"), salesperson);
        String url = caller(key).body(Map.of()).post(LINKS).path("url");
        assertThat(open(url).statusCode()).isEqualTo(200);
        patch("/v1/salespeople/" + salesperson, Map.of("active", false)).statusCode(200);
        assertThat(open(url).statusCode()).isEqualTo(404);
    }

    @Test
    void those_who_only_read_make_no_links_and_revoke_none() {
        String id = post(LINKS, Map.of()).extract().path("id");
        String auditor = Keys.of("auditor");
        caller(auditor).get(LINKS + "/" + id).then().statusCode(200);
        caller(auditor).body(Map.of()).post(LINKS).then().statusCode(403);
        caller(auditor).delete(LINKS + "/" + id).then().statusCode(403);
        for (String role : List.of("receptionist", "intake", "admin")) {
            caller(Keys.of(role)).get(LINKS).then().statusCode(403);
        }
    }

    @Test
    void a_link_that_was_guessed_leads_to_the_same_page_as_one_that_was_revoked() {
        Response guessed = open("/i/" + "x".repeat(43));
        assertThat(guessed.statusCode()).isEqualTo(404);
        Map<String, Object> nothing = new HashMap<>();
        String url = post(LINKS, nothing).extract().path("url");
        String id = get(LINKS + "?limit=200").extract().path("items[-1].id");
        caller().delete(LINKS + "/" + id).then().statusCode(204);
        assertThat(open(url).asString()).isEqualTo(guessed.asString());
        RestAssured.given()
                .accept("text/html")
                .get("/i/" + "x".repeat(5000))
                .then()
                .statusCode(not(is(500)))
                .body(not(containsString("Exception")));
    }

    private static Response open(String url) {
        String path = url.substring(url.indexOf("/i/"));
        return RestAssured.given().accept("text/html").get(path);
    }
}
