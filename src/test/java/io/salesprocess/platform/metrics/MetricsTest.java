package io.salesprocess.platform.metrics;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Sales;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The metrics that docs/operations.md recommends show what it says. */
@QuarkusTest
class MetricsTest {

    @Test
    void durations_of_requests_have_buckets_from_which_percentiles_can_be_computed() {
        get("/v1/deals?limit=1").statusCode(200);
        String deals = "http_server_requests_seconds_bucket\\{[^}]*status=\"200\",uri=\"/v1/deals\",le=\"%s\"[^}]*}";
        assertThat(value(deals.formatted("2\\.0"))).isPositive();
        assertThat(value(deals.formatted("0\\.015"))).isNotNegative();
        assertThat(value(deals.formatted("\\+Inf"))).isPositive();
    }

    @Test
    void the_version_that_runs_is_named() {
        assertThat(value("salesprocess_version\\{[^}]*version=\"[^\"]+\"[^}]*}"))
                .isEqualTo(1);
    }

    /** Beyond that number the framework counts no address that it has not counted before. */
    @Test
    void there_is_room_for_every_address() {
        int addresses = given().accept("application/json")
                .get("/q/openapi?format=json")
                .jsonPath()
                .getMap("paths")
                .size();
        assertThat(ConfigProvider.getConfig()
                        .getValue("quarkus.micrometer.binder.http-server.max-uri-tags", Integer.class))
                .isGreaterThan(addresses + 50);
    }

    @Test
    void every_cause_of_503_is_there_before_its_first_time() {
        assertThat(metrics())
                .contains("salesprocess_http_unavailable_total{cause=\"queue\"}")
                .contains("salesprocess_http_unavailable_total{cause=\"database-connection\"}")
                .contains("salesprocess_http_unavailable_total{cause=\"identity-provider\"}")
                .contains("salesprocess_http_queue_waiting ")
                .contains("salesprocess_http_queue_running ")
                .contains("salesprocess_http_queue_wait_seconds_count ")
                .contains("salesprocess_database_retries_total{reason=\"deadlock\"}")
                .contains("salesprocess_rate_limit_refusals_total{policy=\"key\"}");
    }

    @Test
    void the_pool_shows_connections_in_use_and_idle() {
        get("/v1/deals?limit=1").statusCode(200);
        assertThat(value("agroal_available_count\\{[^}]*}") + value("agroal_active_count\\{[^}]*}"))
                .isPositive();
        assertThat(value("agroal_awaiting_count\\{[^}]*}")).isNotNegative();
    }

    @Test
    void replays_are_counted() {
        String replays = "salesprocess_idempotency_replays_total";
        String key = unique("key");
        double before = value(replays);
        for (int i = 0; i < 3; i++) {
            caller().header("Idempotency-Key", key)
                    .body(Map.of("name", "Once", "kind", "service"))
                    .post("/v1/offerings")
                    .then()
                    .statusCode(201);
        }
        assertThat(value(replays) - before).isEqualTo(2);
    }

    @Test
    void submissions_are_counted_by_what_became_of_them() {
        String form = Sales.form("standard");
        double accepted = submissions("accepted");
        double suspect = submissions("suspect");
        double repeated = submissions("repeated");
        double released = submissions("released");
        Map<String, Object> content = new HashMap<>(Sales.submission());
        post("/v1/forms/" + form + "/submissions", content).statusCode(201);
        post("/v1/forms/" + form + "/submissions", content).statusCode(200);
        Map<String, Object> spam = new HashMap<>(Sales.submission());
        spam.put("signals", Map.of("honeypot", true));
        String id = post("/v1/forms/" + form + "/submissions", spam)
                .statusCode(201)
                .body("status", is("suspect"))
                .extract()
                .path("id");
        post("/v1/submissions/" + id + "/release", Map.of()).statusCode(200);
        assertThat(submissions("accepted") - accepted).isEqualTo(1);
        assertThat(submissions("repeated") - repeated).isEqualTo(1);
        assertThat(submissions("suspect") - suspect).isEqualTo(1);
        assertThat(submissions("released") - released).isEqualTo(1);
    }

    @Test
    void health_and_metrics_are_at_the_services_own_port_unless_they_have_another() {
        given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
        given().get("/q/health/live").then().statusCode(200);
        given().header("Origin", "https://elsewhere.example")
                .get("/q/metrics")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", nullValue())
                .header("X-Content-Type-Options", is("nosniff"));
        given().head("/q/health/ready").then().statusCode(200);
        given().post("/q/health/ready").then().statusCode(404).contentType("application/problem+json");
        given().get("/q/nothing").then().statusCode(404).contentType("application/problem+json");
    }

    private static double submissions(String status) {
        return value("salesprocess_submissions_total\\{status=\"" + status + "\"}");
    }

    private static double value(String series) {
        Matcher found =
                Pattern.compile("^" + series + " (\\S+)$", Pattern.MULTILINE).matcher(metrics());
        assertThat(found.find()).as("a series %s", series).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private static String metrics() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
