package io.salesprocess.payment;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
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

/** Rules 7 and 16: payments that are taken back whole. */
@QuarkusTest
class ReversalsTest {

    @Test
    void a_reversal_takes_the_whole_payment_back_rule_7() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100_000);
        ValidatableResponse reversed = post(
                        reversal(deal, payment), Map.of("reason", "The direct debit bounced", "reference", "RET-1"))
                .statusCode(201)
                .body("paymentId", is(payment.toString()), "dealId", is(deal.toString()), "amount.amount", is(100_000))
                .body("reason", is("The direct debit bounced"), "reference", is("RET-1"));
        String location = reversed.extract().header("Location");
        assertThat(location).endsWith(reversal(deal, payment));
        assertThat(get(location).statusCode(200).extract().asString())
                .isEqualTo(reversed.extract().asString());
        get(path(deal, "/payments/" + payment)).body("refunded.amount", is(0), "reversed.amount", is(100_000));
        get(path(deal, ""))
                .body("payments.collected.amount", is(0), "payments.reversed.amount", is(100_000))
                .body("payments.outstanding.amount", is((int) Sales.PRICE));
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
    }

    @Test
    void a_payment_that_was_refunded_in_part_is_lost_whole_so_that_collected_falls_below_zero_rule_7() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        refund(deal, payment, 60).statusCode(201);
        reverse(deal, payment, "RET-1").statusCode(201).body("amount.amount", is(100));
        get(path(deal, ""))
                .body("payments.collected.amount", is(-60), "payments.refunded.amount", is(60))
                .body("payments.outstanding.amount", is((int) Sales.PRICE + 60), "payments.overpaid.amount", is(0));
        refund(deal, payment, 1)
                .statusCode(422)
                .body("type", is("/problems/rule-violated"), "rule", is(7))
                .body("detail", is("No more than 0 of this payment can be refunded."));
    }

    @Test
    void a_payment_is_reversed_once_and_the_same_reversal_again_answers_the_first() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        get(reversal(deal, payment)).statusCode(404);
        String first = reverse(deal, payment, "RET-1").statusCode(201).extract().asString();
        assertThat(reverse(deal, payment, "RET-1").statusCode(200).extract().asString())
                .isEqualTo(first);
        conflict(reverse(deal, payment, "RET-2"));
        conflict(reverse(deal, paid(deal, 100), "RET-1"));
        get(path(deal, "")).body("payments.reversed.amount", is(100));
    }

    @Test
    void under_an_idempotency_key_a_reversal_needs_no_reference() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        post(reversal(deal, payment), Map.of("reason", "Bounced"))
                .statusCode(400)
                .body("type", is("/problems/idempotency-key-missing"));
        String key = unique("key");
        Response first = under(key, deal, payment);
        Response again = under(key, deal, payment);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.asString()).isEqualTo(first.asString());
    }

    @Test
    void of_many_who_reverse_a_payment_at_once_one_does_and_refunds_at_the_same_time_take_no_more_than_it_was()
            throws Exception {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        List<Integer> answers =
                Concurrently.run(20, i -> (i % 2 == 0 ? reverse(deal, payment, "RET-" + i) : refund(deal, payment, 60))
                        .extract()
                        .statusCode());
        assertThat(answers).containsOnly(201, 409, 422);
        int refunded = get(path(deal, "/payments/" + payment))
                .body("reversed.amount", is(100))
                .extract()
                .path("refunded.amount");
        assertThat(refunded).isIn(0, 60);
        get(path(deal, "")).body("payments.collected.amount", is(-refunded));
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
    }

    @Test
    void an_old_version_is_refused_and_so_is_the_payment_of_another_deal() {
        UUID deal = Sales.wonDeal();
        String tag = get(path(deal, "/transitions")).extract().header("ETag");
        UUID payment = paid(deal, 100);
        caller().header("If-Match", tag)
                .body(Map.of("reference", "RET-1"))
                .post(reversal(deal, payment))
                .then()
                .statusCode(412);
        UUID foreign = paid(Sales.wonDeal(), 100);
        reverse(deal, foreign, "RET-1").statusCode(404);
        reverse(deal, UUID.randomUUID(), "RET-1").statusCode(404);
    }

    @Test
    void words_stay_out_of_history_and_go_with_the_prospect_while_the_books_stay_rule_12() {
        UUID deal = Sales.wonDeal();
        UUID payment = paid(deal, 100);
        Map<String, Object> reversal = Map.of("reason", "Ada had moved", "reference", "RET Ada");
        post(reversal(deal, payment), reversal).statusCode(201);
        assertThat(get(path(deal, "/history?limit=200")).extract().asString())
                .contains("payment.reversed")
                .doesNotContain("Ada");
        String prospect = "/v1/prospects/" + get(path(deal, "")).extract().path("prospectId");
        get(prospect + "/export").statusCode(200).body("reversals.reason", hasItem("Ada had moved"));
        caller().header("If-Match", "*").delete(prospect).then().statusCode(204);
        get(reversal(deal, payment)).body("reason", nullValue(), "reference", nullValue(), "amount.amount", is(100));
        post(reversal(deal, payment), reversal).statusCode(200).body("amount.amount", is(100));
        get(path(deal, "")).body("payments.collected.amount", is(0));
    }

    private static Response under(String key, UUID deal, UUID payment) {
        return caller().header("Idempotency-Key", key).body(Map.of()).post(reversal(deal, payment));
    }

    private static UUID paid(UUID deal, long cents) {
        return created(path(deal, "/payments"), Map.of("amount", euros(cents), "reference", unique("INV")));
    }

    private static String reversal(UUID deal, UUID payment) {
        return path(deal, "/payments/" + payment + "/reversal");
    }

    private static ValidatableResponse reverse(UUID deal, UUID payment, String reference) {
        return post(reversal(deal, payment), Map.of("reference", reference));
    }

    private static ValidatableResponse refund(UUID deal, UUID payment, long cents) {
        return post(
                path(deal, "/payments/" + payment + "/refunds"),
                Map.of("amount", euros(cents), "reference", unique("CN")));
    }

    private static Map<String, Object> euros(long cents) {
        return Map.of("amount", cents, "currency", "EUR");
    }

    private static void conflict(ValidatableResponse answer) {
        answer.statusCode(409).body("type", is("/problems/conflict"));
    }
}
