package io.salesprocess.insight;

import static io.salesprocess.testkit.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Api;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How stays end with and without activities (rule 11), on deals few enough to count them by hand. */
@QuarkusTest
class ActivitiesTest {

    private static final String MANY = """
            INSERT INTO insight_activity (dimension, value, pipeline_key, stage, kind, month, stays, advanced)
            SELECT 'all', '', pipeline_key, stage, 'kind-' || n, month, 1, 1
            FROM insight_count CROSS JOIN generate_series(1, 10000) n
            WHERE dimension = 'all' AND pipeline_key = ? AND stage = 'first'""";

    private static final String NO_MORE = "DELETE FROM insight_activity WHERE pipeline_key = ? AND kind LIKE 'kind-%'";

    @Inject
    DataSource database;

    private QuickDeals deals;

    @BeforeEach
    void publish() {
        deals = new QuickDeals();
    }

    @Test
    void stays_with_an_activity_are_compared_with_all_others_in_the_stage() {
        for (int i = 0; i < 3; i++) {
            UUID deal = deals.open(null);
            QuickDeals.did(deal, "demo");
            QuickDeals.did(deal, "demo");
            QuickDeals.advance(deal, "first");
        }
        UUID lost = deals.open(null);
        QuickDeals.did(lost, "demo");
        QuickDeals.lose(lost, "first");
        QuickDeals.advance(deals.open(null), "first");
        QuickDeals.lose(deals.open(null), "first");
        QuickDeals.did(deals.open(null), "demo");
        ValidatableResponse figures = figures("")
                .body("caution", containsString("not cause"))
                .body("stages.stage", contains("first", "last"))
                .body("stages[0].all.stays", is(6), "stages[0].all.advanced", is(4), "stages[0].kinds", is(1))
                .body("stages[0].activities.kind", contains("demo"))
                .body("stages[0].activities[0].with.stays", is(4), "stages[0].activities[0].with.advanced", is(3))
                .body("stages[0].activities[0].with.advanceRate", comparesEqualTo(new BigDecimal("0.75")))
                .body("stages[0].activities[0].without.stays", is(2), "stages[0].activities[0].without.advanced", is(1))
                .body("stages[0].activities[0].difference", comparesEqualTo(new BigDecimal("0.25")))
                .body("stages[0].activities[0].differenceLow", lessThan(BigDecimal.ZERO))
                .body("stages[0].activities[0].smallNumbers", is(true))
                .body("stages[1].all.stays", is(0), "stages[1].all.advanceRate", nullValue())
                .body("stages[1].activities", empty());
        assertThat(figures.extract().<BigDecimal>path("stages[0].activities[0].differenceHigh"))
                .isBetween(new BigDecimal("0.25"), BigDecimal.ONE);
    }

    @Test
    void a_kind_that_was_done_in_every_stay_has_nothing_to_be_compared_with() {
        UUID deal = deals.open(null);
        QuickDeals.did(deal, "call");
        QuickDeals.advance(deal, "first");
        figures("")
                .body("stages[0].activities[0].without.stays", is(0))
                .body("stages[0].activities[0].without.advanceRate", nullValue())
                .body("stages[0].activities[0].difference", nullValue())
                .body("stages[0].activities[0].differenceLow", nullValue());
    }

    @Test
    void an_activity_belongs_to_the_stay_in_which_it_was_done() {
        UUID deal = deals.open(null);
        String opened = get("/v1/deals/" + deal).extract().path("openedAt");
        QuickDeals.advance(deal, "first");
        QuickDeals.did(deal, "late", opened);
        QuickDeals.did(deal, "early", "2001-01-01T00:00:00Z");
        QuickDeals.did(deal, "now");
        QuickDeals.advance(deal, "last");
        QuickDeals.did(deal, "thanks");
        figures("")
                .body("stages[0].activities.kind", contains("early", "late"))
                .body("stages[1].activities.kind", contains("now"));
    }

    @Test
    void a_stay_that_has_not_ended_is_not_counted_and_neither_is_one_that_goes_on() {
        UUID deal = deals.open(null);
        QuickDeals.did(deal, "call");
        figures("").body("stages[0].activities", empty(), "stages[0].kinds", is(0));
        QuickDeals.lose(deal, "first");
        figures("").body("stages[0].activities[0].with.stays", is(1));
        QuickDeals.did(deal, "visit");
        figures("").body("stages[0].activities.kind", contains("call"));
        QuickDeals.reopen(deal, "first");
        figures("").body("stages[0].activities", empty());
        QuickDeals.lose(deal, "first");
        figures("").body("stages[0].activities.kind", contains("call", "visit"));
    }

    @Test
    void of_ten_thousand_kinds_those_of_most_stays_are_told_and_any_other_when_asked_for() throws SQLException {
        UUID deal = deals.open(null);
        QuickDeals.did(deal, "call");
        QuickDeals.advance(deal, "first");
        figures("").body("stages[0].kinds", is(1));
        execute(MANY);
        try {
            figures("").body("stages[0].kinds", is(10_001), "stages[0].activities", hasSize(50));
            figures("&limit=1000").body("stages[0].activities", hasSize(1_000));
            figures("&kind=kind-9999")
                    .body("stages[0].kinds", is(10_001))
                    .body("stages[0].activities.kind", contains("kind-9999"));
        } finally {
            execute(NO_MORE);
        }
    }

    @Test
    void all_filters_at_once_choose_the_deals_for_which_each_holds() {
        for (String source : new String[] {"fair", "web"}) {
            UUID deal = deals.open(null, Map.of("source", source));
            QuickDeals.did(deal, source);
            QuickDeals.advance(deal, "first");
        }
        figures("&source=fair&openedFrom=2020-01-01&openedTo=2999-12-31")
                .body("stages[0].activities.kind", contains("fair"));
        figures("&source=fair&ownerId=" + UUID.randomUUID()).body("stages[0].activities", empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "many"})
    void limits_out_of_bounds_are_refused(String limit) {
        Api.get("/v1/insights/activities?limit=" + limit).statusCode(400).body("errors.parameter", contains("limit"));
    }

    private ValidatableResponse figures(String more) {
        return deals.figures("activities", more);
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setString(1, deals.pipeline);
            prepared.executeUpdate();
        }
    }
}
