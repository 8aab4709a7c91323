package io.salesprocess.payment;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rule 16: the account of a deal. */
@QuarkusTest
class StatementTest {

    @Test
    void a_statement_has_every_entry_with_the_balance_after_it_and_what_they_add_up_to() {
        UUID deal = Sales.wonDeal();
        UUID payment = pay(deal, 400_000, "EUR", "INV-1");
        refund(deal, payment, 60_000, "EUR", "Paid twice");
        post(path(deal, "/payments/" + payment + "/reversal"), Map.of("reference", "RET-1"))
                .statusCode(201);
        get(path(deal, "/statement"))
                .statusCode(200)
                .body("entries.kind", contains("payment", "refund", "reversal"))
                .body("entries.amount.amount", contains(400_000, 60_000, 400_000))
                .body("entries.balance.amount", contains(400_000, 340_000, -60_000))
                .body("entries[1].reason", is("Paid twice"), "entries[1].paymentId", is(payment.toString()))
                .body("payments.amount", is(400_000), "refunds.amount", is(60_000), "reversals.amount", is(400_000))
                .body("collected.amount", is(-60_000), "overpaid.amount", is(0))
                .body("outstanding.amount", is((int) Sales.PRICE + 60_000), "value.amount", is((int) Sales.PRICE))
                .body("instalments", hasSize(0));
    }

    @Test
    void before_anything_is_known_a_statement_is_empty() {
        UUID deal = created("/v1/deals", Map.of("prospectId", Sales.prospect()));
        get(path(deal, "/statement"))
                .statusCode(200)
                .body("entries", hasSize(0), "value", nullValue(), "collected", nullValue());
        assertThat(csv(deal)).isEqualTo(List.of(HEADER));
    }

    private static final String HEADER =
            "recordedAt,at,kind,entryId,paymentId,method,reference,reason,currency,amount,balance";

    @Test
    void as_csv_amounts_have_the_decimals_of_their_currency_and_a_sign() {
        UUID deal = LedgerTest.wonIn("KWD");
        UUID payment = pay(deal, 1_234, "KWD", "INV-1");
        refund(deal, payment, 34, "KWD", null);
        List<String> lines = csv(deal);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo(HEADER);
        assertThat(lines.get(1)).endsWith("," + payment + "," + payment + ",card,INV-1,,KWD,1.234,1.234");
        assertThat(lines.get(2)).contains(",refund,").endsWith(",KWD,-0.034,1.200");
        UUID yen = LedgerTest.wonIn("JPY");
        pay(yen, 500, "JPY", "INV-1");
        assertThat(csv(yen).get(1)).endsWith(",JPY,500,500");
    }

    @Test
    void cells_that_a_spreadsheet_would_run_are_made_harmless() {
        UUID deal = Sales.wonDeal();
        UUID payment = pay(deal, 100, "EUR", "=HYPERLINK(\"http://example.com\")");
        refund(deal, payment, 1, "EUR", "@SUM(1)\n=2");
        List<String> lines = csv(deal);
        assertThat(lines.get(1)).contains(",\"'=HYPERLINK(\"\"http://example.com\"\")\",");
        assertThat(String.join("\r\n", lines)).contains(",\"'@SUM(1)\n=2\",");
        get(path(deal, "/statement")).body("entries[0].reference", startsWith("=HYPERLINK"));
    }

    @Test
    void the_representation_is_negotiated() {
        UUID deal = Sales.wonDeal();
        Response csv = caller().accept("text/csv").get(path(deal, "/statement"));
        assertThat(csv.contentType()).isEqualToIgnoringCase("text/csv;charset=UTF-8");
        assertThat(csv.header("Content-Disposition")).isEqualTo("attachment; filename=\"statement-" + deal + ".csv\"");
        caller().accept("text/csv")
                .header("If-None-Match", csv.header("ETag"))
                .get(path(deal, "/statement"))
                .then()
                .statusCode(304);
        caller().accept("image/png")
                .get(path(deal, "/statement"))
                .then()
                .statusCode(406)
                .body("type", is("/problems/not-acceptable"));
        caller(Keys.of("receptionist")).get(path(deal, "/statement")).then().statusCode(404);
        get(path(UUID.randomUUID(), "/statement")).statusCode(404);
    }

    private static List<String> csv(UUID deal) {
        String text = caller().accept("text/csv")
                .get(path(deal, "/statement"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(text).endsWith("\r\n");
        return Arrays.asList(text.split("\r\n"));
    }

    private static UUID pay(UUID deal, long amount, String currency, String reference) {
        return created(
                path(deal, "/payments"),
                Map.of("amount", LedgerTest.money(amount, currency), "reference", reference, "method", "card"));
    }

    private static void refund(UUID deal, UUID payment, long amount, String currency, String reason) {
        Map<String, Object> body = new java.util.HashMap<>();
        body.put("amount", LedgerTest.money(amount, currency));
        body.put("reference", "CN-1");
        body.put("reason", reason);
        post(path(deal, "/payments/" + payment + "/refunds"), body).statusCode(201);
    }
}
