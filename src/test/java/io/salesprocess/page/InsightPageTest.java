package io.salesprocess.page;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** The page behind a link to insights: what it shows, and what it never does. */
@QuarkusTest
class InsightPageTest {

    private static final Pattern PICTURE = Pattern.compile("(?s)<svg .*?</svg>");

    @Inject
    DataSource database;

    @Test
    void it_shows_charts_key_figures_and_tables_and_needs_no_script() throws Exception {
        Sales.wonDeal();
        String page = open(link(Map.of("name", "Sales & <figures>"))).asString();
        assertThat(page)
                .contains("<h1 dir=\"auto\">Sales &amp; &lt;figures&gt;</h1>")
                .contains("As of <time datetime=\"", "All deals.", "This link is valid until")
                .contains(
                        ">Funnel</h2>",
                        ">Time in stage</h2>",
                        ">Forecast</h2>",
                        ">Value won</h2>",
                        "passed the last stage")
                .contains("<caption", "<th scope=\"row\"", "<details>", "Win rate")
                .doesNotContain("<script", "onclick", "style=\"", "javascript:");
        Matcher pictures = PICTURE.matcher(page);
        int number = 0;
        while (pictures.find()) {
            number++;
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(pictures.group().getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(number).isEqualTo(12);
    }

    @Test
    void its_filters_are_said_and_cannot_be_changed_by_its_reader() {
        UUID owner = Sales.salesperson();
        UUID other = Sales.salesperson();
        String path = link(Map.of("filters", Map.of("ownerId", owner, "source", "fair", "pipeline", "proposal")));
        String page = open(path).asString();
        assertThat(page)
                .contains("<dt>Salesperson</dt>", "<dt>Source</dt><dd dir=\"auto\">fair</dd>", "<dt>Pipeline</dt>");
        String asked = open(path + "?ownerId=" + other + "&owner=" + other + "&pipeline=standard")
                .asString();
        assertThat(withoutTime(asked)).isEqualTo(withoutTime(page));
    }

    @Test
    void no_prospect_is_named() {
        String form = Sales.form("standard");
        String name = unique("Prudence Prospect");
        String company = unique("Prospect Works");
        post(
                        "/v1/forms/" + form + "/submissions",
                        Map.of(
                                "submissionId",
                                unique("web"),
                                "prospect",
                                Map.of("name", name, "company", company, "email", unique("pru") + "@prospect.example"),
                                "answers",
                                Map.of("need", "Everything")))
                .statusCode(201);
        assertThat(open(link(Map.of())).asString()).doesNotContain(name, company, "prospect.example");
    }

    @Test
    void only_named_sites_embed_it_and_nothing_is_kept_or_fetched() {
        Response closed = open(link(Map.of()));
        assertThat(closed.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("script-src", "unsafe");
        assertThat(closed.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(closed.header("Cache-Control")).isEqualTo("no-store");
        assertThat(closed.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(closed.asString()).contains("<meta name=\"robots\" content=\"noindex\">");
        Response embedded = open(link(Map.of("embedOn", List.of("https://intranet.example.com"))));
        assertThat(embedded.header("Content-Security-Policy")).endsWith("frame-ancestors https://intranet.example.com");
        assertThat(embedded.header("X-Frame-Options")).isNull();
    }

    @Test
    void figures_that_are_behind_are_not_shown_and_the_page_says_so() throws Exception {
        String path = link(Map.of("name", "Late"));
        Instant end = Instant.now().plusSeconds(60);
        Optional<Response> late = Optional.empty();
        while (late.isEmpty() && Instant.now().isBefore(end)) {
            late = Optional.of(firstWhileNothingFollows(path))
                    .filter(page -> page.asString().contains("are catching up"));
        }
        assertThat(late).isPresent();
        assertThat(late.get().statusCode()).isEqualTo(503);
        assertThat(late.get().header("Retry-After")).isNotNull();
        assertThat(late.get().asString()).contains("Late</h1>").doesNotContain("<svg", "As of");
        assertThat(open(path).asString()).contains("<svg", "As of");
    }

    /** Of several at once one waits for the follower and the others for that one, of which the first comes back here. */
    private Response firstWhileNothingFollows(String path) throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(3);
        try (Connection connection = database.getConnection();
                PreparedStatement hold = connection.prepareStatement(
                        "SELECT pg_advisory_xact_lock(hashtextextended('follower insight', 0))")) {
            connection.setAutoCommit(false);
            hold.execute();
            Callable<Response> read =
                    () -> RestAssured.given().accept("text/html").get(path);
            try {
                return readers.invokeAny(List.of(read, read, read));
            } finally {
                connection.rollback();
            }
        } finally {
            readers.shutdown();
            assertThat(readers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_link_that_is_no_longer_valid_leads_to_a_page_that_says_so() {
        Response page = RestAssured.given()
                .header("Accept", "text/html")
                .header("Accept-Language", "de")
                .get("/i/" + "x".repeat(43));
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.asString()).contains("<html lang=\"de\">", "<h1>");
    }

    private static String link(Map<String, Object> wanted) {
        String url = caller().body(wanted)
                .post("/v1/insights/links")
                .then()
                .statusCode(201)
                .extract()
                .path("url");
        return url.substring(url.indexOf("/i/"));
    }

    private static Response open(String path) {
        Response page = RestAssured.given().accept("text/html").get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        return page;
    }

    private static String withoutTime(String page) {
        return page.replaceAll("<time.*?</time>", "");
    }
}
