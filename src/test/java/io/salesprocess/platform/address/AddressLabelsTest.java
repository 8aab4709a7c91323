package io.salesprocess.platform.address;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.caller;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Requests are counted by what they ask for, and not under every address that somebody thinks of. */
@QuarkusTest
class AddressLabelsTest {

    @Test
    void what_callers_make_up_does_not_become_a_metric() {
        String made = "made-" + UUID.randomUUID();
        caller().delete("/v1/message-links/" + made + "/messages").then().statusCode(405);
        caller().contentType("text/plain")
                .body("x")
                .post("/v1/message-links/" + made + "/messages")
                .then()
                .statusCode(415);
        caller().body("x".repeat(300_000))
                .post("/v1/message-links/" + made + "/messages")
                .then()
                .statusCode(413);
        caller().body("x".repeat(300_000)).post("/v1/" + made).then().statusCode(413);
        caller().get("/v1/" + made).then().statusCode(404);
        assertThat(metrics())
                .contains("uri=\"/v1/message-links/{token}/messages\"")
                .doesNotContain(made);
    }

    @Test
    void an_address_without_a_name_in_it_is_counted_as_itself() {
        caller().get("/v1/offerings").then().statusCode(200);
        caller().delete("/v1/offerings").then().statusCode(405);
        assertThat(metrics().lines())
                .anyMatch(line -> line.contains("uri=\"/v1/offerings\"") && line.contains("status=\"200\""))
                .anyMatch(line -> line.contains("uri=\"/v1/offerings\"") && line.contains("status=\"405\""));
    }

    private static String metrics() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
