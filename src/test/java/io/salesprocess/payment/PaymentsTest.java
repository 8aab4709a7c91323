package io.salesprocess.payment;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Sales;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 7: money that arrives for won deals. */
@QuarkusTest
class PaymentsTest {

    @Test
    void a_payment_is_recorded_and_counts_as_collected_rule_7() {
        UUID deal = Sales.wonDeal();
        ValidatableResponse paid = post(
                        path(deal, "/payments"),
                        Map.of(
                                "amount", euros(400_000),
                                "method", "bank-transfer",
                                "reference", "INV-1",
                                "receivedAt", "2026-03-01T10:00:00Z"))
                .statusCode(201)
                .body("amount.amount", is(400_000), "amount.currency", is("EUR"), "dealId", is(deal.toString()))
                .body("method", is("bank-transfer"), "reference", is("INV-1"))
                .body("receivedAt", is("2026-03-01T10:00:00Z"), "recordedAt", notNullValue())
                .body("refunded.amount", is(0), "refunded.currency", is("EUR"));
        String location = paid.extract().header("Location");
        assertThat(location).endsWith(path(deal, "/payments/" + paid.extract().path("id")));
        get(location).statusCode(200).header("ETag", is(paid.extract().header("ETag")));
        assertThat(get(location).extract().asString()).isEqualTo(paid.extract().asString());
        get(path(deal, ""))
                .body("payments.collected.amount", is(400_000))
                .body("payments.outstanding.amount", is((int) Sales.PRICE - 400_000))
                .body("payments.overpaid.amount", is(0));
    }

    @Test
    void paying_too_much_is_recorded_and_shown_as_overpaid_rule_7() {
        UUID deal = Sales.wonDeal();
        pay(deal, Sales.PRICE, "INV-1").statusCode(201);
        pay(deal, 5, "INV-2").statusCode(201);
        get(path(deal, ""))
                .body("payments.collected.amount", is((int) Sales.PRICE + 5))
                .body("payments.outstanding.amount", is(0), "payments.overpaid.amount", is(5));
    }

    @Test
    void a_deal_that_is_not_won_takes_no_payment_rule_7() {
        UUID deal = Sales.deal();
        violated(pay(deal, 100, "INV-1"));
        get(path(deal, "/payments")).body("items", hasSize(0));
    }

    @Test
    void money_in_another_currency_is_refused_rule_7() {
        violated(post(
                path(Sales.wonDeal(), "/payments"),
                Map.of("amount", Map.of("amount", 100, "currency", "USD"), "reference", "INV-1")));
    }

    @Test
    void a_payment_without_key_and_reference_is_refused_as_it_could_count_twice() {
        UUID deal = Sales.wonDeal();
        post(path(deal, "/payments"), Map.of("amount", euros(100)))
                .statusCode(400)
                .body("type", is("/problems/idempotency-key-missing"));
        get(path(deal, "/payments")).body("items", hasSize(0));
    }

    @Test
    void under_one_idempotency_key_a_payment_counts_once() {
        UUID deal = Sales.wonDeal();
        String key = unique("key");
        Response first = payUnder(key, deal, 100, null);
        Response again = payUnder(key, deal, 100, null);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first.asString());
        payUnder(key, deal, 101, null).then().statusCode(422).body("type", is("/problems/idempotency-key-reused"));
        collected(deal, 100);
    }

    @Test
    void without_references_payments_are_told_apart_by_their_keys() {
        UUID deal = Sales.wonDeal();
        payUnder(unique("key"), deal, 100, null).then().statusCode(201).body("reference", nullValue());
        payUnder(unique("key"), deal, 100, null).then().statusCode(201);
        collected(deal, 200);
    }

    @Test
    void the_same_payment_again_under_its_reference_answers_the_first() {
        UUID deal = Sales.wonDeal();
        Map<String, Object> payment = Map.of(
                "amount", euros(100),
                "method", "cash",
                "reference", "INV-1",
                "receivedAt", "2026-03-01T10:00:00.123456789Z");
        String first =
                post(path(deal, "/payments"), payment).statusCode(201).extract().asString();
        assertThat(post(path(deal, "/payments"), payment)
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(first);
        assertThat(post(path(deal, "/payments"), with(payment, "receivedAt", null))
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(first);
        post(path(deal, "/payments"), with(payment, "reference", " INV-1 ")).statusCode(200);
        collected(deal, 100);
        assertThat(types(deal)).containsOnlyOnce("payment.received");
    }

    @Test
    void a_retry_by_reference_is_known_by_it_although_its_if_match_is_old() {
        UUID deal = Sales.wonDeal();
        String tag = get(path(deal, "/transitions")).extract().header("ETag");
        payMatching(tag, deal, "INV-1").statusCode(201);
        payMatching(tag, deal, "INV-1").statusCode(200);
        payMatching(tag, deal, "INV-2").statusCode(412);
        collected(deal, 100);
    }

    @ParameterizedTest
    @CsvSource({"amount", "method", "receivedAt"})
    void other_content_under_a_reference_is_a_conflict(String field) {
        UUID deal = Sales.wonDeal();
        Map<String, Object> payment = Map.of(
                "amount", euros(100), "method", "cash", "reference", "INV-1", "receivedAt", "2026-03-01T10:00:00Z");
        Map<String, Object> other =
                Map.of("amount", euros(101), "method", "card", "receivedAt", "2026-03-02T10:00:00Z");
        post(path(deal, "/payments"), payment).statusCode(201);
        conflict(post(path(deal, "/payments"), with(payment, field, other.get(field))));
        collected(deal, 100);
    }

    @Test
    void key_and_reference_both_hold() {
        UUID deal = Sales.wonDeal();
        String key = unique("key");
        String first = payUnder(key, deal, 100, "INV-1")
                .then()
                .statusCode(201)
                .extract()
                .asString();
        assertThat(payUnder(unique("key"), deal, 100, "INV-1")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .isEqualTo(first);
        conflict(payUnder(unique("key"), deal, 101, "INV-1").then());
        payUnder(key, deal, 100, "INV-2").then().statusCode(422);
        collected(deal, 100);
    }

    @Test
    void a_reference_belongs_to_its_deal() {
        UUID one = Sales.wonDeal();
        UUID other = Sales.wonDeal();
        pay(one, 100, "INV-1").statusCode(201);
        pay(other, 200, "INV-1").statusCode(201);
        collected(one, 100);
        collected(other, 200);
    }

    @Test
    void of_many_who_report_one_payment_at_once_one_records_it() throws Exception {
        UUID deal = Sales.wonDeal();
        List<Response> answers =
                Concurrently.run(20, i -> pay(deal, 100, "INV-1").extract().response());
        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnly(200, 201)
                .containsOnlyOnce(201);
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        get(path(deal, "/payments")).body("items", hasSize(1));
        collected(deal, 100);
    }

    @Test
    void payments_made_at_once_all_count_rule_7() throws Exception {
        UUID deal = Sales.wonDeal();
        List<Integer> answers = Concurrently.run(
                20, i -> pay(deal, 100 + i, "INV-" + i).extract().statusCode());
        assertThat(answers).containsOnly(201);
        collected(deal, 20 * 100 + 190);
        get(path(deal, "/history/verification")).body("intact", is(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reference\": \"R\"}                                                                | /amount",
                "{\"reference\": \"R\", \"amount\": {\"amount\": 0, \"currency\": \"EUR\"}}            | /amount/amount",
                "{\"reference\": \"R\", \"amount\": {\"amount\": -1, \"currency\": \"EUR\"}}           | /amount/amount",
                "{\"reference\": \"R\", \"amount\": {\"amount\": 9007199254740992, \"currency\": \"EUR\"}} | /amount/amount",
                "{\"reference\": \"R\", \"amount\": {\"amount\": 1, \"currency\": \"XYZ\"}}            | /amount/currency",
                "{\"reference\": \" \", \"amount\": {\"amount\": 1, \"currency\": \"EUR\"}}            | /reference",
                "{\"reference\": \"R\", \"amount\": {\"amount\": 1, \"currency\": \"EUR\"}, \"receivedAt\": \"2999-01-01T00:00:00Z\"} | /receivedAt",
                "{\"reference\": \"R\", \"amount\": {\"amount\": 1, \"currency\": \"EUR\"}, \"dealId\": null} | /dealId"
            })
    void what_is_wrong_with_a_payment_is_named_by_its_place(String body, String pointer) {
        caller().body(body)
                .post(path(Sales.deal(), "/payments"))
                .then()
                .statusCode(400)
                .body("type", is("/problems/invalid-request"), "errors.pointer", contains(pointer));
    }

    @Test
    void texts_have_their_greatest_lengths() {
        Map<String, Object> payment = Map.of("amount", euros(1), "reference", "R");
        String address = path(Sales.deal(), "/payments");
        post(address, with(payment, "method", "x".repeat(51)))
                .statusCode(400)
                .body("errors.pointer", contains("/method"));
        post(address, with(payment, "reference", "x".repeat(201)))
                .statusCode(400)
                .body("errors.pointer", contains("/reference"));
    }

    @Test
    void payments_are_listed_oldest_first_page_by_page_with_what_has_gone_back() {
        UUID deal = Sales.wonDeal();
        String first = pay(deal, 100, "INV-1").extract().path("id");
        String second = pay(deal, 200, "INV-2").extract().path("id");
        post(path(deal, "/payments/" + second + "/refunds"), Map.of("amount", euros(50), "reference", "CN-1"))
                .statusCode(201);
        String next = get(path(deal, "/payments?limit=1"))
                .statusCode(200)
                .body("items.id", contains(first), "items.refunded.amount", contains(0))
                .header("Link", containsString("rel=\"next\""))
                .extract()
                .path("next");
        get(path(deal, "/payments?limit=1&cursor=" + next))
                .body("items.id", contains(second), "items.refunded.amount", contains(50), "next", nullValue());
    }

    @Test
    void a_payment_of_another_deal_is_not_found() {
        UUID deal = Sales.wonDeal();
        String foreign = pay(Sales.wonDeal(), 100, "INV-1").extract().path("id");
        notFound(get(path(deal, "/payments/" + foreign)));
        notFound(get(path(deal, "/payments/" + UUID.randomUUID())));
        notFound(get(path(UUID.randomUUID(), "/payments")));
        notFound(pay(UUID.randomUUID(), 100, "INV-1"));
    }

    private static ValidatableResponse pay(UUID deal, long cents, String reference) {
        return post(path(deal, "/payments"), Map.of("amount", euros(cents), "reference", reference));
    }

    private static Response payUnder(String key, UUID deal, long cents, String reference) {
        return caller().header("Idempotency-Key", key)
                .body(with(Map.of("amount", euros(cents)), "reference", reference))
                .post(path(deal, "/payments"));
    }

    private static ValidatableResponse payMatching(String tag, UUID deal, String reference) {
        return caller().header("If-Match", tag)
                .body(Map.of("amount", euros(100), "reference", reference))
                .post(path(deal, "/payments"))
                .then();
    }

    private static void collected(UUID deal, int cents) {
        get(path(deal, "")).body("payments.collected.amount", is(cents));
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    private static Map<String, Object> euros(long cents) {
        return Map.of("amount", cents, "currency", "EUR");
    }

    private static List<String> types(UUID deal) {
        return get(path(deal, "/history?limit=200")).extract().path("items.type");
    }

    private static void conflict(ValidatableResponse answer) {
        answer.statusCode(409).body("type", is("/problems/conflict"));
    }

    private static void violated(ValidatableResponse answer) {
        answer.statusCode(422).body("type", is("/problems/rule-violated"), "rule", is(7));
    }

    private static void notFound(ValidatableResponse answer) {
        answer.statusCode(404).body("type", is("/problems/not-found"));
    }
}
