package io.salesprocess.insight;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts for whom (rule 11), on deals few enough to count them by hand. */
@QuarkusTest
class SalespeopleTest {

    private QuickDeals deals;
    private UUID tom;
    private UUID ann;

    @BeforeEach
    void hire() {
        deals = new QuickDeals();
        tom = salesperson("Tom");
        ann = salesperson("ann");
    }

    @Test
    void a_win_counts_for_who_owned_the_deal_when_it_was_won() {
        UUID deal = deals.open(tom, worth(500, "EUR"));
        QuickDeals.handOver(deal, ann);
        QuickDeals.win(deal);
        QuickDeals.handOver(deal, tom);
        figures("")
                .body("salespeople.name", contains("ann"))
                .body("salespeople.won", contains(1))
                .body("salespeople[0].valueWon", hasSize(1))
                .body("salespeople[0].valueWon[0].amount", is(500), "salespeople[0].valueWon[0].currency", is("EUR"));
        figures("&ownerId=" + tom).body("salespeople", empty());
        figures("&ownerId=" + ann).body("salespeople.won", contains(1));
    }

    @Test
    void a_deal_that_is_lost_reopened_and_lost_again_is_lost_once() {
        UUID deal = deals.open(tom);
        QuickDeals.lose(deal, "first");
        QuickDeals.handOver(deal, ann);
        figures("").body("salespeople.name", contains("Tom"), "salespeople.lost", contains(1));
        QuickDeals.reopen(deal, "first");
        figures("")
                .body("salespeople.name", contains("ann"))
                .body("salespeople.lost", contains(0), "salespeople.open", contains(1));
        QuickDeals.lose(deal, "first");
        figures("")
                .body("salespeople.name", contains("ann"))
                .body("salespeople.lost", contains(1), "salespeople.open", contains(0));
    }

    @Test
    void sums_never_go_across_currencies() {
        deals.won(tom, worth(1_000, "JPY"));
        deals.won(tom, worth(9_007_199_254_740_991L, "EUR"));
        deals.won(tom, worth(9_007_199_254_740_991L, "EUR"));
        deals.won(tom, Map.of());
        deals.open(tom, worth(7, "USD"));
        figures("")
                .body("salespeople[0].won", is(4))
                .body("salespeople[0].valueWon.currency", contains("EUR", "JPY"))
                .body("salespeople[0].valueWon.deals", contains(2, 1))
                .body("salespeople[0].valueWon.amount", contains(18_014_398_509_481_982L, 1_000));
    }

    @Test
    void deals_without_an_owner_stand_last_and_without_a_name() {
        deals.open(null);
        UUID zoe = salesperson("Zoe");
        deals.open(zoe);
        figures("")
                .body("salespeople.name", contains("Zoe", null))
                .body("salespeople.salespersonId", contains(zoe.toString(), null))
                .body("salespeople.open", contains(1, 1));
        figures("&orderBy=-name").body("salespeople.name", contains("Zoe", null));
    }

    @Test
    void falling_short_and_answers_count_for_who_owned_the_deal_then() {
        UUID deal = deals.open(tom);
        UUID question = Sales.created("/v1/deals/" + deal + "/questions", Map.of("text", "Why?"));
        UUID message = Sales.created("/v1/deals/" + deal + "/messages", Map.of("text", "Call me"));
        Api.move(deal, "fall-short", "first", "No answer").statusCode(201);
        Api.move(deal, "fall-short", "first", "No answer").statusCode(201);
        QuickDeals.handOver(deal, ann);
        post("/v1/deals/" + deal + "/questions/" + question + "/answer", Map.of("text", "Because"))
                .statusCode(200);
        post("/v1/deals/" + deal + "/messages/" + message + "/follow-up", Map.of("outcome", "Called"))
                .statusCode(200);
        figures("")
                .body("salespeople.name", contains("ann", "Tom"))
                .body("salespeople.fellShort", contains(0, 2))
                .body("salespeople.answers", contains(2, 0))
                .body("salespeople.open", contains(1, 0))
                .body("salespeople[0].medianTimeToAnswer", notNullValue())
                .body("salespeople[1].medianTimeToAnswer", nullValue());
    }

    @Test
    void deals_of_erased_prospects_still_count() {
        UUID deal = deals.won(tom, worth(500, "EUR"));
        UUID question = Sales.created("/v1/deals/" + deal + "/questions", Map.of("text", "Why?"));
        post("/v1/deals/" + deal + "/questions/" + question + "/answer", Map.of("text", "Because"))
                .statusCode(200);
        String prospect = get("/v1/deals/" + deal).extract().path("prospectId");
        Api.caller()
                .header("If-Match", "*")
                .delete("/v1/prospects/" + prospect)
                .then()
                .statusCode(204);
        figures("")
                .body("salespeople.won", contains(1), "salespeople.answers", contains(1))
                .body("salespeople[0].valueWon.amount", contains(500));
    }

    @Test
    void the_median_time_to_win_is_one_that_occurred() {
        List<Duration> times =
                List.of(time(deals.won(tom, Map.of())), time(deals.won(tom, Map.of())), time(deals.won(tom, Map.of())));
        String median = figures("").extract().path("salespeople[0].medianTimeToWin");
        assertThat(Duration.parse(median))
                .isEqualTo(times.stream().sorted().toList().get(1));
    }

    @Test
    void rates_have_their_interval_and_small_numbers_say_so() {
        for (int i = 0; i < 2; i++) {
            deals.won(ann, Map.of());
        }
        for (int i = 0; i < 9; i++) {
            deals.won(tom, Map.of());
        }
        deals.open(tom);
        QuickDeals.lose(deals.open(tom), "first");
        ValidatableResponse figures = figures("&orderBy=-winRateLow")
                .body("salespeople.name", contains("Tom", "ann"))
                .body("salespeople.smallNumbers", contains(false, true));
        assertThat(number(figures, "salespeople[0].winRate")).isEqualTo(0.9);
        // Wilson, 9 of 10.
        assertThat(number(figures, "salespeople[0].winRateLow")).isCloseTo(0.5958, within(0.00005));
        assertThat(number(figures, "salespeople[0].winRateHigh")).isCloseTo(0.9821, within(0.00005));
        // 2 of 2.
        assertThat(number(figures, "salespeople[1].winRate")).isEqualTo(1);
        assertThat(number(figures, "salespeople[1].winRateLow")).isCloseTo(0.3424, within(0.00005));
        figures("&orderBy=-winRate").body("salespeople.name", contains("ann", "Tom"));
        figures("&orderBy=won").body("salespeople.name", contains("ann", "Tom"));
    }

    @Test
    void all_filters_at_once_choose_the_deals_for_which_each_holds() {
        UUID offering = Sales.offering();
        Map<String, Object> like = Map.of("offeringId", offering, "source", "fair");
        deals.won(tom, like);
        deals.won(tom, Map.of("offeringId", offering, "source", "web"));
        deals.won(tom, Map.of("source", "fair"));
        deals.won(ann, like);
        String all = "&ownerId=" + tom + "&offeringId=" + offering + "&source=fair&openedTo=2999-12-31&openedFrom=";
        figures(all + "2020-01-01").body("salespeople.name", contains("Tom"), "salespeople.won", contains(1));
        figures("&offeringId=" + offering + "&source=fair").body("salespeople.won", contains(1, 1));
        figures(all + "2999-01-01").body("salespeople", empty());
    }

    @Test
    void other_orders_are_refused_with_those_there_are() {
        for (String order : new String[] {"salary", "-", "valueWon.eur", "name;DROP TABLE deal"}) {
            Api.caller()
                    .queryParam("orderBy", order)
                    .get("/v1/insights/salespeople")
                    .then()
                    .statusCode(400)
                    .body("errors.parameter", contains("orderBy"))
                    .body("errors[0].detail", containsString("winRateLow"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"funnel", "stage-durations", "salespeople", "activities"})
    void salespeople_do_not_see_figures_of_colleagues(String insight) {
        Api.caller(Keys.of("salesperson", tom))
                .get("/v1/insights/" + insight + "?ownerId=" + ann)
                .then()
                .statusCode(403);
    }

    @Test
    void names_cannot_run_in_a_spreadsheet() {
        UUID eve = salesperson("=HYPERLINK(\"http://example.com\")");
        deals.won(eve, worth(1_234, "EUR"));
        deals.won(eve, worth(500, "JPY"));
        String csv = Api.caller()
                .accept("text/csv")
                .get("/v1/insights/salespeople?pipeline=" + deals.pipeline)
                .then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"salespeople.csv\"")
                .extract()
                .asString();
        String[] lines = csv.split("\r\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0])
                .isEqualTo(
                        "salespersonId,name,open,won,lost,winRate,winRateLow,winRateHigh,smallNumbers,"
                                + "medianTimeToWinSeconds,fellShort,answers,medianTimeToAnswerSeconds,valueWonEUR,valueWonJPY,asOf");
        assertThat(lines[1])
                .startsWith(eve + ",\"'=HYPERLINK(\"\"http://example.com\"\")\",0,2,0,1.0,0.34")
                .contains(",12.34,500,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"funnel", "stage-durations", "salespeople", "activities"})
    void figures_are_json_or_csv_and_nothing_else(String insight) {
        deals.won(tom, Map.of());
        String address = "/v1/insights/" + insight + "?pipeline=" + deals.pipeline;
        get(address).statusCode(200).contentType("application/json");
        Api.caller()
                .accept("text/csv")
                .get(address)
                .then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .body(containsString(",asOf\r\n"), not(containsString("null")));
        Api.caller().accept("text/plain").get(address).then().statusCode(406);
    }

    private static UUID salesperson(String name) {
        return Sales.created("/v1/salespeople", Map.of("name", name, "email", Api.unique("s") + "@example.com"));
    }

    private static Map<String, Object> worth(long amount, String currency) {
        return Map.of("value", Map.of("amount", amount, "currency", currency));
    }

    private static Duration time(UUID deal) {
        var shown = get("/v1/deals/" + deal).extract().jsonPath();
        return Duration.between(Instant.parse(shown.getString("openedAt")), Instant.parse(shown.getString("closedAt")));
    }

    private static double number(ValidatableResponse response, String path) {
        return ((Number) response.extract().path(path)).doubleValue();
    }

    private ValidatableResponse figures(String more) {
        return deals.figures("salespeople", more);
    }
}
