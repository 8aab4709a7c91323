package io.salesprocess.platform.http;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.testkit.Sales;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Bodies of which nearly everything is wrong: as cheap to refuse as others, and with a small answer. */
@QuarkusTest
class ManyFaultsTest {

    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @Test
    void faults_below_a_long_name() {
        String body = "{\"" + "a".repeat(40_000) + "\": [" + many(40_000, i -> "1e99") + "]}";
        Response answer =
                refused(() -> given().contentType("application/json").body(body).post("/v1/message-links/x/messages"));
        List<Map<String, String>> errors = answer.path("errors");
        assertThat(errors).hasSizeBetween(1, 100);
        assertThat(answer.<String>path("detail")).startsWith("More than ");
    }

    @Test
    void unknown_and_repeated_fields_of_an_encoded_form() {
        String form = Sales.form("standard");
        for (String fields : new String[] {
            many(20_000, i -> "f" + i).replace(",", "&"),
            many(50_000, i -> "a=").replace(",", "&"),
            many(50_000, i -> "%01=%01").replace(",", "&"),
            many(10_000, i -> "answers.k" + i + "=1").replace(",", "&"),
            "x".repeat(100_000) + "=" + "&y=%00".repeat(20_000)
        }) {
            refused(() -> keyed().contentType("application/x-www-form-urlencoded")
                    .header("Idempotency-Key", unique("many"))
                    .body(fields)
                    .post("/v1/forms/" + form + "/submissions"));
        }
    }

    @Test
    void answers_and_custom_fields_and_query_parameters() {
        UUID deal = Sales.deal();
        String keys = many(15_000, i -> "\"" + i + "\": 1");
        refused(() -> caller().body("{\"answers\": {" + keys + "}}").patch(path(deal, "/survey")));
        refused(() -> caller().header("If-Match", "*")
                .body("{\"customFields\": {" + keys + "}}")
                .patch(path(deal, "")));
        refused(() -> caller().header("Idempotency-Key", unique("many"))
                .body("{\"prospect\": {\"name\": \"x\"}, \"answers\": {" + keys + "}}")
                .post("/v1/forms/" + Sales.form("standard") + "/submissions"));
        refused(() -> caller().get("/v1/deals?" + many(900, i -> "a" + i).replace(",", "&")));
    }

    @Test
    void long_lists_of_wrong_elements() {
        UUID deal = Sales.deal();
        refused(() -> caller().header("If-Match", "*")
                .body("{\"possibleIssues\": [" + many(80_000, i -> "\"\"") + "]}")
                .patch(path(deal, "/qualification")));
        refused(() -> caller().body("{\"name\": \"x\", \"roles\": [" + many(50_000, i -> "null") + "]}")
                .post("/v1/api-keys"));
        String question =
                "{\"key\": \"\", \"label\": \"\", \"type\": \"choice\", \"options\": [" + many(500, i -> "\"\"") + "]}";
        refused(() -> caller().body("{\"key\": \"x\", \"title\": \"x\", \"pipeline\": \"standard\", \"questions\": ["
                        + many(150, i -> question) + "]}")
                .post("/v1/forms"));
    }

    @Test
    void words_of_the_caller_in_an_answer() {
        UUID deal = Sales.deal();
        String word = "x".repeat(200_000);
        refused(() -> caller().body("{\"type\": \"advance\", \"from\": \"" + word + "\"}")
                .post(path(deal, "/transitions")));
        refused(() -> caller().body("{\"" + word + "\": 1}").post("/v1/offerings"));
        refused(() ->
                caller().body("{\"name\": \"x\", \"kind\": \"" + word + "\"}").post("/v1/offerings"));
        refused(() -> caller().get("/v1/deals/" + "%C3%BC".repeat(600)));
        refused(() -> caller().header("Idempotency-Key", "k".repeat(15_000)).post("/v1/offerings"));
    }

    private static Response refused(Supplier<Response> request) {
        Response answer = assertTimeoutPreemptively(LONGEST, request::get);
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asByteArray()).hasSizeLessThan(LARGEST_ANSWER);
        return answer;
    }

    private static String many(int count, java.util.function.IntFunction<String> one) {
        return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining(","));
    }
}
