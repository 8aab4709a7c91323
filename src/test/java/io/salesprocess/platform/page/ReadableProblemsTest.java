package io.salesprocess.platform.page;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever opens an address of the API in a browser can read what went wrong. */
@QuarkusTest
class ReadableProblemsTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

    @Inject
    ReadableProblems problems;

    @Test
    void a_browser_without_a_key_is_told_so_on_a_page() {
        given().header("Accept", BROWSER)
                .get("/v1/deals")
                .then()
                .statusCode(401)
                .contentType("text/html;charset=UTF-8")
                .header("WWW-Authenticate", "Bearer")
                .header("Cache-Control", "no-store")
                .body(containsString("<h1>Authentication required</h1>"))
                .body(containsString("href=\"/problems/unauthenticated\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/v1/nothing", "/v1/deals;x", "/problems/nothing", "/guide/nothing"})
    void an_address_where_nothing_is_has_a_page_for_people_and_json_for_programs(String address) {
        keyed().urlEncodingEnabled(false)
                .header("Accept", BROWSER)
                .get(address)
                .then()
                .statusCode(404)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("<h1>Resource not found</h1>"));
        keyed().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", is("/problems/not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "application/problem+json", "application/json, text/html"})
    void programs_get_json(String accept) {
        for (String address : new String[] {"/nothing", "/v1/nothing", "/v1/deals/nonsense"}) {
            keyed().header("Accept", accept)
                    .get(address)
                    .then()
                    .contentType("application/problem+json")
                    .body("title", not(blankOrNullString()));
        }
    }

    @Test
    void every_place_to_correct_is_listed() {
        keyed().header("Accept", BROWSER)
                .contentType("application/json")
                .body("{\"name\": \"\", \"<b>\": 1, \"kind\": \"product\"}")
                .post("/v1/offerings")
                .then()
                .statusCode(400)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("<td><code>/&lt;b&gt;</code></td>"))
                .body(not(containsString("<b>")));
    }

    @Test
    void a_page_is_no_larger_than_other_errors() {
        List<FieldError> errors = IntStream.range(0, 100)
                .mapToObj(i -> FieldError.at("/answers/" + "<".repeat(200) + i, "\u20ac".repeat(200)))
                .toList();
        String page = problems.page(
                ProblemType.INVALID_REQUEST, "<".repeat(2_000), "/v1/forms", Map.of("errors", errors), "an-id");
        assertThat(page).contains("There are more.");
        assertThat(page.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(64 * 1024);
    }

    @Test
    void what_only_programs_understand_is_shown_as_it_is() {
        keyed().header("Accept", BROWSER)
                .get("/v1/deals?limit=x")
                .then()
                .statusCode(400)
                .body(containsString("<td><code>limit</code></td>"))
                .body(containsString("&quot;type&quot;: &quot;/problems/invalid-request&quot;"));
    }

    @Test
    void the_request_can_be_found_in_the_log() {
        given().header("Accept", "text/html")
                .header("X-Request-Id", "seen-in-a-browser")
                .get("/nothing")
                .then()
                .header("X-Request-Id", "seen-in-a-browser")
                .body(containsString("seen-in-a-browser"));
    }

    @Test
    void caches_tell_the_page_from_json() {
        for (String accept : List.of("text/html", "*/*")) {
            List<String> vary = given().header("Accept", accept)
                    .get("/nothing")
                    .getHeaders()
                    .getValues("Vary");
            assertThat(vary).as("besides others, such as compression's").contains("Accept");
        }
    }

    @Test
    void what_is_refused_before_the_http_server_is_readable_too() throws IOException {
        URI service = URI.create("http://localhost:" + RestAssured.port);
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write(("GET /v1/deals HTTP/1.1\r\nHost: x\r\nHost: y\r\nAccept: " + BROWSER + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 400 ")
                    .containsIgnoringCase("content-type: text/html")
                    .contains("<h1>The request could not be read</h1>");
        }
    }

    @Test
    void a_client_that_takes_nothing_but_html_is_told_so_in_html() {
        keyed().header("Accept", "text/html")
                .get("/v1/deals")
                .then()
                .statusCode(406)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("<h1>Representation not available</h1>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/guide", "/guide/api-guide", "/problems", "/problems/conflict", "/nothing"})
    void browsers_may_apply_the_style_of_a_page_and_nothing_else(String address) {
        io.restassured.response.Response page =
                given().header("Accept", BROWSER).get(address);
        page.then()
                .header(
                        "Content-Security-Policy",
                        allOf(
                                startsWith("default-src 'none'; style-src '" + hashOfStyle(page.asString()) + "'"),
                                not(containsString("unsafe")),
                                not(containsString("script"))));
        assertThat(page.asString()).doesNotContain("<script").doesNotContain(" style=");
    }

    @Test
    void browsers_may_apply_the_style_of_a_picture() {
        io.restassured.response.Response picture =
                keyed().header("Accept", "image/svg+xml").get("/v1/pipelines/standard/diagram");
        picture.then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("'" + hashOfStyle(picture.asString()) + "'"));
        assertThat(picture.getHeaders().getValues("Content-Security-Policy")).hasSize(1);
        assertThat(picture.asString())
                .contains("prefers-color-scheme: dark")
                .as("colours outside of the style sheet are the same in the dark")
                .doesNotContain("fill=\"");
    }

    private static String hashOfStyle(String page) {
        Matcher style = STYLE.matcher(page);
        assertThat(style.find()).isTrue();
        return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(style.group(1)));
    }
}
