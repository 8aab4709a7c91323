package io.salesprocess.platform.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.platform.api.ProblemType;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages at the addresses that {@code type} names. */
@QuarkusTest
class ProblemPagesTest {

    @ParameterizedTest
    @EnumSource
    void each_type_says_what_it_means_what_to_do_and_what_it_looks_like(ProblemType type) {
        String page = page(type);
        assertThat(page)
                .contains("<h1>" + type.title() + "</h1>", "Status " + type.status())
                .contains("<h2>What to do</h2>", "<h2>Example</h2>", "<h2>Operations that respond with it</h2>")
                .contains("&quot;type&quot;: &quot;" + type.address() + "&quot;");
        assertThat(page).as("rules are said in words").doesNotContainPattern(Pattern.compile("\\(rules? \\d"));
    }

    @Test
    void the_page_names_the_operations_that_respond_with_it_and_links_to_them() {
        assertThat(page(ProblemType.CRITERIA_UNMET))
                .contains("<code>POST /v1/deals/{id}/transitions</code>")
                .contains("href=\"/q/swagger-ui/#/Deals/");
    }

    @Test
    void a_rule_that_a_problem_cites_by_number_is_explained() {
        assertThat(page(ProblemType.RULE_VIOLATED))
                .contains("<li id=\"rule-3\">", "<li id=\"rule-5\">", "<li id=\"rule-7\">", "<li id=\"rule-18\"");
    }

    @Test
    void all_types_are_listed() {
        String page = given().get("/problems").then().statusCode(200).extract().asString();
        for (ProblemType type : ProblemType.values()) {
            assertThat(page).contains("href=\"" + type.address() + "\"");
        }
    }

    @Test
    void an_unknown_type_is_not_found() {
        given().get("/problems/nonsense").then().statusCode(404).body("type", is("/problems/not-found"));
        given().header("Accept", "text/html")
                .get("/problems/nonsense")
                .then()
                .statusCode(404)
                .body(containsString("<h1>Resource not found</h1>"));
    }

    private static String page(ProblemType type) {
        return given().get(type.address())
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .extract()
                .asString();
    }
}
