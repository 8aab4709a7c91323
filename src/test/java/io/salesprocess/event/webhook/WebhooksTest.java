package io.salesprocess.event.webhook;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Receiver;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks, over HTTP. */
@QuarkusTest
class WebhooksTest {

    private static final String URL = "https://receiver.example/hooks";

    @Inject
    Delivering delivering;

    @Inject
    WebhookSweep sweep;

    @Inject
    Sql sql;

    @AfterEach
    void end() {
        delivering.end();
    }

    @Test
    void the_secret_is_shown_once() {
        String id = post("/v1/webhooks", Map.of("url", URL))
                .statusCode(201)
                .body("secret", matchesPattern("whsec_[A-Za-z0-9+/]{43}="))
                .body("enabled", equalTo(true))
                .body("types", equalTo(List.of()))
                .extract()
                .path("id");

        get("/v1/webhooks/" + id).statusCode(200).body("$", not(org.hamcrest.Matchers.hasKey("secret")));
        get("/v1/webhooks?limit=200").statusCode(200).body("items.id", hasItems(id));
        caller().delete("/v1/webhooks/" + id).then().statusCode(204);
        get("/v1/webhooks/" + id).statusCode(404);
    }

    @Test
    void a_replayed_response_has_no_secret() {
        String key = UUID.randomUUID().toString();
        String first = caller().header("Idempotency-Key", key)
                .body(Map.of("url", URL))
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        caller().header("Idempotency-Key", key)
                .body(Map.of("url", URL))
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .body("id", equalTo(first))
                .body("secret", nullValue());
        caller().delete("/v1/webhooks/" + first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://receiver.example/   | must begin with https://",
                "ftp://receiver.example/    | must begin with https://",
                "https://u:p@receiver.example/ | must not contain credentials; verify the signature instead",
                "https://10.0.0.1/          | must have a host with public addresses only",
                "https://[::1]/             | must have a host with public addresses only",
                "https://[::ffff:10.0.0.1]/ | must have a host with public addresses only",
                "https://[64:ff9b::a00:1]/  | must have a host with public addresses only",
                "https://169.254.169.254/   | must have a host with public addresses only",
                "https://167772161/         | must have a host with public addresses only",
                "https://receiver.example:25/ | must have the port 443 or 80, or one from 1024 to 65535",
                "http://8.8.8.8/            | must begin with https://",
                "nonsense                   | must begin with https://",
            })
    void addresses_that_the_service_must_not_call_are_refused(String url, String detail) {
        post("/v1/webhooks", Map.of("url", url))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/url"))
                .body("errors[0].detail", equalTo(detail));
        String id = delivering.create(URL).id().toString();
        patch("/v1/webhooks/" + id, Map.of("url", url)).statusCode(400).body("errors[0].detail", equalTo(detail));
    }

    @Test
    void types_that_do_not_exist_are_named() {
        post("/v1/webhooks", Map.of("url", URL, "types", List.of("deal.won", "deal.sold")))
                .statusCode(400)
                .body("errors.pointer", equalTo(List.of("/types/1")));
        post("/v1/webhooks", Map.of("url", URL, "surprise", 1)).statusCode(400);
        post("/v1/webhooks", Map.of()).statusCode(400).body("errors[0].pointer", equalTo("/url"));
    }

    @Test
    void names_of_cloud_events_are_understood_as_types() {
        String id = delivering
                .create(URL, "io.salesprocess.deal.won.v1", "deal.won")
                .id()
                .toString();

        get("/v1/webhooks/" + id).body("types", equalTo(List.of("deal.won")));
    }

    @Test
    void a_change_names_the_version_that_it_expects() {
        String id = delivering.create(URL).id().toString();
        String tag = get("/v1/webhooks/" + id).extract().header("ETag");

        caller().header("If-Match", tag)
                .body(Map.of("description", "Orders"))
                .patch("/v1/webhooks/" + id)
                .then()
                .statusCode(200)
                .body("description", equalTo("Orders"));
        caller().header("If-Match", tag)
                .body(Map.of("description", "Other"))
                .patch("/v1/webhooks/" + id)
                .then()
                .statusCode(412);
        caller().header("If-Match", tag).delete("/v1/webhooks/" + id).then().statusCode(412);
    }

    @Test
    void what_administrators_do_is_recorded() {
        String id = delivering.create(URL).id().toString();
        patch("/v1/webhooks/" + id, Map.of("enabled", false, "description", "x"))
                .statusCode(200);
        patch("/v1/webhooks/" + id, Map.of("enabled", true)).statusCode(200);
        post("/v1/webhooks/" + id + "/rotate-secret", Map.of()).statusCode(200);
        post("/v1/webhooks/" + id + "/test", Map.of()).statusCode(202);
        post("/v1/webhooks/" + id + "/replay", Map.of("after", "now")).statusCode(200);

        get("/v1/audit?order=asc&subjectId=" + id)
                .body(
                        "items.action",
                        equalTo(List.of(
                                "webhook-created",
                                "webhook-disabled",
                                "webhook-changed",
                                "webhook-enabled",
                                "webhook-secret-rotated",
                                "webhook-tested",
                                "webhook-replayed")));
    }

    @Test
    void replays_need_a_cursor_of_the_feed_and_rotations_a_sensible_time() {
        String id = delivering.create(URL).id().toString();

        post("/v1/webhooks/" + id + "/replay", Map.of("after", "nonsense"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/after"))
                .body("errors[0].detail", containsString("cursor"));
        post("/v1/webhooks/" + id + "/rotate-secret", Map.of("overlap", "P31D"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/overlap"));
        post("/v1/webhooks/" + id + "/deliveries/" + UUID.randomUUID() + "/redeliver", Map.of())
                .statusCode(404);
        post("/v1/webhooks/" + UUID.randomUUID() + "/test", Map.of()).statusCode(404);
        get("/v1/webhooks/" + UUID.randomUUID() + "/deliveries").statusCode(404);
    }

    @Test
    void only_administrators_may() {
        caller(Keys.of("manager"))
                .body(Map.of("url", URL))
                .post("/v1/webhooks")
                .then()
                .statusCode(403);
        caller(Keys.of("auditor")).get("/v1/webhooks").then().statusCode(200);
    }

    @Test
    void attempts_and_what_has_arrived_are_swept_after_a_time() throws Exception {
        try (Receiver receiver = Receiver.that(Receiver.status(200))) {
            UUID webhook = UUID.fromString(post("/v1/webhooks", Map.of("url", receiver.url()))
                    .extract()
                    .path("id"));
            delivering.tested(webhook);
            assertThat(count("webhook_delivery", webhook)).isEqualTo(1);
            sweep.sweep();
            assertThat(count("webhook_delivery", webhook)).isEqualTo(1);
            Instant longAgo = Instant.now().minusSeconds(31L * 86_400);
            sql.update("UPDATE webhook_delivery SET at = ? WHERE webhook_id = ?", longAgo, webhook);
            sql.update("UPDATE webhook_message SET ended_at = ? WHERE webhook_id = ?", longAgo, webhook);

            sweep.sweep();

            assertThat(count("webhook_delivery", webhook)).isZero();
            assertThat(count("webhook_message", webhook)).isZero();
            caller().delete("/v1/webhooks/" + webhook);
        }
    }

    private long count(String table, UUID webhook) {
        return sql.count("SELECT FROM " + table + " WHERE webhook_id = ?", webhook);
    }
}
