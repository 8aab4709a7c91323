package io.salesprocess.page;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Sales;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page on which clients read documents and sign contracts (rule 15). */
@QuarkusTest
class DocumentPageTest {

    private UUID deal;

    @BeforeEach
    void open() {
        deal = Sales.deal();
    }

    @Test
    void a_client_reads_a_contract_and_signs_it_with_the_hash_that_was_shown_rule_15() {
        String contract = sent("contract");
        String page = link(contract);
        String hash = get(contract).extract().path("sha256");
        Response shown = browser().get(page);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.asString())
                .contains("Your contract", hash, "<iframe", "src=\"" + page + "/document\"", page + "/pdf")
                .doesNotContain("<script");
        assertThat(shown.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-src 'self'", "frame-ancestors 'none'");
        assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
        assertThat(shown.header("Referrer-Policy")).isEqualTo("no-referrer");

        Response signed = press(page, filled(shown, "Ada Stone"));
        assertThat(signed.statusCode()).isEqualTo(303);
        assertThat(browser().get(signed.header("Location")).asString())
                .contains("Thank you. The contract was signed by Ada Stone on")
                .doesNotContain("<form");
        get(contract)
                .body("status", is("signed"), "signedBy", is("Ada Stone"), "means", is("link"))
                .body("signedSha256", is(hash), "signedAt", notNullValue());
        get(path(deal, "/history"))
                .body(
                        "items.type",
                        is(List.of(
                                "deal.opened",
                                "submission.received",
                                "document.drafted",
                                "document.sent",
                                "document-link.offered",
                                "document.signed")))
                .body("items[3].data.sha256", is(hash))
                .body("items[5].data.sha256", is(hash))
                .body("items[5].actor.kind", is("link"))
                .body(
                        "items[5].actor.id",
                        is(get(path(deal, "/history")).extract().<String>path("items[4].data.linkId")));
        get(path(deal, "/history/verification")).body("intact", is(true));
    }

    @Test
    void the_document_is_shown_as_it_was_made_in_a_frame_in_which_nothing_runs() {
        String contract = sent("contract");
        String page = link(contract);
        Response framed = browser().get(page + "/document");
        assertThat(framed.contentType()).startsWith("text/html");
        assertThat(framed.asString()).isEqualTo(pages(contract, "text/html"));
        assertThat(framed.header("Content-Security-Policy"))
                .contains("default-src 'none'", "sandbox", "frame-ancestors 'self'");
        assertThat(framed.header("X-Frame-Options")).isEqualTo("SAMEORIGIN");
        Response pdf = browser().get(page + "/pdf");
        assertThat(pdf.contentType()).isEqualTo("application/pdf");
        assertThat(pdf.header("Content-Disposition")).startsWith("attachment; filename=\"contract-");
        assertThat(pdf.header("Cache-Control")).isEqualTo("no-store");
        assertThat(pdf.asByteArray())
                .isEqualTo(caller().accept("application/pdf").get(contract).asByteArray());
    }

    @Test
    void whoever_presses_twice_or_at_once_signs_once() throws Exception {
        String contract = sent("contract");
        String page = link(contract);
        Map<String, String> form = filled(browser().get(page), "Ada Stone");
        assertThat(Concurrently.run(4, i -> press(page, form).statusCode())).containsOnly(303);
        String before = get(contract).extract().asString();
        assertThat(press(page, with(form, "name", "Eve Mallory")).statusCode()).isEqualTo(303);
        assertThat(get(contract).extract().asString()).isEqualTo(before);
        get(path(deal, "/history")).body("items.findAll { it.type == 'document.signed' }", hasSize(1));
    }

    @Test
    void a_name_and_a_confirmation_are_needed_and_what_was_typed_stays() {
        String contract = sent("contract");
        String page = link(contract);
        Map<String, String> form = filled(browser().get(page), "Ada \"Ace\" <b>Stone</b>");
        Response unconfirmed = press(page, without(form, "confirmed"));
        assertThat(unconfirmed.statusCode()).isEqualTo(422);
        assertThat(unconfirmed.asString())
                .contains(
                        "Please confirm that you have read", "value=\"Ada &quot;Ace&quot; &lt;b&gt;Stone&lt;/b&gt;\"");
        for (String name : List.of("", " \u2003", "x".repeat(201), "Ada\u202eStone", "Ada\nStone")) {
            assertThat(press(page, with(form, "name", name)).statusCode())
                    .as(name)
                    .isEqualTo(422);
        }
        assertThat(press(page, Map.of()).statusCode()).isEqualTo(409);
        get(contract).body("status", is("sent"));
        assertThat(browser().get(page + "/signature").header("Location")).endsWith(page);
    }

    @Test
    void a_form_of_another_site_another_link_or_another_hash_signs_nothing() {
        String contract = sent("contract");
        String page = link(contract);
        Map<String, String> form = filled(browser().get(page), "Ada Stone");
        Map<String, String> other = filled(browser().get(link(contract)), "Ada Stone");
        for (String token : List.of("", "forged", other.get("token"))) {
            Response forged = press(page, with(form, "token", token));
            assertThat(forged.statusCode()).isEqualTo(422);
            assertThat(forged.asString()).contains("nothing has been signed yet");
        }
        Response outdated = press(page, with(form, "sha256", "0".repeat(64)));
        assertThat(outdated.statusCode()).isEqualTo(409);
        assertThat(outdated.asString()).contains("This page is outdated", "Nothing has been signed.");
        get(contract).body("status", is("sent"));
    }

    @Test
    void the_page_of_a_document_that_was_voided_meanwhile_signs_nothing() {
        String contract = sent("contract");
        String page = link(contract);
        Map<String, String> form = filled(browser().get(page), "Ada Stone");
        post(contract + "/void", Map.of("reason", "Wrong price")).statusCode(200);
        Response outdated = press(page, form);
        assertThat(outdated.statusCode()).isEqualTo(409);
        assertThat(outdated.asString()).contains("This page is outdated");
        Response shown = browser().get(page);
        assertThat(shown.statusCode()).isEqualTo(410);
        assertThat(shown.asString()).contains("This document has been withdrawn");
        assertThat(browser().get(page + "/pdf").statusCode()).isEqualTo(404);
        get(contract).body("status", is("voided"), "signedAt", nullValue());
        post(contract + "/link", Map.of()).statusCode(409).body("type", is("/problems/conflict"));
    }

    @Test
    void the_page_of_a_draft_that_was_sent_with_other_pages_signs_nothing() {
        String contract = path(deal, "/documents/" + created(path(deal, "/documents"), Map.of("kind", "contract")));
        String page = link(contract);
        Response draft = browser().get(page);
        assertThat(draft.asString()).contains("This is a draft").doesNotContain("<form");
        String shown = get(contract).extract().path("sha256");
        String tag = get(path(deal, "")).extract().header("ETag");
        caller().header("If-Match", tag)
                .body(Map.of("value", Map.of("amount", 4_711, "currency", "EUR")))
                .patch(path(deal, ""))
                .then()
                .statusCode(200);
        post(contract + "/send", Map.of()).statusCode(200);
        Map<String, String> form = with(filled(browser().get(page), "Ada Stone"), "sha256", shown);
        assertThat(press(page, form).statusCode()).isEqualTo(409);
        get(contract).body("status", is("sent"));
    }

    @Test
    void a_contract_of_a_deal_that_is_lost_is_read_and_not_signed() {
        String contract = sent("contract");
        String page = link(contract);
        Map<String, String> form = filled(browser().get(page), "Ada Stone");
        post(path(deal, "/transitions"), Map.of("type", "lose", "from", "pre-qualification", "reason", "No budget"))
                .statusCode(201);
        assertThat(press(page, form).statusCode()).isEqualTo(409);
        assertThat(browser().get(page).asString()).contains("<iframe").doesNotContain("<form");
        post(contract + "/link", Map.of()).statusCode(201);
    }

    @Test
    void a_welcome_letter_is_read_in_its_language() {
        UUID letter = created(path(deal, "/documents"), Map.of("kind", "welcome-letter", "locale", "de"));
        String address = path(deal, "/documents/" + letter);
        post(address + "/send", Map.of()).statusCode(200);
        assertThat(browser().header("Accept-Language", "en").get(link(address)).asString())
                .contains("lang=\"de\"", "Ihr Schreiben", "Als PDF herunterladen (1 Seite)")
                .doesNotContain("<form");
    }

    @Test
    void a_link_expires_and_is_revoked_and_says_no_more_than_one_that_never_was() throws Exception {
        String contract = sent("contract");
        Instant soon = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
        String page = post(contract + "/link", Map.of("expiresAt", soon.toString()))
                .statusCode(201)
                .body("expiresAt", is(soon.toString()))
                .extract()
                .<String>path("url")
                .replaceAll("^https?://[^/]+", "");
        String revoked = link(contract);
        Map<String, String> form = filled(browser().get(revoked), "Ada Stone");
        for (int i = 0; i < 2; i++) {
            caller().header("If-Match", "*").delete(contract + "/link").then().statusCode(204);
        }
        get(path(deal, "/history")).body("items.findAll { it.type == 'document-link.revoked' }", hasSize(1));
        for (long end = System.nanoTime() + 20_000_000_000L;
                Instant.now().isBefore(soon) && System.nanoTime() < end; ) {
            Thread.sleep(50);
        }
        for (String gone : List.of(page, revoked, "/d/" + "x".repeat(43), "/d/..%2f..%2fetc", "/d/%00")) {
            for (String below : List.of("", "/document", "/pdf", "/signature")) {
                Response answer = RestAssured.given()
                        .urlEncodingEnabled(false)
                        .redirects()
                        .follow(false)
                        .header("Accept", "text/html")
                        .get(gone + below);
                assertThat(answer.statusCode()).as(gone + below).isIn(400, 404);
            }
        }
        assertThat(browser().get(revoked).asString()).contains("There is nothing here");
        assertThat(press(revoked, form).statusCode()).isEqualTo(404);
        get(contract).body("status", is("sent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"})
    void a_link_is_valid_for_some_time_to_come_but_not_forever(String expiresAt) {
        post(sent("contract") + "/link", Map.of("expiresAt", expiresAt))
                .statusCode(400)
                .body("errors[0].pointer", is("/expiresAt"));
    }

    @Test
    void the_secret_of_a_link_is_shown_once_and_a_retry_makes_no_second() {
        String contract = sent("contract");
        String key = unique("key");
        for (boolean isRetry : List.of(false, true)) {
            caller().header("Idempotency-Key", key)
                    .post(contract + "/link")
                    .then()
                    .statusCode(201)
                    .header("Location", endsWith("/history/5"))
                    .body("url", isRetry ? nullValue() : containsString("/d/"))
                    .body("expiresAt", notNullValue());
        }
        post(path(UUID.randomUUID(), "/documents/" + UUID.randomUUID() + "/link"), Map.of())
                .statusCode(404);
        post(path(deal, "/documents/" + UUID.randomUUID() + "/link"), Map.of()).statusCode(404);
    }

    @Test
    void erasing_the_prospect_ends_the_links_and_keeps_hash_and_fact_rule_12() {
        String contract = sent("contract");
        String page = link(contract);
        press(page, filled(browser().get(page), "Ada Stone"));
        String prospect = "/v1/prospects/" + get(path(deal, "")).extract().path("prospectId");
        caller().header("If-Match", "*").delete(prospect).then().statusCode(204);
        for (String address :
                Stream.of("", "/document", "/pdf").map(page::concat).toList()) {
            assertThat(browser().get(address).statusCode()).isEqualTo(404);
        }
        get(contract).body("status", is("signed"), "signedBy", nullValue(), "signedSha256", notNullValue());
    }

    private String sent(String kind) {
        String address =
                path(deal, "/documents/" + created(path(deal, "/documents"), Map.of("kind", kind, "locale", "en")));
        post(address + "/send", Map.of()).statusCode(200);
        return address;
    }

    private static String link(String document) {
        return post(document + "/link", Map.of())
                .statusCode(201)
                .extract()
                .<String>path("url")
                .replaceAll("^https?://[^/]+", "");
    }

    private static RequestSpecification browser() {
        return RestAssured.given().redirects().follow(false).header("Accept", "text/html,application/xhtml+xml");
    }

    private static Response press(String page, Map<String, String> form) {
        return browser()
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(form)
                .post(page + "/signature");
    }

    private static Map<String, String> filled(Response page, String name) {
        return Map.of(
                "token", hidden(page, "token"), "sha256", hidden(page, "sha256"), "name", name, "confirmed", "yes");
    }

    private static String hidden(Response page, String name) {
        return page.asString().replaceAll("(?s).*name=\"" + name + "\" value=\"([^\"]+)\".*", "$1");
    }

    private static Map<String, String> with(Map<String, String> form, String field, String value) {
        Map<String, String> other = new LinkedHashMap<>(form);
        other.put(field, value);
        return other;
    }

    private static Map<String, String> without(Map<String, String> form, String field) {
        Map<String, String> other = new LinkedHashMap<>(form);
        other.remove(field);
        return other;
    }

    private static String pages(String document, String type) {
        return caller().accept(type).get(document).asString();
    }
}
