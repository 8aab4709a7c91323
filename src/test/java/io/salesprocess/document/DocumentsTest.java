package io.salesprocess.document;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Sales;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Welcome letters and contracts, from draft to signature. */
@QuarkusTest
class DocumentsTest {

    @Test
    void a_contract_is_drafted_sent_and_signed() {
        UUID deal = Sales.deal();
        ValidatableResponse drafted = post(path(deal, "/documents"), Map.of("kind", "contract"))
                .statusCode(201)
                .body("kind", is("contract"), "status", is("drafted"), "dealId", is(deal.toString()))
                .body("draftedAt", notNullValue(), "sentAt", nullValue(), "signedAt", nullValue());
        String location = drafted.extract().header("Location");
        assertThat(location)
                .endsWith(path(deal, "/documents/" + drafted.extract().path("id")));

        post(location + "/send", Map.of()).statusCode(200).body("status", is("sent"), "sentAt", notNullValue());
        post(
                        location + "/sign",
                        Map.of("signedBy", " Ada Stone ", "signedAt", "2026-03-01T10:00:00.123456789Z", "means", "pen"))
                .statusCode(200)
                .body("status", is("signed"), "signedBy", is("Ada Stone"), "means", is("pen"))
                .body("signedAt", is("2026-03-01T10:00:00.123456Z"));
        get(location).statusCode(200).body("status", is("signed"), "signedAt", is("2026-03-01T10:00:00.123456Z"));
        assertThat(types(deal)).containsSubsequence("document.drafted", "document.sent", "document.signed");
    }

    @Test
    void the_steps_without_content_need_no_body() {
        UUID deal = Sales.deal();
        UUID letter = document(deal, "welcome-letter");
        caller().post(path(deal, "/documents/" + letter + "/send")).then().statusCode(200);
    }

    @Test
    void the_version_of_a_document_is_the_version_of_the_deal() {
        UUID deal = Sales.deal();
        UUID letter = document(deal, "welcome-letter");
        String address = path(deal, "/documents/" + letter);
        String tag = get(address).extract().header("ETag");
        assertThat(tag).isEqualTo("\"" + get(path(deal, "")).extract().path("version") + "\"");
        caller().header("If-None-Match", tag).get(address).then().statusCode(304);

        String sent = caller().header("If-Match", tag)
                .post(address + "/send")
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
        assertThat(sent).isNotEqualTo(tag);
        caller().header("If-Match", tag)
                .body(Map.of("reason", "Wrong name"))
                .post(address + "/void")
                .then()
                .statusCode(412)
                .body("type", is("/problems/stale-version"));
        get(address).header("ETag", is(sent)).body("status", is("sent"));
    }

    @Test
    void a_document_is_sent_once() {
        UUID deal = Sales.deal();
        String letter = path(deal, "/documents/" + document(deal, "welcome-letter"));
        post(letter + "/send", Map.of()).statusCode(200);
        conflict(post(letter + "/send", Map.of()));
    }

    @Test
    void a_welcome_letter_cannot_be_signed() {
        UUID deal = Sales.deal();
        conflict(sign(deal, document(deal, "welcome-letter")));
    }

    @Test
    void a_signed_contract_cannot_be_signed_or_sent_again() {
        UUID deal = Sales.deal();
        UUID contract = document(deal, "contract");
        sign(deal, contract).statusCode(200);
        conflict(sign(deal, contract));
        conflict(post(path(deal, "/documents/" + contract + "/send"), Map.of()));
    }

    @Test
    void a_voided_contract_can_neither_be_sent_nor_signed_nor_voided_again() {
        UUID deal = Sales.deal();
        UUID contract = document(deal, "contract");
        makeVoid(deal, contract).statusCode(200).body("status", is("voided"), "voidReason", is("Wrong name"));
        conflict(sign(deal, contract));
        conflict(post(path(deal, "/documents/" + contract + "/send"), Map.of()));
        conflict(makeVoid(deal, contract));
    }

    @Test
    void a_voided_contract_blocks_the_deal_wherever_it_stands_rule_3() {
        UUID deal = Sales.deal();
        Sales.through(deal, "pre-qualification", "qualification", "relationship");
        Sales.satisfy(deal, "conversion");
        UUID contract = UUID.fromString(
                get(path(deal, "/documents")).extract().path("items.find { it.kind == 'contract' }.id"));
        makeVoid(deal, contract).statusCode(200);
        move(deal, "advance", "conversion")
                .statusCode(422)
                .body("type", is("/problems/criteria-unmet"))
                .body("unmet.criterion", contains("contract-signed"));
        Sales.signedContract(deal);
        move(deal, "advance", "conversion").statusCode(201);
    }

    @Test
    void a_closed_deal_takes_no_documents_and_no_steps_rule_6() {
        UUID deal = Sales.deal();
        UUID contract = document(deal, "contract");
        move(deal, "lose", "pre-qualification", "No budget").statusCode(201);
        closed(post(path(deal, "/documents"), Map.of("kind", "contract")));
        closed(sign(deal, contract));
        closed(makeVoid(deal, contract));
        get(path(deal, "/documents")).body("items", hasSize(1), "items[0].status", is("drafted"));
    }

    @Test
    void the_value_is_fixed_while_a_contract_is_out_rule_7() {
        UUID deal = Sales.deal();
        UUID contract = document(deal, "contract");
        post(path(deal, "/documents/" + contract + "/send"), Map.of()).statusCode(200);
        change(deal).statusCode(422).body("type", is("/problems/rule-violated"), "rule", is(7));
        makeVoid(deal, contract).statusCode(200);
        change(deal).statusCode(200);
    }

    @Test
    void documents_are_listed_oldest_first_page_by_page_the_voided_too() {
        UUID deal = Sales.deal();
        UUID first = document(deal, "contract");
        makeVoid(deal, first);
        UUID second = document(deal, "contract");
        UUID third = document(deal, "welcome-letter");
        String next = get(path(deal, "/documents?limit=2"))
                .statusCode(200)
                .body("items.id", contains(first.toString(), second.toString()))
                .header("Link", containsString("rel=\"next\""))
                .extract()
                .path("next");
        get(path(deal, "/documents?limit=2&cursor=" + next))
                .body("items.id", contains(third.toString()), "next", nullValue());
        assertThat(document(Sales.deal(), "contract")).isNotNull();
        get(path(deal, "/documents")).body("items.dealId", everyItem(is(deal.toString())));
    }

    @Test
    void a_document_of_another_deal_is_not_found() {
        UUID deal = Sales.deal();
        UUID other = Sales.deal();
        UUID contract = document(other, "contract");
        notFound(get(path(deal, "/documents/" + contract)));
        notFound(post(path(deal, "/documents/" + contract + "/send"), Map.of()));
        notFound(sign(deal, contract));
        notFound(makeVoid(deal, contract));
        get(path(other, "/documents/" + contract)).body("status", is("drafted"));
    }

    @Test
    void a_deal_that_does_not_exist_has_no_documents() {
        UUID nobodys = UUID.randomUUID();
        notFound(get(path(nobodys, "/documents")));
        notFound(post(path(nobodys, "/documents"), Map.of("kind", "contract")));
        notFound(get(path(nobodys, "/documents/" + UUID.randomUUID())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\": null}",
                "{\"kind\": \"invoice\"}",
                "{\"kind\": \"contract\", \"status\": \"signed\"}"
            })
    void a_draft_needs_a_kind_and_nothing_else(String body) {
        caller().body(body)
                .post(path(Sales.deal(), "/documents"))
                .then()
                .statusCode(400)
                .body("type", is("/problems/invalid-request"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                              | /signedBy",
                "{\"signedBy\": \" \"}                                           | /signedBy",
                "{\"signedBy\": \"Ada\", \"signedAt\": \"2999-01-01T00:00:00Z\"} | /signedAt",
                "{\"signedBy\": \"Ada\", \"signedAt\": \"-200000-01-01T00:00:00Z\"} | /signedAt",
                "{\"signedBy\": \"Ada\", \"signedAt\": \"yesterday\"}            | /signedAt"
            })
    void a_signature_needs_a_name_and_a_time_that_has_come(String body, String pointer) {
        UUID deal = Sales.deal();
        UUID contract = document(deal, "contract");
        caller().body(body)
                .post(path(deal, "/documents/" + contract + "/sign"))
                .then()
                .statusCode(400)
                .body("type", is("/problems/invalid-request"), "errors.pointer", contains(pointer));
        get(path(deal, "/documents/" + contract)).body("status", is("drafted"));
    }

    @Test
    void a_clock_that_is_a_little_ahead_may_sign() {
        UUID deal = Sales.deal();
        UUID contract = document(deal, "contract");
        String soon = Instant.now().plus(Duration.ofMinutes(3)).toString();
        post(path(deal, "/documents/" + contract + "/sign"), Map.of("signedBy", "Ada Stone", "signedAt", soon))
                .statusCode(200);
    }

    @Test
    void a_document_is_voided_for_a_reason() {
        UUID deal = Sales.deal();
        UUID contract = document(deal, "contract");
        post(path(deal, "/documents/" + contract + "/void"), Map.of())
                .statusCode(400)
                .body("errors.pointer", contains("/reason"));
        post(path(deal, "/documents/" + contract + "/void"), Map.of("reason", "x".repeat(2001)))
                .statusCode(400)
                .body("errors.pointer", contains("/reason"));
    }

    @Test
    void of_many_who_sign_at_once_one_signs() throws Exception {
        UUID deal = Sales.deal();
        UUID contract = document(deal, "contract");
        List<Integer> answers = Concurrently.run(
                10, i -> post(path(deal, "/documents/" + contract + "/sign"), Map.of("signedBy", "Signer " + i))
                        .extract()
                        .statusCode());
        assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(types(deal)).containsOnlyOnce("document.signed");
        get(path(deal, "/history/verification")).body("intact", is(true));
    }

    @Test
    void names_and_words_stay_out_of_history_and_go_with_the_prospect_rule_12() {
        UUID deal = Sales.deal();
        UUID contract = document(deal, "contract");
        sign(deal, contract).statusCode(200);
        makeVoid(deal, contract).statusCode(200);
        assertThat(get(path(deal, "/history")).extract().asString()).doesNotContain("Ada Stone", "Wrong name");

        String prospect = "/v1/prospects/" + get(path(deal, "")).extract().path("prospectId");
        get(prospect + "/export").statusCode(200).body("documents.signedBy", hasItem("Ada Stone"));
        String tag = get(prospect).extract().header("ETag");
        caller().header("If-Match", tag).delete(prospect).then().statusCode(204);

        get(path(deal, "/documents/" + contract))
                .body("status", is("voided"), "signedBy", nullValue(), "voidReason", nullValue())
                .body("signedAt", notNullValue(), "means", not(is("pen")));
        get(path(deal, "/history/verification")).body("intact", is(true));
    }

    private static UUID document(UUID deal, String kind) {
        return created(path(deal, "/documents"), Map.of("kind", kind));
    }

    private static ValidatableResponse sign(UUID deal, UUID document) {
        return post(path(deal, "/documents/" + document + "/sign"), Map.of("signedBy", "Ada Stone", "means", "pen"));
    }

    private static ValidatableResponse makeVoid(UUID deal, UUID document) {
        return post(path(deal, "/documents/" + document + "/void"), Map.of("reason", "Wrong name"));
    }

    private static ValidatableResponse change(UUID deal) {
        String tag = get(path(deal, "")).extract().header("ETag");
        return caller().header("If-Match", tag)
                .body(Map.of("value", Map.of("amount", 5, "currency", "EUR")))
                .patch(path(deal, ""))
                .then();
    }

    private static List<String> types(UUID deal) {
        return get(path(deal, "/history?limit=200")).extract().path("items.type");
    }

    private static void conflict(ValidatableResponse answer) {
        answer.statusCode(409).body("type", is("/problems/conflict"));
    }

    private static void closed(ValidatableResponse answer) {
        answer.statusCode(409).body("type", is("/problems/deal-closed"));
    }

    private static void notFound(ValidatableResponse answer) {
        answer.statusCode(404).body("type", is("/problems/not-found"));
    }
}
