package io.salesprocess.payment;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Sales;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rule 7: money that goes back, never more than came in. */
@QuarkusTest
class RefundsTest {

    @Test
    void a_refund_lowers_what_is_collected_rule_7() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100_000);
        ValidatableResponse refunded = post(
                        refunds(deal, payment),
                        Map.of("amount", euros(40_000), "reason", "Paid twice", "reference", "CN-1"))
                .statusCode(201)
                .body("paymentId", is(payment.toString()), "dealId", is(deal.toString()))
                .body("amount.amount", is(40_000), "reason", is("Paid twice"), "reference", is("CN-1"))
                .body("recordedAt", notNullValue());
        String location = refunded.extract().header("Location");
        assertThat(get(location).statusCode(200).extract().asString())
                .isEqualTo(refunded.extract().asString());
        get(path(deal, "/payments/" + payment)).body("amount.amount", is(100_000), "refunded.amount", is(40_000));
        get(path(deal, "")).body("payments.collected.amount", is(60_000), "payments.refunded.amount", is(40_000));
        get(path(deal, "/history/verification")).body("intact", is(true));
    }

    @Test
    void no_more_than_is_left_of_the_payment_can_be_refunded_rule_7() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        paid(deal, 1_000);
        violated(refund(deal, payment, 101, "CN-1"));
        refund(deal, payment, 60, "CN-2").statusCode(201);
        violated(refund(deal, payment, 41, "CN-3"));
        refund(deal, payment, 40, "CN-4").statusCode(201);
        violated(refund(deal, payment, 1, "CN-5"));
        get(refunds(deal, payment)).body("items.reference", contains("CN-2", "CN-4"));
        get(path(deal, "")).body("payments.collected.amount", is(1_000));
    }

    @Test
    void of_refunds_made_at_once_whose_sum_is_too_much_exactly_one_wins_rule_7() throws Exception {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        List<Integer> answers = Concurrently.run(
                50, i -> refund(deal, payment, 60, "CN-" + i).extract().statusCode());
        assertThat(answers).containsOnly(201, 422).containsOnlyOnce(201);
        get(path(deal, "")).body("payments.collected.amount", is(40), "payments.refunded.amount", is(60));
        get(path(deal, "/history/verification")).body("intact", is(true));
    }

    @Test
    void the_same_refund_again_under_its_reference_answers_the_first() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        String first =
                refund(deal, payment, 60, "CN-1").statusCode(201).extract().asString();
        assertThat(refund(deal, payment, 60, "CN-1").statusCode(200).extract().asString())
                .isEqualTo(first);
        get(path(deal, "/payments/" + payment)).body("refunded.amount", is(60));
    }

    @Test
    void other_content_under_a_reference_is_a_conflict() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        refund(deal, payment, 60, "CN-1").statusCode(201);
        conflict(refund(deal, payment, 61, "CN-1"));
        conflict(refund(deal, paid(deal, 100), 60, "CN-1"));
        get(path(deal, "")).body("payments.refunded.amount", is(60));
    }

    @Test
    void of_many_who_report_one_refund_at_once_one_records_it() throws Exception {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 1_000);
        List<Response> answers = Concurrently.run(
                20, i -> refund(deal, payment, 10, "CN-1").extract().response());
        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnly(200, 201)
                .containsOnlyOnce(201);
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        get(path(deal, "")).body("payments.refunded.amount", is(10));
    }

    @Test
    void a_refund_without_key_and_reference_is_refused_as_it_could_count_twice() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        post(refunds(deal, payment), Map.of("amount", euros(1)))
                .statusCode(400)
                .body("type", is("/problems/idempotency-key-missing"));
        String key = unique("key");
        String first = refundUnder(key, deal, payment).statusCode(201).extract().asString();
        ValidatableResponse again = refundUnder(key, deal, payment).statusCode(201);
        assertThat(again.extract().asString()).isEqualTo(first);
        get(refunds(deal, payment)).body("items", hasSize(1));
    }

    @Test
    void a_refund_is_positive_and_in_the_deals_currency_rule_7() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        refund(deal, payment, 0, "CN-1").statusCode(400).body("errors.pointer", contains("/amount/amount"));
        violated(post(
                refunds(deal, payment), Map.of("amount", Map.of("amount", 1, "currency", "USD"), "reference", "CN-1")));
    }

    @Test
    void a_payment_or_refund_of_another_deal_is_not_found() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        UUID other = Sales.wonDeal();
        UUID foreign = paid(other, 100);
        String refund = refund(other, foreign, 10, "CN-1").extract().path("id");
        notFound(get(refunds(deal, foreign)));
        notFound(refund(deal, foreign, 10, "CN-1"));
        notFound(get(refunds(deal, payment) + "/" + refund));
        notFound(get(refunds(deal, foreign) + "/" + refund));
        get(path(other, "")).body("payments.refunded.amount", is(10));
    }

    @Test
    void reasons_stay_out_of_history_and_go_with_the_prospect_while_the_books_stay_rule_12() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        Map<String, Object> refund = Map.of("amount", euros(10), "reason", "Ada moved house", "reference", "CN-1");
        String location =
                post(refunds(deal, payment), refund).statusCode(201).extract().header("Location");
        assertThat(get(path(deal, "/history?limit=200")).extract().asString()).doesNotContain("Ada");

        String prospect = "/v1/prospects/" + get(path(deal, "")).extract().path("prospectId");
        get(prospect + "/export")
                .statusCode(200)
                .body("refunds.reason", hasItem("Ada moved house"), "payments.refunded.amount", contains(10));
        caller().header("If-Match", get(prospect).extract().header("ETag"))
                .delete(prospect)
                .then()
                .statusCode(204);
        get(location).body("reason", nullValue(), "amount.amount", is(10), "reference", nullValue());
        post(refunds(deal, payment), refund).statusCode(200).body("reason", nullValue());
        get(path(deal, "")).body("payments.collected.amount", is(90));
    }

    private static UUID paid(UUID deal, long cents) {
        return created(path(deal, "/payments"), Map.of("amount", euros(cents), "reference", unique("INV")));
    }

    private static String refunds(UUID deal, UUID payment) {
        return path(deal, "/payments/" + payment + "/refunds");
    }

    private static ValidatableResponse refund(UUID deal, UUID payment, long cents, String reference) {
        return post(refunds(deal, payment), Map.of("amount", euros(cents), "reference", reference));
    }

    private static ValidatableResponse refundUnder(String key, UUID deal, UUID payment) {
        return caller().header("Idempotency-Key", key)
                .body(Map.of("amount", euros(1)))
                .post(refunds(deal, payment))
                .then();
    }

    private static Map<String, Object> euros(long cents) {
        return Map.of("amount", cents, "currency", "EUR");
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
