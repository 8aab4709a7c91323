package io.salesprocess.platform.http;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Configured.SITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.salesprocess.testkit.Configured;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another site's pages may call the service, because its operators say so; and it is reached by TLS. */
@QuarkusTest
@TestProfile(Configured.class)
class CrossOriginTest {

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ETag",
                "Location",
                "Link",
                "Deprecation",
                "Retry-After",
                "RateLimit",
                "RateLimit-Policy",
                "Idempotency-Replayed",
                "X-Request-Id"
            })
    void its_scripts_see_the_headers_that_callers_need(String header) {
        keyed().header("Origin", SITE)
                .get("/v1/deals")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", SITE)
                .header("Access-Control-Expose-Headers", containsString(header));
    }

    @Test
    void it_may_ask_before_it_changes_something() {
        given().header("Origin", SITE)
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,content-type,if-match,idempotency-key")
                .options("/v1/deals/00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", SITE)
                .header("Access-Control-Allow-Methods", containsString("PATCH"))
                .header("Access-Control-Allow-Headers", containsString("if-match"));
    }

    @Test
    void it_is_told_why_a_request_was_refused_before_any_operation_was_asked() {
        readable(
                page(keyed())
                        .contentType("application/json")
                        .body("x".repeat(300_000))
                        .post("/v1/offerings"),
                413);
        readable(
                page(keyed())
                        .contentType("application/json")
                        .header("Content-Encoding", "br")
                        .body("{}".getBytes(StandardCharsets.UTF_8))
                        .post("/v1/offerings"),
                415);
        readable(page(keyed()).get("/v1/deals/%2e"), 404);
        readable(page(keyed()).get("/v1/nothing"), 404);
        readable(page(given()).get("/v1/deals"), 401);
        readable(page(keyed()).put("/v1/deals"), 405);
    }

    @Test
    void nor_is_the_reason_hidden_if_the_request_was_no_good_http() throws IOException {
        String head = " HTTP/1.1\r\nHost: x\r\nOrigin: " + SITE + "\r\n";
        for (String request : List.of(
                "GET /v1/deals?" + "a".repeat(5_000) + head + "\r\n",
                "BREW /v1/deals" + head + "\r\n",
                "POST /v1/deals" + head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n")) {
            String answer = Wire.send(service, request);
            assertThat(answer).contains("/problems/");
            if (!answer.startsWith("HTTP/1.1 414")) {
                // Of a line that is too long no header has been read.
                assertThat(answer).containsIgnoringCase("access-control-allow-origin: " + SITE);
            }
        }
    }

    private static RequestSpecification page(RequestSpecification request) {
        return request.header("Origin", SITE);
    }

    private static void readable(Response answer, int status) {
        answer.then()
                .statusCode(status)
                .header("Access-Control-Allow-Origin", SITE)
                .header("Access-Control-Expose-Headers", containsString("X-Request-Id"));
    }

    @Test
    void no_other_site_may() {
        given().header("Origin", "https://evil.example.com")
                .get("/v1/deals")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", is("/problems/forbidden"))
                .header("Access-Control-Allow-Origin", is(nullValue()));
        given().header("Origin", "https://evil.example.com")
                .header("Access-Control-Request-Method", "GET")
                .options("/v1/deals")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", is(nullValue()));
    }

    @Test
    void its_own_pages_may_whatever_is_configured() {
        String own = "http://" + service.getAuthority();
        given().header("Origin", own).get("/v1/deals").then().statusCode(401);
    }

    @Test
    void browsers_come_back_by_tls() {
        given().get("/v1/deals").then().header("Strict-Transport-Security", "max-age=31536000");
    }
}
