package io.salesprocess.platform.http;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.keyed;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told. */
@QuarkusTest
class SecurityHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/deals",
                "/v1/deals/nonsense",
                "/v1/pipelines/standard/diagram",
                "/v1/deals?nonsense=1",
                "/problems",
                "/problems/not-found",
                "/nothing",
                "/q/health/live",
                "/q/openapi",
                "/q/swagger-ui/"
            })
    void every_answer_forbids_what_it_does_not_need(String address) {
        ValidatableResponse answer = given().get(address).then();
        answer.header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "no-referrer")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Strict-Transport-Security", nullValue());
    }

    @Test
    void scripts_run_on_the_page_that_is_made_of_them_only() {
        given().get("/problems").then().header("Content-Security-Policy", not(containsString("script-src")));
        given().get("/q/swagger-ui/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self'"));
    }

    @Test
    void what_callers_may_see_is_kept_by_nobody_on_the_way() {
        keyed().get("/v1/deals").then().statusCode(200).header("Cache-Control", "no-store");
        keyed().get("/v1/deals/nonsense").then().statusCode(404).header("Cache-Control", "no-store");
    }

    @Test
    void no_other_site_may_call_the_service_from_a_browser() {
        given().header("Origin", "https://app.example.com")
                .get("/v1/deals")
                .then()
                .header("Access-Control-Allow-Origin", is(nullValue()));
    }
}
