package io.salesprocess.deal.diagram;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A deal as a picture: what is done, where it stands and what it lacks, and what is ahead. */
@QuarkusTest
class DealDiagramTest {

    @Test
    void it_shows_what_is_done_what_is_missing_and_what_is_ahead() {
        UUID deal = Sales.deal();
        Sales.through(deal, "pre-qualification");
        move(deal, "fall-short", "qualification", "Not now").statusCode(201);
        String svg = picture(deal, "image/svg+xml");
        assertThat(svg.split("class=\"stage done\"", -1)).hasSize(2);
        assertThat(svg.split("class=\"stage current\"", -1)).hasSize(2);
        assertThat(svg.split("class=\"stage ahead\"", -1)).hasSize(3);
        assertThat(svg)
                .contains(
                        "attempt 2",
                        "4 missing",
                        "Missing to advance",
                        "Qualification: The target audience has not been")
                .contains("arrow blocked");
        String mermaid = picture(deal, "text/vnd.mermaid");
        assertThat(mermaid.lines())
                .contains(
                        "        state \"Pre-qualification (done)\" as s1",
                        "        state \"Qualification (current, attempt 2, 4 missing)\" as s2",
                        "    class s1 done",
                        "    class s2 current",
                        "    class s3 ahead",
                        "        - Qualification: The target audience has not been recorded.");
    }

    @Test
    void what_it_says_is_missing_is_what_a_transition_is_refused_for() {
        UUID deal = Sales.deal();
        String svg = picture(deal, "image/svg+xml").replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
        for (Object detail : move(deal, "advance", "pre-qualification")
                .statusCode(422)
                .extract()
                .jsonPath()
                .getList("unmet.detail")) {
            assertThat(svg).contains(detail.toString().replace("'", "'"));
        }
        Sales.satisfy(deal, "pre-qualification");
        assertThat(picture(deal, "image/svg+xml")).doesNotContain("Missing to", "arrow blocked\"");
    }

    @Test
    void closed_deals_show_where_they_were_closed() {
        UUID lost = Sales.deal();
        move(lost, "lose", "pre-qualification", "No budget").statusCode(201);
        assertThat(picture(lost, "image/svg+xml")).contains("class=\"lost reached\"", "lost here");
        assertThat(picture(lost, "text/vnd.mermaid"))
                .contains("class lost current")
                .doesNotContain("note right");
        UUID won = Sales.deal();
        Sales.through(won, "pre-qualification", "qualification", "relationship", "conversion");
        String svg = picture(won, "image/svg+xml");
        assertThat(svg).contains("class=\"won reached\"").doesNotContain("stage current", "stage ahead");
    }

    @Test
    void only_callers_who_see_the_deal_see_its_picture() {
        UUID deal = Sales.deal();
        UUID owner = Sales.salesperson();
        caller().header("If-Match", "*")
                .body("{\"ownerId\": \"" + owner + "\"}")
                .patch(path(deal, ""))
                .then()
                .statusCode(200);
        as(Keys.of("salesperson", owner), deal).statusCode(200);
        as(Keys.of("salesperson", Sales.salesperson()), deal).statusCode(404);
        as(Keys.of("intake"), deal).statusCode(403);
        get(path(UUID.randomUUID(), "/diagram")).statusCode(404);
        caller().accept("application/pdf").get(path(deal, "/diagram")).then().statusCode(406);
    }

    private static ValidatableResponse as(String key, UUID deal) {
        return caller(key).get(path(deal, "/diagram")).then();
    }

    private static String picture(UUID deal, String mediaType) {
        return caller().accept(mediaType)
                .get(path(deal, "/diagram"))
                .then()
                .statusCode(200)
                .contentType(startsWith(mediaType))
                .extract()
                .asString();
    }
}
