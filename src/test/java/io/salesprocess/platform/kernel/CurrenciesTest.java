package io.salesprocess.platform.kernel;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.path;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New amounts are in current currencies; what was stored while a currency was current stays usable. */
@QuarkusTest
class CurrenciesTest {

    @Inject
    DataSource dataSource;

    @ParameterizedTest
    @ValueSource(strings = {"XXX", "XTS", "DEM", "HRK", "BGN", "ANG", "ZWL", "QQQ", "eur"})
    void codes_of_no_current_currency_are_refused_for_new_amounts(String code) throws SQLException {
        Map<String, Object> money = Map.of("amount", 100, "currency", code);
        UUID deal = Sales.deal();
        UUID worthless = worthless();
        refused(post("/v1/offerings", Map.of("name", "Suite", "kind", "product", "price", money)), "/price");
        refused(patch("/v1/offerings/" + Sales.offering(), Map.of("price", money)), "/price");
        refused(post("/v1/deals", Map.of("prospectId", Sales.prospect(), "value", money)), "/value");
        refused(change(deal, Map.of("value", money)), "/value");
        refused(post(path(deal, "/proposals"), Map.of("amount", money)), "/amount");
        refused(post(path(worthless, "/payments"), Map.of("amount", money, "reference", "INV-1")), "/amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "JPY", "KWD", "XCG", "SLE", "ZWG", "VED", "XOF", "CLF"})
    void current_ones_are_accepted(String code) {
        post(
                        "/v1/offerings",
                        Map.of("name", "Suite", "kind", "product", "price", Map.of("amount", 100, "currency", code)))
                .statusCode(201)
                .body("price.currency", is(code));
    }

    @Test
    void a_deal_in_a_withdrawn_currency_is_read_changed_paid_and_refunded() throws SQLException {
        UUID deal = Sales.wonDeal();
        execute("UPDATE deal SET value_currency = 'HRK' WHERE id = '" + deal + "'");
        get(path(deal, "")).statusCode(200).body("value.currency", is("HRK"));
        change(deal, Map.of("ownerId", Sales.salesperson())).statusCode(200).body("value.currency", is("HRK"));
        String payment = post(
                        path(deal, "/payments"),
                        Map.of("amount", Map.of("amount", 100, "currency", "HRK"), "reference", "INV-1"))
                .statusCode(201)
                .extract()
                .path("id");
        post(
                        path(deal, "/payments/" + payment + "/refunds"),
                        Map.of("amount", Map.of("amount", 1, "currency", "HRK"), "reference", "CN-1"))
                .statusCode(201);
    }

    @Test
    void an_offering_in_a_withdrawn_currency_can_be_renamed_and_gives_new_deals_no_value() throws SQLException {
        UUID offering = Sales.offering();
        execute("UPDATE offering SET price_currency = 'HRK' WHERE id = '" + offering + "'");
        patch("/v1/offerings/" + offering, Map.of("name", "Renamed"))
                .statusCode(200)
                .body("name", is("Renamed"), "price.currency", is("HRK"));
        refused(patch("/v1/offerings/" + offering, Map.of("price", Map.of("amount", 5))), "/price");
        post("/v1/deals", Map.of("prospectId", Sales.prospect(), "offeringId", offering))
                .statusCode(201)
                .body("value", nullValue());
    }

    @Test
    void two_payments_do_not_add_up_to_more_than_readers_of_json_keep_exactly() throws SQLException {
        UUID deal = worthless();
        Map<String, Object> most = Map.of("amount", Amount.MOST, "currency", "EUR");
        post(path(deal, "/payments"), Map.of("amount", most, "reference", "INV-1"))
                .statusCode(201);
        post(path(deal, "/payments"), Map.of("amount", most, "reference", "INV-2"))
                .statusCode(422)
                .body("type", is("/problems/rule-violated"), "rule", is(7))
                .body("detail", is("The payments of a deal must not add up to more than 9007199254740991."));
    }

    /** A deal that has been won and has no value. */
    private UUID worthless() throws SQLException {
        UUID deal = Sales.wonDeal();
        execute("UPDATE deal SET value_amount = NULL, value_currency = NULL WHERE id = '" + deal + "'");
        return deal;
    }

    private static ValidatableResponse change(UUID deal, Object body) {
        return caller().header("If-Match", "*").body(body).patch(path(deal, "")).then();
    }

    private static void refused(ValidatableResponse response, String amount) {
        response.statusCode(400)
                .body("errors.pointer", contains(amount + "/currency"))
                .body("errors.detail", contains("must be the code of a current currency of ISO 4217, such as EUR"));
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
