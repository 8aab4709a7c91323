package io.salesprocess.paper;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates and the letterhead, as administrators keep them. */
@QuarkusTest
class TemplatesTest {

    private static final String SHIPPED = "/v1/templates/01a20a00-0000-7000-8000-000000000001";

    @Test
    void templates_come_with_the_service_for_every_kind_in_english_and_german() {
        get("/v1/templates?limit=8")
                .statusCode(200)
                .body("items.kind", hasItems("welcome-letter", "contract", "proposal", "statement"))
                .body("items.locale", hasItems("en", "de"))
                .body("items.shipped", everyItem(is(true)), "items.version", everyItem(is(1)))
                .body("items[0]", not(org.hamcrest.Matchers.hasKey("text")));
        get(SHIPPED).statusCode(200).body("text", containsString("{prospect.name}"), "pipeline", nullValue());
        get("/v1/templates?kind=contract&locale=de&limit=1").body("items.kind", contains("contract"));
        get("/v1/templates/" + UUID.randomUUID()).statusCode(404);
    }

    @Test
    void a_template_is_published_in_versions_and_the_same_text_is_no_new_one() {
        Map<String, Object> first = template("<h1>Hello {prospect.name}</h1><!-- " + UUID.randomUUID() + " -->");
        int version = post("/v1/templates", first)
                .statusCode(201)
                .body("shipped", is(false), "kind", is("welcome-letter"), "pipeline", is("proposal"))
                .header("Location", containsString("/v1/templates/"))
                .extract()
                .<Number>path("version")
                .intValue();
        post("/v1/templates", first).statusCode(200).body("version", is(version));
        post("/v1/templates", template("<h1>Bye</h1><!-- " + UUID.randomUUID() + " -->"))
                .statusCode(201)
                .body("version", is(version + 1));
        get("/v1/audit?action=template-published&limit=1")
                .body("items[0].subject.kind", is("template"), "items[0].action", is("template-published"));
    }

    @Test
    void a_document_keeps_the_version_that_it_was_made_from_rule_18() {
        UUID deal = Sales.dealBy(Sales.form("proposal"));
        String text = "<h1>First for {prospect.name}</h1><!-- " + UUID.randomUUID() + " -->";
        String template =
                post("/v1/templates", template(text)).statusCode(201).extract().path("id");
        UUID document = created(path(deal, "/documents"), Map.of("kind", "welcome-letter", "locale", "de"));
        String address = path(deal, "/documents/" + document);
        post(address + "/send", Map.of()).statusCode(200).body("template.id", is(template));

        post("/v1/templates", template("<h1>Second</h1><!-- " + UUID.randomUUID() + " -->"))
                .statusCode(201);
        get(address).body("template.id", is(template));
        assertThat(html(address)).contains("First for Ada Stone").doesNotContain("Second");
        UUID next = created(path(deal, "/documents"), Map.of("kind", "welcome-letter", "locale", "de"));
        assertThat(html(path(deal, "/documents/" + next))).contains("Second");
        // Deals of other pipelines have the template that is for all.
        UUID other = created(path(Sales.deal(), "/documents"), Map.of("kind", "welcome-letter", "locale", "de"));
        assertThat(other).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>{foo}</p>                        | line 1: unknown field foo",
                "<p>ok</p>\\n<p>{prospect.nmae}</p>  | line 2: unknown field nmae",
                "{system:property('user.home')}      | line 1: {system:property",
                "{#each 1000000000}x{/each}          | line 1: 1000000000 is not a list",
                "<script>x</script>                  | line 1: the element <script> is not allowed",
                "<p>\\n<b>x</p>                      | line 2: is not well-formed"
            })
    void a_template_is_checked_when_it_is_saved_and_when_it_is_looked_at(String text, String detail) {
        for (String address : List.of("/v1/templates", "/v1/templates/preview")) {
            post(address, template(text.replace("\\n", "\n")))
                    .statusCode(400)
                    .body("type", is("/problems/invalid-request"))
                    .body("errors.pointer", hasItem("/text"))
                    .body("errors.detail", hasItem(startsWith(detail)));
        }
    }

    @Test
    void a_template_is_for_a_pipeline_that_exists() {
        Map<String, Object> template = new HashMap<>(template("<p>x</p>"));
        template.put("pipeline", "nowhere");
        post("/v1/templates", template).statusCode(400).body("errors.pointer", contains("/pipeline"));
    }

    @Test
    void a_preview_is_a_document_of_invented_content() {
        byte[] pdf = caller().accept("application/pdf")
                .body(template("<h1>Hello {prospect.name}</h1>"))
                .post("/v1/templates/preview")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", "inline; filename=\"welcome-letter-preview.pdf\"")
                .extract()
                .asByteArray();
        assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
        caller().accept("text/html")
                .body(template("<h1>Hello {prospect.name}</h1>"))
                .post("/v1/templates/preview")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", endsWith("sandbox"))
                .body(containsString("Hello Ada Stone"));
    }

    @Test
    void a_preview_ends_also_if_its_loops_would_not() {
        post("/v1/templates/preview", template("{#each proposal.items}".repeat(12) + "x" + "{/each}".repeat(12)))
                .statusCode(422)
                .body("type", is("/problems/rule-violated"), "detail", containsString("loops"));
    }

    @Test
    void only_administrators_publish_templates_and_replace_the_letterhead() {
        String manager = Keys.of("manager");
        Api.caller(manager)
                .body(template("<p>x</p>"))
                .post("/v1/templates")
                .then()
                .statusCode(403);
        Api.caller(manager).get("/v1/templates").then().statusCode(200);
        Api.caller(manager)
                .header("If-Match", "*")
                .body(Map.of("name", "X"))
                .put("/v1/settings/letterhead")
                .then()
                .statusCode(403);
    }

    @Test
    void the_letterhead_is_replaced_as_a_whole_and_needs_its_version() throws IOException {
        String tag = get("/v1/settings/letterhead").statusCode(200).extract().header("ETag");
        String logo = png(30, 10);
        Map<String, Object> letterhead = Map.of(
                "name", "Field & Sons <Ltd>",
                "address", List.of("12 Mill Lane"),
                "footer", List.of("Registered in England 01234567"),
                "timeZone", "Europe/London",
                "logo", Map.of("mediaType", "image/png", "data", logo));
        caller().body(letterhead).put("/v1/settings/letterhead").then().statusCode(428);
        caller().header("If-Match", tag)
                .body(letterhead)
                .put("/v1/settings/letterhead")
                .then()
                .statusCode(200)
                .body("name", is("Field & Sons <Ltd>"), "locale", is("en"), "logo.data", is(logo));
        caller().header("If-Match", tag)
                .body(letterhead)
                .put("/v1/settings/letterhead")
                .then()
                .statusCode(412);
        UUID deal = Sales.deal();
        UUID document = created(path(deal, "/documents"), Map.of("kind", "welcome-letter", "locale", "en"));
        assertThat(html(path(deal, "/documents/" + document)))
                .contains("Field &amp; Sons &lt;Ltd&gt;", "data:image/png;base64," + logo, "Registered in England");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image/svg+xml | PHN2Zz48c2NyaXB0Lz48L3N2Zz4= | /logo/mediaType",
                "image/png     | PHN2Zz48c2NyaXB0Lz48L3N2Zz4= | /logo/data",
                "image/jpeg    | PHN2Zz48c2NyaXB0Lz48L3N2Zz4= | /logo/data",
                "image/png     | ../../etc/passwd**           | /logo/data"
            })
    void a_logo_is_a_picture(String type, String data, String pointer) {
        caller().header("If-Match", "*")
                .body(Map.of("name", "X", "logo", Map.of("mediaType", type, "data", data)))
                .put("/v1/settings/letterhead")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains(pointer));
    }

    @Test
    void a_logo_is_no_huge_picture_in_a_small_file() throws IOException {
        caller().header("If-Match", "*")
                .body(Map.of("name", "X", "logo", Map.of("mediaType", "image/png", "data", png(4001, 1))))
                .put("/v1/settings/letterhead")
                .then()
                .statusCode(400)
                .body("errors.detail", contains(containsString("4000 pixels")));
    }

    private static Map<String, Object> template(String text) {
        return Map.of("kind", "welcome-letter", "pipeline", "proposal", "locale", "de", "text", text);
    }

    private static String html(String address) {
        return caller().accept("text/html")
                .get(address)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String png(int width, int height) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", file);
        return Base64.getEncoder().encodeToString(file.toByteArray());
    }
}
