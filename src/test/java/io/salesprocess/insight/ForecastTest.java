package io.salesprocess.insight;

import static io.salesprocess.testkit.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Sales;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forecasts, the value won and the past, on deals few enough to work them out by hand (rule 11). */
@QuarkusTest
class ForecastTest {

    private static final Map<String, Object> EUROS = Map.of("value", Map.of("amount", 1_001, "currency", "EUR"));
    private static final Map<String, Object> YEN = Map.of("value", Map.of("amount", 500, "currency", "JPY"));

    /** Each waits for a second. */
    private static final int MOST_TRIES = 120;

    /** The test may run while one month ends. */
    private final String begun = YearMonth.now(ZoneOffset.UTC).toString();

    private QuickDeals deals;

    @BeforeEach
    void publish_a_pipeline_of_its_own() {
        deals = new QuickDeals();
    }

    @Test
    void without_deals_there_is_nothing_to_expect() {
        figures("forecast", "")
                .body("months", empty())
                .body("stages.stage", contains("first", "last"))
                .body("stages.open", contains(0, 0))
                .body("stages.share", contains(nullValue(), nullValue()))
                .body("stages.medianTimeLeft", contains(nullValue(), nullValue()))
                .body("stages.smallNumbers", contains(true, true));
        figures("value-won", "").body("months", empty());
    }

    @Test
    void one_deal_alone_has_neither_a_share_nor_a_month() {
        deals.open(null, EUROS);
        figures("forecast", "")
                .body("months.month", contains(nullValue()))
                .body("months.currency", contains("EUR"))
                .body("months.deals", contains(1))
                .body("months.openValue", contains(1_001))
                .body("months.weightedValue", contains(0))
                .body("months.unweighted", contains(1));
    }

    @Test
    void an_open_deal_is_weighted_by_what_became_of_those_before_it_and_falls_into_a_month() {
        deals.won(null, EUROS);
        QuickDeals.lose(deals.open(null, EUROS), "first");
        deals.open(null, EUROS);
        figures("forecast", "")
                .body("months.month", contains(month()))
                .body("months.openValue", contains(1_001))
                // Half of 1001 is rounded up.
                .body("months.weightedValue", contains(501))
                .body("months.unweighted", contains(0))
                .body("stages.closed", contains(2, 1))
                .body("stages.won", contains(1, 1))
                .body("stages.open", contains(1, 0));
        figures("value-won", "")
                .body("months.month", contains(month()))
                .body("months.deals", contains(1))
                .body("months.valueWon", contains(1_001));
    }

    @Test
    void currencies_stay_apart_and_deals_without_a_value_are_counted() {
        deals.won(null, YEN);
        deals.won(null, Map.of());
        deals.open(null, EUROS);
        deals.open(null, YEN);
        deals.open(null, Map.of());
        figures("forecast", "")
                .body("months.currency", contains("EUR", "JPY", null))
                .body("months.deals", contains(1, 1, 1))
                .body("months.openValue", contains(1_001, 500, null))
                .body("months.weightedValue", contains(1_001, 500, null));
        figures("value-won", "")
                .body("months.currency", contains("JPY", null))
                .body("months.valueWon", contains(500, null));
    }

    @Test
    void a_deal_that_is_lost_and_reopened_and_lost_again_counts_as_it_stands() {
        deals.won(null, EUROS);
        UUID deal = deals.open(null, EUROS);
        QuickDeals.lose(deal, "first");
        figures("forecast", "").body("stages.closed", contains(2, 1)).body("months", empty());
        QuickDeals.reopen(deal, "first");
        figures("forecast", "").body("stages.closed", contains(1, 1)).body("months.deals", contains(1));
        QuickDeals.lose(deal, "first");
        figures("forecast", "").body("stages.closed", contains(2, 1)).body("months", empty());
    }

    @Test
    void filters_choose_whose_deals_are_forecast_and_the_experience_is_that_of_all() {
        UUID ada = Sales.salesperson();
        UUID bob = Sales.salesperson();
        deals.won(ada, EUROS);
        QuickDeals.lose(deals.open(ada, EUROS), "first");
        deals.open(ada, EUROS);
        UUID handedOver = deals.open(ada, YEN);
        QuickDeals.handOver(handedOver, bob);
        figures("forecast", "&ownerId=" + bob)
                .body("months.currency", contains("JPY"))
                .body("months.weightedValue", contains(250))
                .body("stages.closed", contains(2, 1));
        figures("value-won", "&ownerId=" + bob).body("months", empty());
        figures("value-won", "&ownerId=" + ada + "&source=none&openedFrom=2026-01-01")
                .body("months", empty());
        figures("forecast", "&ownerId=" + ada + "&offeringId=" + UUID.randomUUID() + "&source=none&openedTo=2999-12-31")
                .body("months", empty());
    }

    @Test
    void the_win_belongs_to_the_present_owner_of_a_won_deal() {
        UUID ada = Sales.salesperson();
        UUID bob = Sales.salesperson();
        UUID deal = deals.won(ada, EUROS);
        figures("value-won", "&ownerId=" + ada).body("months.valueWon", contains(1_001));
        QuickDeals.handOver(deal, bob);
        figures("value-won", "&ownerId=" + ada).body("months", empty());
        figures("value-won", "&ownerId=" + bob).body("months.valueWon", contains(1_001));
    }

    @Test
    void a_past_moment_knows_nothing_of_what_came_later() {
        UUID ada = Sales.salesperson();
        UUID deal = deals.open(ada, EUROS);
        String then = figures("forecast", "").extract().path("asOf");
        QuickDeals.win(deal);
        QuickDeals.handOver(deal, null);
        figures("forecast", "&asOf=" + then)
                .body("asOf", equalTo(then))
                .body("months.deals", contains(1))
                .body("stages.closed", contains(0, 0));
        figures("funnel", "&asOf=" + then + "&ownerId=" + ada)
                .body("asOf", equalTo(then))
                .body("stages.entered", contains(1, 0))
                .body("stages.stillThere", contains(1, 0));
        figures("funnel", "&ownerId=" + ada).body("stages.entered", contains(0, 0));
        OffsetDateTime elsewhere = Instant.parse(then).atOffset(ZoneOffset.ofHours(14));
        figures("forecast", "&asOf=" + elsewhere.toString().replace("+", "%2B")).body("asOf", equalTo(then));
    }

    @Test
    void before_the_first_deal_everything_is_empty() {
        deals.open(null, EUROS);
        figures("forecast", "&asOf=2001-01-01").body("months", empty()).body("asOf", is("2001-01-01T23:59:59.999999Z"));
        figures("funnel", "&asOf=0000-01-01").body("stages", empty());
    }

    @Test
    void the_present_day_is_the_present_and_the_day_before_is_over() {
        deals.open(null, EUROS);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        figures("forecast", "&asOf=" + today).body("months.deals", contains(1));
        figures("forecast", "&asOf=" + today.minusDays(2)).body("months", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"funnel", "forecast"})
    void a_moment_in_the_future_or_none_at_all_is_refused(String insight) {
        String future = Instant.now().plus(Duration.ofDays(2)).toString();
        for (String asOf : new String[] {future, future.substring(0, 10), "yesterday", "2026-02-30", ""}) {
            get("/v1/insights/" + insight + "?asOf=" + asOf)
                    .statusCode(400)
                    .body("type", equalTo("/problems/invalid-request"))
                    .body("errors.parameter", contains("asOf"));
        }
        get("/v1/insights/" + insight + "?asOf=" + future).body("errors.detail", contains("must not be in the future"));
    }

    @Test
    void tables_for_spreadsheets_have_amounts_in_decimals() {
        deals.won(null, EUROS);
        deals.open(null, EUROS);
        figures("forecast", "");
        String forecast = Api.caller()
                .header("Accept", "text/csv")
                .get("/v1/insights/forecast?pipeline=" + deals.pipeline)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/csv"))
                .extract()
                .asString();
        assertThat(forecast)
                .matches("month,currency,deals,openValue,weightedValue,unweighted,asOf\r\n"
                        + "[0-9]{4}-[0-9]{2},EUR,1,10.01,10.01,0,[-0-9T:.]+Z\r\n");
        assertThat(Api.caller()
                        .header("Accept", "text/csv")
                        .get("/v1/insights/value-won?pipeline=" + deals.pipeline)
                        .asString())
                .matches("month,currency,deals,valueWon,asOf\r\n[0-9]{4}-[0-9]{2},EUR,1,10.01,[-0-9T:.]+Z\r\n");
        Api.caller()
                .header("Accept", "image/png")
                .get("/v1/insights/forecast")
                .then()
                .statusCode(406);
    }

    private Matcher<String> month() {
        return anyOf(is(begun), is(YearMonth.now(ZoneOffset.UTC).toString()));
    }

    /** The first who asks may have to wait until all that other tests have done has been followed. */
    private ValidatableResponse figures(String insight, String more) {
        String address = "/v1/insights/" + insight + "?pipeline=" + deals.pipeline + more;
        Response answer = Api.caller().urlEncodingEnabled(false).get(address);
        for (int i = 0; i < MOST_TRIES && answer.statusCode() == 503; i++) {
            answer = Api.caller().urlEncodingEnabled(false).get(address);
        }
        return answer.then().statusCode(200);
    }
}
