package io.salesprocess.insight;

import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.platform.kernel.Sha256;
import io.salesprocess.platform.page.PageStyle;
import io.salesprocess.testkit.Sales;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Each insight as a chart, by what the caller accepts. */
@QuarkusTest
class InsightChartsTest {

    private static final String SVG = "image/svg+xml";

    @ParameterizedTest
    @ValueSource(strings = {"funnel", "stage-durations", "salespeople", "activities", "forecast", "value-won"})
    void every_insight_is_a_chart_with_a_title_and_a_description(String insight) throws Exception {
        Sales.wonDeal();
        Response response = chart(insight, "?pipeline=standard&openedFrom=2020-01-01");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).isEqualTo("image/svg+xml;charset=UTF-8");
        assertThat(response.headers().getValues("Vary")).contains("Accept");
        assertThat(response.header("Content-Security-Policy"))
                .contains(Base64.getEncoder().encodeToString(Sha256.of(PageStyle.ofCharts())));
        Element svg = parsed(response);
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("width")).isEqualTo("480");
        assertThat(text(svg, "title")).isNotBlank();
        assertThat(text(svg, "desc")).isNotBlank();
        assertThat(text(svg, "style")).isEqualTo(PageStyle.ofCharts());
    }

    @ParameterizedTest
    @ValueSource(strings = {"funnel", "stage-durations", "salespeople", "activities", "forecast", "value-won"})
    void without_any_deal_a_sentence_says_so(String insight) throws Exception {
        String all = "?pipeline=standard&ownerId=%s&offeringId=%s&source=none&openedFrom=2026-01-01&openedTo=2026-01-02"
                .formatted(Sales.salesperson(), Sales.offering());
        assertThat(text(parsed(chart(insight, all)), "desc")).startsWith("No ");
    }

    @Test
    void json_is_what_callers_get_who_do_not_ask_for_a_chart() {
        keyed().get("/v1/insights/funnel").then().statusCode(200).contentType("application/json");
        keyed().accept("image/svg+xml;q=0.5, application/json")
                .get("/v1/insights/funnel")
                .then()
                .contentType("application/json");
        keyed().accept("image/png").get("/v1/insights/funnel").then().statusCode(406);
    }

    @Test
    void a_chart_is_laid_out_for_a_width() throws Exception {
        assertThat(parsed(chart("funnel", "?width=900")).getAttribute("width")).isEqualTo("900");
        for (String width : new String[] {"319", "1601", "wide"}) {
            keyed().accept(SVG)
                    .get("/v1/insights/funnel?width=" + width)
                    .then()
                    .statusCode(400)
                    .body("errors.parameter", hasItem("width"));
        }
    }

    @Test
    void a_name_with_marks_of_xml_is_drawn_as_it_is_written() throws Exception {
        String name = unique("O'Neill & <Sons>");
        UUID owner =
                UUID.fromString(post("/v1/salespeople", Map.of("name", name, "email", unique("neill") + "@example.com"))
                        .extract()
                        .path("id"));
        UUID deal = Sales.created(
                "/v1/deals", Map.of("prospectId", Sales.prospect(), "pipeline", "standard", "ownerId", owner));
        post(
                        "/v1/deals/" + deal + "/transitions",
                        Map.of("type", "lose", "from", "pre-qualification", "reason", "Too dear"))
                .statusCode(201);
        Response chart = chart("salespeople", "?width=1600&ownerId=" + owner);
        assertThat(text(parsed(chart), "desc")).contains(name);
    }

    private static Response chart(String insight, String query) {
        return keyed().accept(SVG).get("/v1/insights/" + insight + query);
    }

    private static Element parsed(Response response) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(response.asByteArray()))
                .getDocumentElement();
    }

    private static String text(Element svg, String name) {
        return svg.getElementsByTagName(name).item(0).getTextContent();
    }
}
