package io.salesprocess.platform.kernel;

import static io.salesprocess.testkit.Api.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request is called. */
@QuarkusTest
class RequestIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/deals",
                "/v1/deals/nonsense",
                "/v1/deals?nonsense=1",
                "/nothing",
                "/problems",
                "/q/health/live",
                "/q/nothing"
            })
    void every_answer_has_the_id_that_was_sent(String address) {
        keyed().header("X-Request-Id", "web-47.11_a").get(address).then().header("X-Request-Id", "web-47.11_a");
    }

    @Test
    void refusals_have_it_too() {
        keyed().header("X-Request-Id", "a")
                .delete("/v1/deals")
                .then()
                .statusCode(405)
                .header("X-Request-Id", "a");
        keyed().header("X-Request-Id", "b")
                .contentType("application/json")
                .body("{")
                .post("/v1/forms/contact/submissions")
                .then()
                .statusCode(400)
                .header("X-Request-Id", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a;b",
                "ä",
                "<script>",
                "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void what_is_no_plain_name_is_replaced(String id) {
        keyed().header("X-Request-Id", id)
                .get("/v1/deals")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void requests_without_one_get_different_ones() {
        String first = keyed().get("/v1/deals").header("X-Request-Id");
        keyed().get("/v1/deals").then().header("X-Request-Id", not(first));
    }

    @Test
    void a_fault_has_the_same_id_in_its_answer_and_in_the_log() {
        try (LogCapture log = new LogCapture()) {
            keyed().header("X-Request-Id", "fault-1")
                    .get("/test/faults/number?of=x")
                    .then()
                    .statusCode(500)
                    .header("X-Request-Id", "fault-1")
                    .body("id", is("fault-1"));
            assertThat(log.text()).contains("problem id fault-1", "requestId=fault-1");
        }
    }
}
