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
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 16: money that fits no deal is kept until a person assigns it. */
@QuarkusTest
class UnassignedPaymentsTest {

    @Inject
    DataSource database;

    private static final String ADDRESS = "/v1/unassigned-payments";

    @Test
    void money_is_kept_until_it_is_assigned_and_then_is_a_payment_of_the_deal() {
        UUID deal = Sales.wonDeal();
        String reference = unique("STMT");
        ValidatableResponse kept = post(
                        ADDRESS,
                        Map.of(
                                "amount", euros(2_500),
                                "method", "bank-transfer",
                                "reference", reference,
                                "note", "From Hill & Co.",
                                "receivedAt", "2026-03-01T10:00:00Z"))
                .statusCode(201)
                .body("assignment", nullValue(), "note", is("From Hill & Co."), "recordedAt", notNullValue());
        String location = kept.extract().header("Location");
        String id = kept.extract().path("id");
        assertThat(location).endsWith(ADDRESS + "/" + id);
        assertThat(all("")).contains(id);

        String payment = assign(id, deal)
                .statusCode(200)
                .body("assignment.dealId", is(deal.toString()), "amount.amount", is(2_500))
                .extract()
                .path("assignment.paymentId");
        get(path(deal, "/payments/" + payment))
                .statusCode(200)
                .body("amount.amount", is(2_500), "method", is("bank-transfer"), "reference", is(reference))
                .body("receivedAt", is("2026-03-01T10:00:00Z"));
        get(path(deal, "")).body("payments.collected.amount", is(2_500));
        get(path(deal, "/history?order=desc&limit=1")).body("items.type", contains("payment.received"));
        get(location).statusCode(200).body("assignment.paymentId", is(payment));
        assertThat(all("")).doesNotContain(id);
        assertThat(all("&assigned=true")).contains(id);
    }

    @Test
    void assigning_again_to_the_same_deal_changes_nothing_and_to_another_is_refused() {
        UUID deal = Sales.wonDeal();
        String id = keep(100, unique("STMT")).extract().path("id");
        String first = assign(id, deal).statusCode(200).extract().asString();
        assertThat(assign(id, deal).statusCode(200).extract().asString()).isEqualTo(first);
        conflict(assign(id, Sales.wonDeal()));
        get(path(deal, "/payments")).body("items", hasSize(1));
    }

    @Test
    void of_many_who_assign_money_at_once_one_does() throws Exception {
        List<UUID> deals = List.of(Sales.wonDeal(), Sales.wonDeal());
        String id = keep(100, unique("STMT")).extract().path("id");
        List<Integer> answers =
                Concurrently.run(20, i -> assign(id, deals.get(i % 2)).extract().statusCode());
        assertThat(answers).containsOnly(200, 409);
        int payments = deals.stream()
                .mapToInt(deal -> get(path(deal, "/payments"))
                        .extract()
                        .<List<Object>>path("items")
                        .size())
                .sum();
        assertThat(payments).isEqualTo(1);
    }

    @Test
    void what_the_rules_refuse_stays_unassigned_rule_7() {
        String id = post(ADDRESS, Map.of("amount", Map.of("amount", 5, "currency", "USD"), "reference", unique("STMT")))
                .statusCode(201)
                .extract()
                .path("id");
        violated(assign(id, Sales.wonDeal()));
        violated(assign(id, Sales.deal()));
        assign(id, UUID.randomUUID()).statusCode(404);
        assign(UUID.randomUUID().toString(), Sales.wonDeal()).statusCode(404);
        get(ADDRESS + "/" + id).body("assignment", nullValue());
    }

    @Test
    void a_reference_that_the_deal_has_already_is_refused() {
        UUID deal = Sales.wonDeal();
        String reference = unique("INV");
        created(path(deal, "/payments"), Map.of("amount", euros(100), "reference", reference));
        String id = keep(100, reference).statusCode(201).extract().path("id");
        conflict(assign(id, deal));
        get(path(deal, "")).body("payments.collected.amount", is(100));
        assign(id, Sales.wonDeal()).statusCode(200);
    }

    @Test
    void the_same_money_again_under_its_reference_answers_the_first_and_other_money_is_a_conflict() throws Exception {
        String reference = unique("STMT");
        List<Response> answers =
                Concurrently.run(20, i -> keep(100, reference).extract().response());
        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnly(200, 201)
                .containsOnlyOnce(201);
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        conflict(keep(101, reference));
        post(ADDRESS, Map.of("amount", euros(1))).statusCode(400).body("type", is("/problems/idempotency-key-missing"));
        String key = unique("key");
        String first = under(key).statusCode(201).extract().asString();
        assertThat(under(key).statusCode(201).extract().asString()).isEqualTo(first);
    }

    @Test
    void a_retry_under_its_key_has_the_words_and_the_record_of_the_key_has_not() throws SQLException {
        String key = unique("key");
        Map<String, Object> money = Map.of("amount", euros(1), "note", "From " + key, "reference", unique("STMT"));
        Response first = caller().header("Idempotency-Key", key).body(money).post(ADDRESS);
        Response again = caller().header("Idempotency-Key", key).body(money).post(ADDRESS);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString()).contains("From " + key);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT count(*) FROM idempotency_record"
                        + " WHERE position(convert_to('From " + key + "', 'UTF8') IN body) > 0")) {
            found.next();
            assertThat(found.getInt(1)).isZero();
        }
    }

    @Test
    void managers_keep_and_assign_auditors_read_and_others_do_not_know() {
        String id = keep(100, unique("STMT")).extract().path("id");
        for (String role : List.of("intake", "receptionist", "admin")) {
            caller(Keys.of(role)).get(ADDRESS).then().statusCode(403);
        }
        String salesperson = Keys.of("salesperson", Sales.salesperson());
        caller(salesperson).get(ADDRESS + "/" + id).then().statusCode(403);
        caller(salesperson)
                .body(Map.of("dealId", Sales.wonDeal()))
                .post(ADDRESS + "/" + id + "/assign")
                .then()
                .statusCode(403);
        caller(Keys.of("auditor")).get(ADDRESS + "/" + id).then().statusCode(200);
        caller(Keys.of("auditor"))
                .body(Map.of("amount", euros(1), "reference", unique("STMT")))
                .post(ADDRESS)
                .then()
                .statusCode(403);
        caller(Keys.of("manager"))
                .body(Map.of("dealId", Sales.wonDeal()))
                .post(ADDRESS + "/" + id + "/assign")
                .then()
                .statusCode(200);
    }

    @Test
    void erasing_the_prospect_erases_the_words_of_money_that_was_assigned_rule_12() {
        UUID deal = Sales.wonDeal();
        String reference = unique("STMT");
        String id = post(ADDRESS, Map.of("amount", euros(7), "reference", reference, "note", "Ada Stone paid"))
                .extract()
                .path("id");
        assign(id, deal).statusCode(200);
        String prospect = "/v1/prospects/" + get(path(deal, "")).extract().path("prospectId");
        get(prospect + "/export").body("assignedPayments.note", hasItem("Ada Stone paid"));
        caller().header("If-Match", "*").delete(prospect).then().statusCode(204);
        get(ADDRESS + "/" + id).body("note", nullValue(), "reference", nullValue(), "amount.amount", is(7));
        keep(7, reference).statusCode(200).body("id", is(id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reference\": \"R\"}                                                       | /amount",
                "{\"reference\": \"R\", \"amount\": {\"amount\": 0, \"currency\": \"EUR\"}}   | /amount/amount",
                "{\"reference\": \"R\", \"amount\": {\"amount\": 1, \"currency\": \"DEM\"}}   | /amount/currency",
                "{\"reference\": \" \", \"amount\": {\"amount\": 1, \"currency\": \"EUR\"}}   | /reference",
                "{\"reference\": \"R\", \"amount\": {\"amount\": 1, \"currency\": \"EUR\"}, \"receivedAt\": \"2999-01-01T00:00:00Z\"} | /receivedAt"
            })
    void what_is_wrong_with_money_is_named_by_its_place(String body, String pointer) {
        caller().body(body).post(ADDRESS).then().statusCode(400).body("errors.pointer", contains(pointer));
        caller().body("{}")
                .post(ADDRESS + "/" + UUID.randomUUID() + "/assign")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/dealId"));
    }

    private static List<String> all(String query) {
        List<String> ids = new java.util.ArrayList<>();
        String next = "";
        while (next != null) {
            ValidatableResponse page = get(ADDRESS + "?limit=200" + query + next)
                    .statusCode(200)
                    .body("items.id", not(hasItem(nullValue())));
            ids.addAll(page.extract().path("items.id"));
            String cursor = page.extract().path("next");
            next = cursor == null ? null : "&cursor=" + cursor;
        }
        return ids;
    }

    private static ValidatableResponse keep(long cents, String reference) {
        return post(ADDRESS, new HashMap<>(Map.of("amount", euros(cents), "reference", reference)));
    }

    private static ValidatableResponse under(String key) {
        return caller().header("Idempotency-Key", key)
                .body(Map.of("amount", euros(1)))
                .post(ADDRESS)
                .then();
    }

    private static ValidatableResponse assign(String id, UUID deal) {
        return post(ADDRESS + "/" + id + "/assign", Map.of("dealId", deal));
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
}
