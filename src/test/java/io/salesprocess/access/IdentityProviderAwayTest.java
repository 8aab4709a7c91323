package io.salesprocess.access;

import static io.salesprocess.testkit.Api.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.RealLimits;
import org.junit.jupiter.api.Test;

/** An identity provider that is configured and cannot be reached. */
@QuarkusTest
@TestProfile(RealLimits.class)
class IdentityProviderAwayTest {

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiJ1LTE3In0.c2lnbmF0dXJl";

    @Test
    void tokens_cannot_be_checked_and_callers_are_told_to_come_back() {
        var answer = caller(TOKEN)
                .get("/v1/deals")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", is("/problems/unavailable"))
                .extract();
        assertThat(answer.header("Retry-After")).isNotBlank();
    }

    @Test
    void keys_are_as_good_as_ever() {
        caller(Keys.trusted()).get("/v1/deals").then().statusCode(200);
    }
}
