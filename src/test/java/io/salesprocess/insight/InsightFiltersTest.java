package io.salesprocess.insight;

import static io.salesprocess.testkit.Api.get;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Sales;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters of insights have the names that filters of deals have; the names of before still work, and say so. */
@QuarkusTest
class InsightFiltersTest {

    @ParameterizedTest
    @ValueSource(strings = {"funnel", "stage-durations", "salespeople", "activities"})
    void both_names_choose_the_same_deals_and_the_old_one_is_deprecated(String insight) {
        UUID owner = Sales.salesperson();
        UUID offering = Sales.offering();
        Sales.dealBy(Sales.form("standard", Map.of("salespersonId", owner), offering));
        String address = "/v1/insights/" + insight + "?pipeline=standard&";
        get(address + "ownerId=" + owner + "&offeringId=" + offering + "&openedFrom=2020-01-01&openedTo=2999-12-31")
                .statusCode(200)
                .header("Deprecation", nullValue());
        for (String old : new String[] {
            "owner=" + owner, "offering=" + offering, "from=2020-01-01T00:00:00Z", "to=2999-12-31T00:00:00Z"
        }) {
            get(address + old).statusCode(200).header("Deprecation", is("@1795651200"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "ownerId"})
    void either_name_counts_the_owners_deals_only(String name) {
        UUID owner = Sales.salesperson();
        Sales.dealBy(Sales.form("standard", Map.of("salespersonId", owner), Sales.offering()));
        get("/v1/insights/funnel?pipeline=standard&" + name + "=" + owner)
                .body("stages", hasSize(4), "stages[0].entered", is(1));
    }

    @ParameterizedTest
    @CsvSource({
        "owner=00000000-0000-0000-0000-000000000001&ownerId=00000000-0000-0000-0000-000000000002, owner, ownerId",
        "from=2026-01-01&openedFrom=2026-01-02, from, openedFrom"
    })
    void both_names_at_once_are_refused(String query, String old, String name) {
        get("/v1/insights/funnel?" + query)
                .statusCode(400)
                .body("errors.parameter", contains(old))
                .body("errors.detail", contains("must not be given together with " + name));
    }
}
