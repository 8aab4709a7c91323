package io.salesprocess.platform.http;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Configured.SITE;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.testkit.Configured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another site's pages may call the service, because its operators say so; and it is reached by TLS. */
@QuarkusTest
@TestProfile(Configured.class)
class CrossOriginTest {

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
    void no_other_site_may() {
        given().header("Origin", "https://evil.example.com")
                .get("/v1/deals")
                .then()
                .statusCode(403)
                .header("Access-Control-Allow-Origin", is(nullValue()));
    }

    @Test
    void browsers_come_back_by_tls() {
        given().get("/v1/deals").then().header("Strict-Transport-Security", "max-age=31536000");
    }
}
