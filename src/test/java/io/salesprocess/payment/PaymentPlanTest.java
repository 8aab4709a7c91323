package io.salesprocess.payment;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.payment.PaymentPlan.Instalment;
import io.salesprocess.payment.PaymentPlan.Part;
import io.salesprocess.payment.PaymentPlan.Status;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.testkit.Sales;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The value of a deal in instalments; money fills the oldest first. */
@QuarkusTest
class PaymentPlanTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-26");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0    | 0 0 0       | OVERDUE OPEN OPEN",
                "-50  | 0 0 0       | OVERDUE OPEN OPEN",
                "99   | 99 0 0      | OVERDUE OPEN OPEN",
                "100  | 100 0 0     | PAID OPEN OPEN",
                "350  | 100 200 50  | PAID PAID OPEN",
                "600  | 100 200 300 | PAID PAID PAID",
                "9999 | 100 200 300 | PAID PAID PAID"
            })
    void what_was_collected_fills_the_oldest_instalment_first(long collected, String paid, String status) {
        PaymentPlan plan = PaymentPlan.of(
                List.of(due("2027-02-28", 300), due("2026-11-25", 100), due("2026-11-26", 200)), collected, TODAY);
        assertThat(plan.parts().stream().map(Part::paid).toList())
                .isEqualTo(Arrays.stream(paid.split(" ")).map(Long::valueOf).toList());
        assertThat(plan.parts().stream().map(Part::status).toList())
                .isEqualTo(Arrays.stream(status.split(" ")).map(Status::valueOf).toList());
    }

    @Test
    void of_those_due_on_one_day_the_first_is_filled_first() {
        PaymentPlan plan = PaymentPlan.of(List.of(due("2026-01-31", 30), due("2026-01-31", 20)), 30, TODAY);
        assertThat(plan.parts()).extracting(Part::paid).containsExactly(30L, 0L);
        assertThat(plan.parts()).extracting(Part::open).containsExactly(0L, 20L);
    }

    @Test
    void a_plan_shows_what_is_paid_open_and_overdue_of_each_instalment() {
        UUID deal = Sales.wonDeal();
        get(path(deal, "/payment-plan")).statusCode(200).body("instalments", hasSize(0), "matchesValue", is(true));
        put(deal, "2099-12-31", 590_000, "2020-01-31", 400_000)
                .statusCode(200)
                .body("instalments.dueOn", contains("2020-01-31", "2099-12-31"))
                .body("instalments.status", contains("overdue", "open"));
        UUID payment = created(
                path(deal, "/payments"),
                Map.of("amount", Map.of("amount", 100_000, "currency", "EUR"), "reference", "INV-1"));
        get(path(deal, "/payment-plan"))
                .body("instalments.paid.amount", contains(100_000, 0))
                .body("instalments.open.amount", contains(300_000, 590_000))
                .body("instalments.overdue.amount", contains(300_000, 0));
        post(path(deal, "/payments/" + payment + "/reversal"), Map.of("reference", "RET-1"))
                .statusCode(201);
        get(path(deal, "/payment-plan")).body("instalments.paid.amount", contains(0, 0));
        get(path(deal, "/history?order=desc&limit=3"))
                .body("items.type", contains("payment.reversed", "payment.received", "payment-plan.changed"))
                .body("items[2].data.instalments", is(2), "items[2].data.total.amount", is((int) Sales.PRICE));
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
    }

    @Test
    void instalments_add_up_to_the_value_rule_7() {
        UUID deal = Sales.wonDeal();
        put(deal, "2027-01-31", 590_000, "2027-02-28", 400_001)
                .statusCode(422)
                .body("type", is("/problems/rule-violated"), "rule", is(7))
                .body("detail", is("The instalments add up to 990001 EUR, and the value of the deal is 990000 EUR."));
        get(path(deal, "/payment-plan")).body("instalments", hasSize(0));
    }

    @Test
    void an_open_deal_can_have_a_plan_and_tells_when_its_value_has_changed_since() {
        UUID deal = Sales.deal();
        put(deal, "2027-01-31", 590_000, "2027-02-28", 400_000).statusCode(200).body("matchesValue", is(true));
        caller().header("If-Match", "*")
                .body(Map.of("value", Map.of("amount", 5, "currency", "EUR")))
                .patch(path(deal, ""))
                .then()
                .statusCode(200);
        get(path(deal, "/payment-plan")).body("matchesValue", is(false), "instalments", hasSize(2));
        putEmpty(deal).statusCode(200).body("instalments", hasSize(0), "matchesValue", is(true));
        move(deal, "lose", "pre-qualification", "Budget").statusCode(201);
        putEmpty(deal).statusCode(200);
        caller().body(Map.of("instalments", List.of(instalment("2027-01-31", 5, "EUR"))))
                .put(path(deal, "/payment-plan"))
                .then()
                .statusCode(409)
                .body("type", is("/problems/deal-closed"));
    }

    @Test
    void the_same_plan_again_is_no_event_and_an_old_version_is_refused() {
        UUID deal = Sales.deal();
        String tag = put(deal, "2027-01-31", 590_000, "2027-02-28", 400_000)
                .extract()
                .header("ETag");
        assertThat(put(deal, "2027-01-31", 590_000, "2027-02-28", 400_000)
                        .extract()
                        .header("ETag"))
                .isEqualTo(tag);
        patch(path(deal, "/assessment"), Map.of("interest", "strong")).statusCode(200);
        caller().header("If-Match", tag)
                .body(Map.of("instalments", List.of()))
                .put(path(deal, "/payment-plan"))
                .then()
                .statusCode(412);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                   | /instalments",
                "{\"instalments\": [null]}                                            | /instalments/0",
                "{\"instalments\": [{\"amount\": {\"amount\": 1, \"currency\": \"EUR\"}}]} | /instalments/0/dueOn",
                "{\"instalments\": [{\"dueOn\": \"2027-01-31\"}]}                      | /instalments/0/amount",
                "{\"instalments\": [{\"dueOn\": \"2027-02-30\", \"amount\": {\"amount\": 1, \"currency\": \"EUR\"}}]} | /instalments/0/dueOn",
                "{\"instalments\": [{\"dueOn\": 20000, \"amount\": {\"amount\": 1, \"currency\": \"EUR\"}}]} | /instalments/0/dueOn",
                "{\"instalments\": [{\"dueOn\": [2027, 1, 31], \"amount\": {\"amount\": 1, \"currency\": \"EUR\"}}]} | /instalments/0/dueOn",
                "{\"instalments\": [{\"dueOn\": \"2027-01-31\", \"amount\": {\"amount\": 0, \"currency\": \"EUR\"}}]} | /instalments/0/amount/amount",
                "{\"instalments\": [{\"dueOn\": \"2027-01-31\", \"amount\": {\"amount\": 1, \"currency\": \"EUR\"}}, {\"dueOn\": \"2027-01-31\", \"amount\": {\"amount\": 1, \"currency\": \"USD\"}}]} | /instalments/1/amount/currency"
            })
    void what_is_wrong_with_a_plan_is_named_by_its_place(String body, String pointer) {
        caller().body(body)
                .put(path(Sales.deal(), "/payment-plan"))
                .then()
                .statusCode(400)
                .body("type", is("/problems/invalid-request"), "errors.pointer", contains(pointer));
    }

    private static ValidatableResponse put(UUID deal, String one, long first, String other, long second) {
        return caller().body(
                        Map.of("instalments", List.of(instalment(one, first, "EUR"), instalment(other, second, "EUR"))))
                .put(path(deal, "/payment-plan"))
                .then();
    }

    private static ValidatableResponse putEmpty(UUID deal) {
        return caller().body(Map.of("instalments", List.of()))
                .put(path(deal, "/payment-plan"))
                .then();
    }

    private static Map<String, Object> instalment(String dueOn, long amount, String currency) {
        return Map.of("dueOn", dueOn, "amount", Map.of("amount", amount, "currency", currency));
    }

    private static Instalment due(String day, long amount) {
        return new Instalment(LocalDate.parse(day), new Amount(amount, "EUR"));
    }
}
