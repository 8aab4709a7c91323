package io.salesprocess.document;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Sales;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The pages of documents: made, sent, proven and erased (rules 12 and 15). */
@QuarkusTest
class DocumentPagesTest {

    @Test
    void what_was_sent_is_served_bit_for_bit_with_its_hash_rule_15() throws Exception {
        UUID deal = Sales.deal();
        String address = path(deal, "/documents/" + draft(deal, "contract"));
        post(address + "/send", Map.of()).statusCode(200);
        String hash = get(address).body("pages", notNullValue()).extract().path("sha256");
        byte[] sent = pdf(address);
        assertThat(hex(sent)).isEqualTo(hash);

        change(deal, 5_000).statusCode(422);
        post(path(deal, "/activities"), Map.of("kind", "call", "outcome", "neutral"))
                .statusCode(201);
        assertThat(pdf(address)).isEqualTo(sent);
        caller().accept("application/pdf")
                .get(address)
                .then()
                .header("Content-Disposition", containsString(".pdf\""))
                .header("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256(sent)) + ":");
        post(address + "/sign", Map.of("signedBy", "Ada Stone")).statusCode(200).body("signedSha256", is(hash));
        assertThat(pdf(address)).isEqualTo(sent);
    }

    @Test
    void whatever_is_accepted_in_general_is_json() {
        UUID deal = Sales.deal();
        String document = caller().body(Map.of("kind", "welcome-letter"))
                .post(path(deal, "/documents"))
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
        for (String accepted : List.of("*/*", "application/*")) {
            caller().accept(accepted)
                    .get(document)
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .body("kind", is("welcome-letter"));
        }
    }

    @Test
    void a_document_is_json_html_or_pdf_by_accept() throws IOException {
        UUID deal = Sales.deal();
        String address = path(deal, "/documents/" + draft(deal, "welcome-letter"));
        caller().accept("*/*").get(address).then().contentType("application/json");
        // What generated clients and browsers ask for.
        caller().accept("application/json, application/pdf, text/html, application/problem+json")
                .get(address)
                .then()
                .contentType("application/json");
        caller().accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .get(address)
                .then()
                .contentType("text/html");
        caller().accept("text/html")
                .get(address)
                .then()
                .contentType("text/html;charset=UTF-8")
                .body(containsString("Ada Stone"));
        caller().accept("image/png").get(address).then().statusCode(406);
        assertThat(text(pdf(address))).contains("Dear Ada Stone,", "1 of 1");
    }

    @Test
    void pages_are_made_again_at_send_if_what_they_say_has_changed() throws IOException {
        UUID deal = Sales.deal();
        String address = path(deal, "/documents/" + draft(deal, "contract"));
        String drafted = get(address).extract().path("sha256");
        change(deal, 123_456).statusCode(200);
        post(address + "/send", Map.of()).statusCode(200);
        assertThat(get(address).extract().<String>path("sha256")).isNotEqualTo(drafted);
        assertThat(text(pdf(address))).contains("EUR 1,234.56");
    }

    @Test
    void pages_stay_at_send_if_nothing_has_changed() {
        UUID deal = Sales.deal();
        String address = path(deal, "/documents/" + draft(deal, "contract"));
        String drafted = get(address).extract().path("sha256");
        post(address + "/send", Map.of()).statusCode(200).body("sha256", is(drafted));
    }

    @Test
    void a_contract_has_the_figures_of_the_accepted_proposal() throws IOException {
        UUID deal = Sales.deal();
        UUID proposal = created(
                path(deal, "/proposals"),
                Map.of(
                        "items",
                        List.of(Map.of(
                                "description",
                                "Fifty call sheets",
                                "quantity",
                                2.5,
                                "unitPrice",
                                Map.of("amount", 1000, "currency", "EUR"),
                                "taxRate",
                                "0.19"))));
        post(path(deal, "/proposals/" + proposal + "/send"), Map.of()).statusCode(200);
        post(path(deal, "/proposals/" + proposal + "/accept"), Map.of()).statusCode(200);
        String text = text(pdf(path(deal, "/documents/" + draft(deal, "contract"))));
        assertThat(text).contains("Fifty call sheets", "Tax 19% on EUR 25.00", "EUR 4.75", "EUR 29.75");
    }

    @Test
    void characters_that_no_font_can_show_are_refused_and_nothing_is_drafted() {
        UUID deal = dealOf("山田 太郎");
        post(path(deal, "/documents"), Map.of("kind", "contract"))
                .statusCode(422)
                .body("type", is("/problems/rule-violated"), "rule", is(15))
                .body("detail", containsString("山 (U+5C71), 田 (U+7530)"));
        get(path(deal, "/documents")).body("items.size()", is(0));
        assertThat(get(path(deal, "/history")).extract().<List<String>>path("items.type"))
                .doesNotContain("document.drafted");
    }

    @Test
    void a_locale_is_one_that_there_are_templates_for() throws IOException {
        UUID deal = dealOf("Αλεξάνδρα Камень");
        post(path(deal, "/documents"), Map.of("kind", "contract", "locale", "fr"))
                .statusCode(400);
        UUID german = created(path(deal, "/documents"), Map.of("kind", "welcome-letter", "locale", "de"));
        get(path(deal, "/documents/" + german)).body("locale", is("de"));
        assertThat(text(pdf(path(deal, "/documents/" + german)))).contains("Guten Tag Αλεξάνδρα Камень,", "1 von 1");
    }

    @Test
    void erasing_the_prospect_erases_the_bytes_and_keeps_the_hash_rule_12() {
        UUID deal = Sales.deal();
        String address = path(deal, "/documents/" + draft(deal, "contract"));
        post(address + "/send", Map.of()).statusCode(200);
        String hash = get(address).extract().path("sha256");
        String prospect = "/v1/prospects/" + get(path(deal, "")).extract().path("prospectId");
        String tag = get(prospect).extract().header("ETag");
        caller().header("If-Match", tag).delete(prospect).then().statusCode(204);
        for (String type : List.of("application/pdf", "text/html")) {
            caller().accept(type).get(address).then().statusCode(404);
        }
        caller().accept("application/pdf, application/problem+json")
                .get(address)
                .then()
                .statusCode(404)
                .body("detail", containsString("erased"));
        get(address).body("sha256", is(hash), "status", is("sent"), "pages", notNullValue());
        get(path(deal, "/history/verification")).body("intact", is(true));
    }

    @Test
    void a_retry_gets_the_same_document_and_makes_no_second() {
        UUID deal = Sales.deal();
        String key = unique("key");
        String first = draftUnder(key, deal).statusCode(201).extract().path("id");
        draftUnder(key, deal)
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body("id", is(first));
        get(path(deal, "/documents")).body("items.size()", is(1));
    }

    @Test
    void a_refusal_comes_before_pages_are_made() {
        UUID deal = dealOf("山田");
        post(path(deal, "/transitions"), Map.of("type", "lose", "from", "pre-qualification", "reason", "No budget"))
                .statusCode(201);
        post(path(deal, "/documents"), Map.of("kind", "contract"))
                .statusCode(409)
                .body("type", is("/problems/deal-closed"));
        post(path(UUID.randomUUID(), "/documents"), Map.of("kind", "contract")).statusCode(404);
    }

    @Test
    void many_who_draft_at_once_all_get_a_document_or_are_told_to_try_again() throws Exception {
        UUID deal = Sales.deal();
        List<Integer> answers =
                Concurrently.run(8, i -> post(path(deal, "/documents"), Map.of("kind", "welcome-letter"))
                        .extract()
                        .statusCode());
        assertThat(answers).containsAnyOf(201).allMatch(status -> status == 201 || status == 503);
    }

    private static UUID dealOf(String name) {
        UUID prospect = created("/v1/prospects", Map.of("name", name, "email", unique("ada") + "@example.com"));
        return created("/v1/deals", Map.of("prospectId", prospect, "pipeline", "standard"));
    }

    private static UUID draft(UUID deal, String kind) {
        return created(path(deal, "/documents"), Map.of("kind", kind));
    }

    private static ValidatableResponse draftUnder(String key, UUID deal) {
        return caller().header("Idempotency-Key", key)
                .body(Map.of("kind", "welcome-letter"))
                .post(path(deal, "/documents"))
                .then();
    }

    private static ValidatableResponse change(UUID deal, int cents) {
        String tag = get(path(deal, "")).extract().header("ETag");
        return caller().header("If-Match", tag)
                .body(Map.of("value", Map.of("amount", cents, "currency", "EUR")))
                .patch(path(deal, ""))
                .then();
    }

    private static byte[] pdf(String address) {
        return caller().accept("application/pdf")
                .get(address)
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
        }
    }

    private static byte[] sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String hex(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(sha256(bytes));
    }
}
