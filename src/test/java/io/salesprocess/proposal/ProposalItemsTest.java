package io.salesprocess.proposal;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Sales;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proposals whose items are added up. */
@QuarkusTest
class ProposalItemsTest {

    @Test
    void a_proposal_shows_what_its_items_come_to() {
        UUID offering = Sales.offering();
        post(
                        path(Sales.deal(), "/proposals"),
                        Map.of(
                                "items",
                                List.of(
                                        Map.of(
                                                "offeringId",
                                                offering,
                                                "quantity",
                                                2.5,
                                                "unitPrice",
                                                euros(1000),
                                                "discount",
                                                "0.10",
                                                "taxRate",
                                                "0.190"),
                                        Map.of(
                                                "description",
                                                " Travel ",
                                                "quantity",
                                                0.333,
                                                "unitPrice",
                                                euros(500),
                                                "taxRate",
                                                "0.07"),
                                        Map.of("description", "Manual", "quantity", 1, "unitPrice", euros(0))),
                                "terms",
                                "On delivery"))
                .statusCode(201)
                .body("items.net.amount", contains(2250, 167, 0))
                .body("items.description", contains("Call sheet suite", "Travel", "Manual"))
                .body("items[0].offeringId", is(offering.toString()))
                .body("items.taxRate", contains("0.19", "0.07", "0"), "items.discount", contains("0.1", "0", "0"))
                .body("net.amount", is(2417))
                .body("taxes.rate", contains("0", "0.07", "0.19"), "taxes.amount.amount", contains(0, 12, 428))
                .body("gross.amount", is(2857), "amount.amount", is(2857))
                .body("pages", is(1), "sha256", notNullValue(), "locale", is("en"));
    }

    @Test
    void an_item_has_the_tax_of_its_offering_unless_it_says_another() {
        UUID offering =
                created("/v1/offerings", Map.of("name", "Call sheet suite", "kind", "product", "taxRate", "0.190"));
        get("/v1/offerings/" + offering).body("taxRate", is("0.19"));
        Map<String, ?> theirs = Map.of("offeringId", offering, "quantity", 1, "unitPrice", euros(1000));
        Map<String, ?> another = Map.of("offeringId", offering, "quantity", 1, "unitPrice", euros(100), "taxRate", "0");
        post(path(Sales.deal(), "/proposals"), Map.of("items", List.of(theirs, another)))
                .statusCode(201)
                .body("items.taxRate", contains("0.19", "0"), "gross.amount", is(1290));
        patch("/v1/offerings/" + offering, Collections.singletonMap("taxRate", null))
                .statusCode(200)
                .body("taxRate", nullValue());
        post(path(Sales.deal(), "/proposals"), Map.of("items", List.of(theirs)))
                .statusCode(201)
                .body("items.taxRate", contains("0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"19", "0,19", "-0.19", "0.1234567", "0.", "١"})
    void the_tax_of_an_offering_is_a_decimal(String taxRate) {
        post("/v1/offerings", Map.of("name", "Call sheet suite", "kind", "product", "taxRate", taxRate))
                .statusCode(400)
                .body("errors.pointer", contains("/taxRate"), "errors.detail", contains(containsString("0.19")));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 500, 0.333, 167", "KWD, 1234, 2.125, 2622", "EUR, 1, 0.5, 1"})
    void currencies_are_counted_in_their_own_minor_unit(String currency, int price, double quantity, int gross) {
        post(
                        path(Sales.deal(), "/proposals"),
                        Map.of(
                                "items",
                                List.of(Map.of(
                                        "description",
                                        "X",
                                        "quantity",
                                        quantity,
                                        "unitPrice",
                                        Map.of("amount", price, "currency", currency)))))
                .statusCode(201)
                .body("gross.amount", is(gross), "gross.currency", is(currency));
    }

    @Test
    void the_gross_of_the_last_in_a_chain_of_counters_becomes_the_deals_value() {
        UUID deal = Sales.deal();
        UUID first = created(path(deal, "/proposals"), items(2000));
        step(deal, first, "send", Map.of(), 200);
        String theirs = step(deal, first, "counter", items(1000), 201);
        get(path(deal, "/proposals/" + theirs))
                .body("madeBy", is("client"), "sha256", nullValue(), "countersId", is(first.toString()));
        caller().accept("application/pdf")
                .get(path(deal, "/proposals/" + theirs))
                .then()
                .statusCode(404);
        String ours = step(deal, UUID.fromString(theirs), "counter", items(1500), 201);
        get(path(deal, "/proposals/" + ours)).body("madeBy", is("salesperson"), "sha256", notNullValue());
        caller().accept("application/pdf")
                .get(path(deal, "/proposals/" + ours))
                .then()
                .statusCode(200);
        step(deal, UUID.fromString(ours), "accept", Map.of(), 200);
        get(path(deal, "")).body("value.amount", is(1785), "value.currency", is("EUR"));
    }

    @Test
    void an_expired_proposal_can_no_longer_be_accepted() throws InterruptedException {
        UUID deal = Sales.deal();
        Instant end = Instant.now().plus(Duration.ofSeconds(4));
        UUID proposal = created(path(deal, "/proposals"), Map.of("amount", euros(1000), "validUntil", end.toString()));
        step(deal, proposal, "send", Map.of(), 200);
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis()) + 50);
        post(path(deal, "/proposals/" + proposal + "/accept"), Map.of())
                .statusCode(409)
                .body("type", is("/problems/conflict"), "detail", containsString("valid until"));
        get(path(deal, "/proposals/" + proposal)).body("status", is("sent"));
        step(deal, proposal, "counter", Map.of("amount", euros(900)), 201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | /items/0/description",
                "{\"description\": \"a\", \"quantity\": 0}      | /items/0/quantity",
                "{\"description\": \"a\", \"quantity\": 1.2345} | /items/0/quantity",
                "{\"description\": \"a\", \"quantity\": 1e9}    | /items/0/quantity",
                "{\"description\": \"a\", \"quantity\": \"1\"}  | /items/0/quantity",
                "{\"description\": \"a\", \"discount\": \"1.1\"} | /items/0/discount",
                "{\"description\": \"a\", \"discount\": \"-0.1\"} | /items/0/discount",
                "{\"description\": \"a\", \"discount\": \"1\"}  | /items",
                "{\"description\": \"a\", \"taxRate\": \"19\"}  | /items/0/taxRate",
                "{\"description\": \"a\", \"offeringId\": \"01a20a90-8840-7000-9086-7c3e4e5bf1a7\"} | /items/0/offeringId"
            })
    void a_wrong_item_is_named(String item, String pointer) {
        String body = item.contains("quantity")
                ? item
                : item.replaceFirst("\\{", "{\"quantity\": 1" + (item.equals("{}") ? "" : ", "));
        caller().body("{\"items\": ["
                        + body.replaceFirst("\\{", "{\"unitPrice\": {\"amount\": 5, \"currency\": \"EUR\"}, ") + "]}")
                .post(path(Sales.deal(), "/proposals"))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains(pointer));
    }

    @Test
    void items_are_all_in_one_currency_and_stand_without_an_amount_beside_them() {
        UUID deal = Sales.deal();
        Map<String, Object> yen =
                Map.of("description", "b", "quantity", 1, "unitPrice", Map.of("amount", 5, "currency", "JPY"));
        Map<String, Object> euros = Map.of("description", "a", "quantity", 1, "unitPrice", euros(5));
        post(path(deal, "/proposals"), Map.of("items", List.of(euros, yen)))
                .statusCode(400)
                .body("errors.pointer", contains("/items/1/unitPrice/currency"));
        post(path(deal, "/proposals"), Map.of("items", List.of(euros), "amount", euros(5)))
                .statusCode(400)
                .body("errors.pointer", contains("/amount"));
        post(path(deal, "/proposals"), Map.of("amount", euros(5), "validUntil", "2020-01-01T00:00:00Z"))
                .statusCode(400)
                .body("errors.pointer", contains("/validUntil"));
    }

    @Test
    void erasing_the_prospect_erases_items_and_pages_and_keeps_totals_rule_12() {
        UUID deal = Sales.deal();
        UUID proposal = created(path(deal, "/proposals"), items(2000));
        String prospect = "/v1/prospects/" + get(path(deal, "")).extract().path("prospectId");
        assertThat(get(prospect + "/export").extract().asString()).contains("Fifty call sheets");
        caller().header("If-Match", get(prospect).extract().header("ETag"))
                .delete(prospect)
                .then()
                .statusCode(204);
        get(path(deal, "/proposals/" + proposal))
                .body(
                        "items",
                        nullValue(),
                        "gross.amount",
                        is(2380),
                        "taxes.rate",
                        contains("0.19"),
                        "sha256",
                        notNullValue());
        caller().accept("text/html")
                .get(path(deal, "/proposals/" + proposal))
                .then()
                .statusCode(404);
    }

    private static String step(UUID deal, UUID proposal, String step, Object body, int status) {
        return post(path(deal, "/proposals/" + proposal + "/" + step), body)
                .statusCode(status)
                .extract()
                .path("id");
    }

    private static Map<String, Object> items(int price) {
        return Map.of(
                "items",
                List.of(Map.of(
                        "description",
                        "Fifty call sheets",
                        "quantity",
                        1,
                        "unitPrice",
                        euros(price),
                        "taxRate",
                        "0.19")));
    }

    private static Map<String, Object> euros(int cents) {
        return Map.of("amount", cents, "currency", "EUR");
    }
}
