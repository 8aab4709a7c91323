package io.salesprocess.platform.kernel;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.salesprocess.testkit.Configured;
import io.salesprocess.testkit.LogCapture;
import io.salesprocess.testkit.Sales;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever is sent, and however it fails: it is not in the log. The access log is on. */
@QuarkusTest
@TestProfile(Configured.class)
class QuietLogTest {

    /** Part of everything that is sent, and of nothing else. */
    private static final String MARK = "zqxjkv";

    private static final String EMAIL = MARK + "@example.com";

    @Test
    void nothing_that_people_send_is_logged() {
        try (LogCapture log = new LogCapture()) {
            requests();
            faults();
            assertThat(log.text())
                    .as("the capture sees what is logged")
                    .contains("Request failed", "GET /v1/prospects")
                    .doesNotContainIgnoringCase(MARK);
        }
    }

    @Test
    void the_secrets_of_message_links_are_not_logged() {
        UUID deal = Sales.deal();
        try (LogCapture log = new LogCapture()) {
            String token = caller().post("/v1/deals/" + deal + "/message-link")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("token");
            given().contentType("application/json")
                    .body(Map.of("text", "Please call"))
                    .post("/v1/message-links/" + token + "/messages")
                    .then()
                    .statusCode(201);
            assertThat(log.text()).contains("POST /v1/deals/").doesNotContain(token);
        }
    }

    private static void requests() {
        String person = """
                {"name": "Ada %s", "email": "%s", "phone": "+49301234567", "company": "%s GmbH"}""".formatted(MARK, EMAIL, MARK);
        for (String body : new String[] {
            person,
            person.replace("\"name\"", "\"" + MARK + "\""),
            person.replace("\"Ada", MARK + "\"Ada"),
            person.substring(0, 20),
            person.replace("GmbH", "\\u0000")
        }) {
            caller().header("Idempotency-Key", unique(MARK))
                    .header("X-Request-Id", MARK + " is no id")
                    .body(body)
                    .post("/v1/prospects")
                    .then()
                    .statusCode(anyOf(is(201), is(400)));
        }
        caller().get("/v1/prospects?q=" + EMAIL).then().statusCode(200);
        caller().get("/v1/prospects?" + MARK + "=1").then().statusCode(400);
        caller().get("/v1/deals?cursor=" + MARK).then().statusCode(400);
        caller().get("/v1/deals?sort=" + MARK).then().statusCode(400);
        given().header("Authorization", "Bearer " + MARK)
                .post("/v1/deals")
                .then()
                .statusCode(greaterThanOrEqualTo(400));
    }

    private static void faults() {
        for (String fault : new String[] {"number", "statement", "transaction"}) {
            given().get("/test/faults/" + fault + "?of=" + EMAIL).then().statusCode(500);
        }
    }
}
