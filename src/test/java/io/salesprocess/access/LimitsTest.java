package io.salesprocess.access;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Configured.REQUESTS_OF_A_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Configured;
import io.salesprocess.testkit.Keys;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Limits that are soon reached. */
@QuarkusTest
@TestProfile(Configured.class)
class LimitsTest {

    /** Filled in by the test database; null if the tests run on an external one. */
    AtomicLong roundTrips;

    @Test
    void who_asks_too_often_is_refused_and_others_are_not() {
        for (int i = 0; i < 3; i++) {
            leaveMessage("203.0.113.1")
                    .statusCode(404)
                    .header("RateLimit-Policy", "\"anonymous\";q=3;w=3600")
                    .header("RateLimit", matchesPattern("\"anonymous\";r=" + (2 - i) + ";t=\\d+"));
        }
        leaveMessage("203.0.113.1")
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("\\d+"))
                .header("RateLimit", matchesPattern("\"anonymous\";r=0;t=\\d+"))
                .body("type", is("/problems/rate-limited"));
        leaveMessage("203.0.113.2").statusCode(404);
        leaveMessage("203.0.113.2, 203.0.113.1").statusCode(429);
    }

    @Test
    void who_guesses_credentials_is_refused_before_long() {
        guess("203.0.113.7").statusCode(401);
        guess("203.0.113.7").statusCode(401);
        guess("203.0.113.7").statusCode(429).body("type", is("/problems/rate-limited"));
        guess("203.0.113.8").statusCode(401);
    }

    @Test
    void guesses_beyond_the_limit_cost_no_look_up_and_a_key_that_was_good_goes_on_working() {
        String good = Keys.of("auditor");
        with("203.0.113.9", good).statusCode(200);
        guess("203.0.113.9").statusCode(401);
        guess("203.0.113.9").statusCode(401);
        long before = roundTrips();
        for (int i = 0; i < 20; i++) {
            with("203.0.113.9", "spk_guess" + i).statusCode(429);
        }
        // What runs in the background asks as well, but never so often.
        assertThat(roundTrips() - before).isLessThan(20);
        with("203.0.113.9", good).statusCode(200);
    }

    private long roundTrips() {
        assumeTrue(roundTrips != null, "Round trips are counted on the way to the embedded database only.");
        return roundTrips.get();
    }

    @Test
    void a_key_has_a_limit_of_its_own_wherever_it_is_used() {
        String key = Keys.of("auditor");
        for (int i = 0; i < REQUESTS_OF_A_KEY; i++) {
            caller(key)
                    .header("X-Forwarded-For", "198.51." + i / 250 + "." + i % 250)
                    .get("/v1/deals?limit=1")
                    .then()
                    .statusCode(200)
                    .header("RateLimit", matchesPattern("\"key\";r=" + (REQUESTS_OF_A_KEY - 1 - i) + ";t=\\d+"));
        }
        caller(key)
                .get("/v1/deals?limit=1")
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("\\d+"))
                .body("type", is("/problems/rate-limited"));
        caller(Keys.of("auditor")).get("/v1/deals?limit=1").then().statusCode(200);
    }

    private static ValidatableResponse guess(String forwardedFor) {
        return with(forwardedFor, "spk_guessed");
    }

    private static ValidatableResponse with(String forwardedFor, String key) {
        return given().header("X-Forwarded-For", forwardedFor)
                .header("Authorization", Keys.bearer(key))
                .get("/v1/deals")
                .then();
    }

    private static ValidatableResponse leaveMessage(String forwardedFor) {
        return given().header("X-Forwarded-For", forwardedFor)
                .contentType("application/json")
                .body("{\"text\": \"x\"}")
                .post("/v1/message-links/no-such-link/messages")
                .then();
    }
}
