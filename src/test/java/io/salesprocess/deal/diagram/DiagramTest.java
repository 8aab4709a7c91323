package io.salesprocess.deal.diagram;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.deal.domain.TransitionType;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.pipeline.domain.Stage;
import io.salesprocess.pipeline.domain.TargetDuration;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

@QuarkusTest
class DiagramTest {

    @ParameterizedTest
    @ValueSource(strings = {"image/svg+xml", "text/vnd.mermaid"})
    void a_picture_shows_every_stage_and_every_transition_of_the_table(String mediaType) {
        String picture = picture("proposal", mediaType);
        assertThat(picture).contains("Pre-qualification", "Selection", "Qualification", "Negotiation", "won", "lost");
        for (TransitionType type : TransitionType.values()) {
            assertThat(picture).contains(HyphenatedEnums.nameOf(type));
        }
    }

    @Test
    void the_svg_is_well_formed_xml() throws Exception {
        byte[] svg = picture("standard", "image/svg+xml").getBytes(StandardCharsets.UTF_8);
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg))
                        .getDocumentElement()
                        .getTagName())
                .isEqualTo("svg");
    }

    @Test
    void titles_are_shown_as_they_are_and_never_become_markup() throws Exception {
        String title = "</text><script>alert(1)</script> & \"x\"\n    [*] --> lost";
        Stage stage = new Stage("hostile", title, null, TargetDuration.ofDays(1), false, List.of());
        Diagram diagram = Diagram.of(new Pipeline(new PipelineRef("hostile", 1), title, List.of(stage)));
        Element svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Svg.draw(diagram).getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(title);
        assertThat(Mermaid.write(diagram).lines())
                .contains("        state \"</text><script>alert(1)</script> & 'x' [*] --> lost\" as stage_hostile")
                .doesNotContain("    [*] --> lost");
    }

    @Test
    void svg_is_what_a_browser_gets_and_other_types_are_refused() {
        keyed().accept("text/html, image/*;q=0.8, */*;q=0.5")
                .get("/v1/pipelines/standard/diagram")
                .then()
                .statusCode(200)
                .contentType(startsWith("image/svg+xml"));
        keyed().accept("*/*")
                .get("/v1/pipelines/standard/diagram")
                .then()
                .header("Content-Type", is("image/svg+xml;charset=UTF-8"));
        keyed().accept("application/pdf")
                .get("/v1/pipelines/standard/diagram")
                .then()
                .statusCode(406);
        keyed().get("/v1/pipelines/none/diagram")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", is(404));
    }

    @Test
    void a_deal_is_drawn_for_those_who_see_it_and_again_when_it_has_changed() {
        String address = path(Sales.deal(), "/diagram");
        String tag = keyed().accept("image/svg+xml")
                .get(address)
                .then()
                .statusCode(200)
                .header("Content-Type", is("image/svg+xml;charset=UTF-8"))
                .body(containsString("Missing before the deal can go on"))
                .extract()
                .header("ETag");
        keyed().header("If-None-Match", tag).get(address).then().statusCode(304);
        keyed().accept("text/vnd.mermaid")
                .header("If-None-Match", tag)
                .get(address)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/vnd.mermaid"))
                .body(containsString("class stage_pre_qualification current"));
        keyed().accept("application/json").get(address).then().statusCode(406);
        caller(Keys.of("salesperson", Sales.salesperson())).get(address).then().statusCode(200);
        caller(Keys.of("receptionist")).get(address).then().statusCode(404);
        caller(Keys.of("admin")).get(address).then().statusCode(403);
        keyed().get(path(UUID.randomUUID(), "/diagram")).then().statusCode(404);
    }

    private static String picture(String pipeline, String mediaType) {
        return keyed().accept(mediaType)
                .get("/v1/pipelines/" + pipeline + "/diagram")
                .then()
                .statusCode(200)
                .contentType(startsWith(mediaType))
                .extract()
                .asString();
    }
}
