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
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
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

    @Test
    void as_pdf_it_is_a_document_in_the_language_that_is_asked_for() throws IOException {
        UUID deal = Sales.wonDeal();
        UUID payment = pay(deal, 400_000, "EUR", "INV-2026-0042 <b>{deal.value}</b>");
        refund(deal, payment, 60_000, "EUR", "Paid twice");
        assertThat(text(pdf(deal, "en")))
                .contains("Statement of account", "Payment, card", "Refund, card", "Paid twice", "1 of 1")
                .contains("4,000.00", "-600.00 3,400.00", "EUR 3,400.00")
                .contains("INV-2026-0042", "<b>{deal.value}</b>");
        assertThat(text(pdf(deal, "de"))).contains("Kontoauszug", "Zahlung, card", "-600,00 3.400,00", "1 von 1");
        caller().accept("application/pdf")
                .get(path(deal, "/statement?locale=fr"))
                .then()
                .statusCode(400);
    }

    @Test
    void a_pdf_that_is_known_already_is_not_made_again() {
        UUID deal = Sales.wonDeal();
        Response first = pdf(deal, "en");
        assertThat(first.header("Content-Disposition")).isEqualTo("inline; filename=\"statement-" + deal + ".pdf\"");
        caller().accept("application/pdf")
                .header("If-None-Match", first.header("ETag"))
                .get(path(deal, "/statement?locale=en"))
                .then()
                .statusCode(304);
        assertThat(pdf(deal, "en").asByteArray()).isEqualTo(first.asByteArray());
        assertThat(pdf(deal, "de").header("ETag")).isNotEqualTo(first.header("ETag"));
        pay(deal, 1, "EUR", "INV-1");
        assertThat(pdf(deal, "en").header("ETag")).isNotEqualTo(first.header("ETag"));
    }

    @Test
    void a_pdf_of_an_empty_statement_says_so_and_of_many_entries_has_its_heads_on_each_page() throws IOException {
        UUID empty = created("/v1/deals", Map.of("prospectId", Sales.prospect()));
        assertThat(text(pdf(empty, "en"))).contains("No payment has been recorded.");
        UUID deal = Sales.wonDeal();
        for (int i = 1; i <= 60; i++) {
            pay(deal, i, "EUR", "INV-" + i);
        }
        String text = text(pdf(deal, "en"));
        assertThat(text.split("Date Entry Reference Amount EUR Balance EUR", -1))
                .hasSizeGreaterThan(2);
        assertThat(text).contains("INV-1 ", "INV-60 ", "EUR 18.30");
    }

    private static Response pdf(UUID deal, String locale) {
        Response pdf = caller().accept("application/pdf").get(path(deal, "/statement?locale=" + locale));
        assertThat(pdf.statusCode()).isEqualTo(200);
        assertThat(pdf.contentType()).isEqualTo("application/pdf");
        return pdf;
    }

    private static String text(Response pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.asByteArray())) {
            return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
        }
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
