package io.salesprocess.platform.http;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each is refused with the right problem, and the service is none the worse. */
@QuarkusTest
class HostileInputTest {

    /** The service has 200 threads for requests. */
    private static final int MORE_THAN_THREADS = 260;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "{\"name\": \"x\"",
                "{\"name\": \"x\", \"name\": \"y\", \"kind\": \"product\"}",
                "{\"name\": \"x\", \"kind\": \"product\"} {}",
                "{name: 1}",
                "nonsense",
                "{\"name\": \"\\uZZZZ\"}"
            })
    void bodies_that_are_not_json_are_malformed(String body) {
        offering(body).statusCode(400).body("type", is("/problems/malformed-request"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null                                                                    | ``",
                "[]                                                                      | ``",
                "\"text\"                                                                | ``",
                "{\"name\": 1, \"kind\": \"product\"}                                    | /name",
                "{\"name\": true, \"kind\": \"product\"}                                 | /name",
                "{\"name\": {}, \"kind\": \"product\"}                                   | /name",
                "{\"name\": \" \", \"kind\": \"product\"}                                | /name",
                "{\"name\": \"x\", \"kind\": \"PRODUCT\"}                                | /kind",
                "{\"name\": \"x\", \"kind\": 0}                                          | /kind",
                "{\"name\": \"x\"}                                                       | /kind",
                "{\"name\": \"x\", \"kind\": \"product\", \"id\": \"1\"}                 | /id",
                "{\"name\": \"x\", \"kind\": \"product\", \"version\": 3}                | /version",
                "{\"name\": \"a\\u0000b\", \"kind\": \"product\"}                        | /name",
                "{\"name\": \"a\\ud800b\", \"kind\": \"product\"}                        | /name",
                "{\"name\": \"a\\u202Eb\", \"kind\": \"product\"}                        | /name",
                "{\"name\": \"x\", \"kind\": \"product\", \"price\": {\"amount\": 1.5, \"currency\": \"EUR\"}} | /price/amount",
                "{\"name\": \"x\", \"kind\": \"product\", \"price\": {\"amount\": \"1\", \"currency\": \"EUR\"}} | /price/amount",
                "{\"name\": \"x\", \"kind\": \"product\", \"price\": {\"amount\": -1, \"currency\": \"EUR\"}} | /price/amount",
                "{\"name\": \"x\", \"kind\": \"product\", \"price\": {\"amount\": 1e999999, \"currency\": \"EUR\"}} | /price/amount",
                "{\"name\": \"x\", \"kind\": \"product\", \"price\": {\"amount\": 99999999999999999999, \"currency\": \"EUR\"}} | /price/amount",
                "{\"name\": \"x\", \"kind\": \"product\", \"price\": {\"amount\": 1, \"currency\": \"eur\"}} | /price/currency",
                "{\"name\": \"x\", \"kind\": \"product\", \"price\": {\"amount\": 1}}        | /price/currency",
            })
    void wrong_content_is_named_by_its_place(String body, String pointer) {
        offering(body).statusCode(400).body("type", is("/problems/invalid-request"), "errors[0].pointer", is(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void text_that_is_not_utf_8_is_malformed(String charset) {
        String name = charset.startsWith("ISO") ? "Müller" : "Miller";
        byte[] other = ("{\"name\": \"" + name + "\", \"kind\": \"product\"}").getBytes(Charset.forName(charset));
        keyed().contentType("application/json")
                .body(other)
                .post("/v1/offerings")
                .then()
                .statusCode(400)
                .body("type", is("/problems/malformed-request"));
    }

    @Test
    void a_body_that_is_too_large_is_refused_as_such() {
        String large = "{\"name\": \"" + "x".repeat(300 * 1024) + "\", \"kind\": \"product\"}";
        offering(large).statusCode(413).body("type", is("/problems/content-too-large"));
    }

    @Test
    void a_body_that_nests_too_deep_is_malformed() {
        offering("[".repeat(5000)).statusCode(400).body("type", is("/problems/malformed-request"));
        offering("{\"a\":".repeat(40) + "1" + "}".repeat(40)).statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /history",
        "PUT, /transitions",
        "GET, /message-link",
        "DELETE, /payments",
        "POST, /history/verification"
    })
    void a_method_that_an_address_below_a_deal_does_not_know_is_refused_as_such(String method, String below) {
        caller().request(method, path(Sales.deal(), below))
                .then()
                .statusCode(405)
                .header("Allow", not(containsString(method)))
                .body("type", is("/problems/method-not-allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1700000000",
                "\"1700000000\"",
                "1e99",
                "\"+999999999-01-01T00:00:00Z\"",
                "\"2026-02-30T00:00:00Z\"",
                "\"2026-01-01T24:00:00Z\"",
                "\"2026-01-01\"",
                "\"\"",
                "true"
            })
    void a_time_is_a_text_of_rfc_3339(String time) {
        caller().body("{\"kind\": \"call\", \"outcome\": \"neutral\", \"at\": " + time + "}")
                .post(path(Sales.deal(), "/activities"))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", is("/at"));
    }

    @Test
    void senders_who_stop_in_the_middle_of_a_body_keep_nobody_waiting() throws IOException {
        List<Socket> stalled = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_THREADS; i++) {
                Socket socket = new Socket("localhost", RestAssured.port);
                stalled.add(socket);
                socket.getOutputStream()
                        .write(("POST /v1/offerings HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                        + Keys.trusted() + "\r\n"
                                        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> get("/v1/deals?limit=1").statusCode(200));
        } finally {
            for (Socket socket : stalled) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void bodies_arrive_over_every_version_of_http(HttpClient.Version version) throws Exception {
        HttpClient http = HttpClient.newBuilder().version(version).build();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + RestAssured.port + "/v1/offerings"))
                .header("Authorization", Keys.bearer(Keys.trusted()))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"x\", \"kind\": \"product\"}"))
                .build();
        for (int i = 0; i < 3; i++) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(201);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 200",
        "application/x-www-form-urlencoded, 415",
        "multipart/form-data; boundary=x, 415",
        "nonsense, 415"
    })
    void a_body_that_nobody_asked_for_does_no_harm(String type, int status) throws Exception {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (String method : new String[] {"GET", "HEAD", "GET"}) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + RestAssured.port + "/v1/deals?limit=1"))
                    .header("Authorization", Keys.bearer(Keys.trusted()))
                    .header("Content-Type", type)
                    .method(method, HttpRequest.BodyPublishers.ofString("a=1"))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/deals",
                "//v1/deals",
                "/./v1/deals",
                "/v1/./deals",
                "/x/../v1/deals",
                "/v1//deals",
                "/%76%31/deals",
                "/v1/%64eals",
                "/v1;a=b/deals",
                "/v1/deals;a=b",
                "/v1/deals/",
                "/V1/deals",
                "/%2Fv1/deals",
                "http://localhost/v1/deals",
                "http://x//v1/deals"
            })
    void another_way_of_writing_an_address_lets_nobody_in(String address) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).containsPattern("^HTTP/1.1 40[0145] ").doesNotContain("items");
        }
    }

    @Test
    void the_address_in_a_problem_is_written_as_addresses_are() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write(("GET /v1/forms/ü HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                                    + Keys.bearer(Keys.trusted()) + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).contains("404 Not Found", "\"instance\":\"/v1/forms/%C3%BC\"");
        }
    }

    @Test
    void a_small_wrong_request_does_not_get_a_huge_answer() {
        StringBuilder fields = new StringBuilder("{\"a0\": \"\\u0000\"");
        for (int i = 1; i < 1000; i++) {
            fields.append(", \"a").append(i).append("\": \"\\u0000\"");
        }
        offering(fields + "}").statusCode(400).body("errors.size()", is(100));
    }

    @Test
    void an_overlong_text_is_named() {
        offering("{\"name\": \"" + "x".repeat(201) + "\", \"kind\": \"product\"}")
                .statusCode(400)
                .body("errors[0].pointer", is("/name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=number",
                "sort=opened_at; DROP TABLE deal",
                "sort=openedAt,id",
                "status=OPEN",
                "status=open' OR '1'='1",
                "ownerId=1",
                "openedFrom=yesterday",
                "openedFrom=%2B999999999-01-01T00:00:00Z",
                "updatedFrom=2026-01-01T24:00:00Z",
                "openedTo=2026-13-01",
                "openedTo=2026-02-29",
                "openedTo=2026-1-1",
                "openedFrom=-99999999-01-01T00:00:00Z' --",
                "overdue=maybe",
                "limit=0",
                "limit=201",
                "limit=ten",
                "limit=99999999999999999999",
                "cursor=nonsense",
                "cursor=!!!",
                "cursor=LW9wZW5lZEF0",
                "stauts=open",
                "limit=1&limit=2",
                "stage=%00",
                "stage=",
                "openedFrom=",
                "limit",
                "ownerId=0-0-0-0-0",
                "source=12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901",
                "number=1.5",
                "number=99999999999999999999",
                "expand=owner",
                "count=maybe",
                "query=x"
            })
    void parameters_of_a_list_are_checked(String query) {
        String encoded = query.replace(" ", "%20").replace("'", "%27").replace(";", "%3B");
        keyed().urlEncodingEnabled(false)
                .get("/v1/deals?" + encoded)
                .then()
                .statusCode(400)
                .body("type", is("/problems/invalid-request"), "errors[0].parameter", not(is((Object) null)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/deals/1",
                "/v1/deals/00000000-0000-0000-0000-000000000000",
                "/v1/deals/%00",
                "/v1/forms/%00",
                "/v1/forms/no-such-form",
                "/v1/pipelines/standard/versions/0",
                "/v1/pipelines/standard/versions/99999999999",
                "/v1/pipelines/standard/versions/x",
                "/v1/message-links/guess/messages/00000000-0000-0000-0000-000000000000",
                "/v1/submissions/x",
                "/v2/deals",
                "/v1/deals/../../etc/passwd",
                "/nothing"
            })
    void what_is_not_there_is_not_found(String address) {
        keyed().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", is("/problems/not-found"));
    }

    @Test
    void numbers_are_kept_as_they_are_or_refused() {
        UUID deal = Sales.deal();
        for (String number : new String[] {"1e300", "1e-300", "1e37", "0." + "1".repeat(37)}) {
            caller().body("{\"answers\": {\"size\": " + number + "}}")
                    .patch(path(deal, "/survey"))
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/answers/size"));
        }
        for (String number : new String[] {"1e20", "1e-20", "-0.5", "12345678901234567890"}) {
            caller().body("{\"answers\": {\"size\": " + number + "}}")
                    .patch(path(deal, "/survey"))
                    .then()
                    .statusCode(200);
            caller().body("{\"answers\": {\"other\": \"" + number + "\"}}")
                    .patch(path(deal, "/survey"))
                    .then()
                    .statusCode(200);
            get(path(deal, "/survey")).statusCode(200);
        }
    }

    /** The last is NUL once decoded, which no check of the address sees. */
    @ParameterizedTest
    @ValueSource(strings = {"forms", "pipelines", "offerings", "prospects", "salespeople", "submissions", "deals"})
    void a_forged_cursor_is_refused(String list) {
        for (String cursor : new String[] {"!", "bm9uc2Vuc2UKCg", "AA"}) {
            get("/v1/" + list + "?cursor=" + cursor).statusCode(400).body("errors[0].parameter", is("cursor"));
        }
    }

    @Test
    void other_methods_and_media_types_are_refused_as_http_has_it() {
        caller().delete("/v1/deals")
                .then()
                .statusCode(405)
                .header("Allow", containsString("GET"))
                .header("Allow", containsString("POST"))
                .body("type", is("/problems/method-not-allowed"));
        keyed().contentType("text/plain")
                .body("x")
                .post("/v1/offerings")
                .then()
                .statusCode(415)
                .body("type", is("/problems/unsupported-media-type"));
        keyed().accept("text/csv").get("/v1/deals").then().statusCode(406).body("type", is("/problems/not-acceptable"));
    }

    @Test
    void no_refusal_tells_of_classes_or_sql() {
        String answer = offering("{\"name\": [], \"kind\": \"x\"}").extract().asString()
                + offering("{\"kind\": \"product\", \"price\": 3}").extract().asString()
                + get("/v1/deals?cursor=x").extract().asString();
        assertThat(answer).doesNotContain("io.salesprocess", "java.", "Exception", "SELECT", "jackson");
    }

    @Test
    void the_stage_cannot_be_written() {
        UUID deal = Sales.deal();
        for (String field : new String[] {"stage", "status", "attempt", "version", "closedAt", "number"}) {
            caller().header("If-Match", "*")
                    .body("{\"" + field + "\": null}")
                    .patch(path(deal, ""))
                    .then()
                    .statusCode(400)
                    .body("errors[0].pointer", is("/" + field));
        }
        get(path(deal, "")).body("stage", is("pre-qualification"), "version", is(2));
    }

    private static ValidatableResponse offering(String body) {
        return caller().body(body).post("/v1/offerings").then();
    }
}
