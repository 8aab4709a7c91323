package io.salesprocess.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where people arrive, and where they go from there. */
@QuarkusTest
class PagesTest {

    private static final String FOR_CONTRIBUTORS = "architecture.md";
    private static final Pattern HERE = Pattern.compile("href=\"#([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)(#[^\"]*)?\"");

    @Test
    void the_root_says_what_this_is_and_where_to_go() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(containsString("The sales process as a service"))
                .body(containsString("Version "))
                .body(containsString("href=\"/q/openapi\""))
                .body(containsString("href=\"/q/swagger-ui/\""))
                .body(containsString("href=\"/guide/api-guide\""))
                .body(containsString("href=\"/problems\""));
        given().head("/").then().statusCode(200);
    }

    @Test
    void the_root_takes_nothing() {
        given().post("/").then().statusCode(405).body("type", is("/problems/method-not-allowed"));
        given().header("Accept", "application/json").get("/").then().statusCode(406);
    }

    @Test
    void what_is_asked_for_beside_the_root_is_not_found_there() {
        given().get("/favicon.ico").then().statusCode(404).body("type", is("/problems/not-found"));
        given().get("/index.html").then().statusCode(404).body("type", is("/problems/not-found"));
    }

    @Test
    void every_document_for_people_who_use_the_service_is_a_guide() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("docs"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".md") && !name.equals(FOR_CONTRIBUTORS))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(Guide.values())
                            .map(guide -> guide.slug() + ".md")
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_link_of_a_guide_leads_nowhere(Guide guide) {
        String page = page("/guide/" + guide.slug());
        assertThat(page).contains("<h1 id=").doesNotContain("href=\"..", ".md\"", ".md#");
        for (MatchResult link : LINK.matcher(page).results().toList()) {
            assertThat(page(link.group(1)))
                    .contains(
                            link.group(2) == null ? "" : "id=\"" + link.group(2).substring(1) + "\"");
        }
        for (MatchResult link : HERE.matcher(page).results().toList()) {
            assertThat(page).contains("id=\"" + link.group(1) + "\"");
        }
    }

    @Test
    void markup_in_a_guide_is_text() {
        assertThat(GuideText.html("a <b>b</b> [c](javascript:alert(1)) [d](../x)"))
                .isEqualTo("<p>a &lt;b&gt;b&lt;/b&gt; c d</p>\n");
    }

    private static String page(String address) {
        return given().get(address).then().statusCode(200).extract().asString();
    }
}
