package io.salesprocess.insight;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Api;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of stages, on deals few enough to count them by hand (rule 11). */
@QuarkusTest
class InsightsTest {

    private final String source = unique("source");

    @Inject
    DataSource database;

    @Test
    void every_deal_that_entered_a_stage_is_advanced_lost_or_still_there() {
        deal();
        UUID advanced = deal();
        advance(advanced);
        UUID lost = deal();
        advance(lost);
        move(lost, "lose", "selection", "Too dear").statusCode(201);

        funnel().body("stages.pipeline", contains("proposal", "proposal", "proposal", "proposal"))
                .body("stages.stage", contains("pre-qualification", "selection", "qualification", "negotiation"))
                .body("stages.entered", contains(3, 2, 0, 0))
                .body("stages.advanced", contains(2, 0, 0, 0))
                .body("stages.lost", contains(0, 1, 0, 0))
                .body("stages.stillThere", contains(1, 1, 0, 0))
                .body("stages[1].conversion", comparesEqualTo(BigDecimal.ZERO))
                .body("stages[2].conversion", nullValue());
    }

    @Test
    void a_won_deal_has_advanced_out_of_its_last_stage() {
        UUID deal = deal();
        Sales.through(deal, "pre-qualification", "selection", "qualification", "negotiation");
        funnel().body("stages.advanced", contains(1, 1, 1, 1))
                .body("stages.stillThere", contains(0, 0, 0, 0))
                .body("stages[3].conversion", comparesEqualTo(BigDecimal.ONE));
        durations().body("stages.visits", contains(1, 1, 1, 1));
    }

    @Test
    void a_deal_that_falls_short_is_counted_once_and_its_failures_all() {
        UUID deal = deal();
        move(deal, "fall-short", "pre-qualification", "No answer").statusCode(201);
        move(deal, "fall-short", "pre-qualification", "No answer").statusCode(201);
        funnel().body("stages.entered", contains(1, 0, 0, 0))
                .body("stages.fellShort", contains(2, 0, 0, 0))
                .body("stages.stillThere", contains(1, 0, 0, 0));
        durations()
                .body("stages.visits", contains(0, 0, 0, 0))
                .body("stages[0].median", nullValue())
                .body("stages[0].p90", nullValue())
                .body("stages[0].total", equalTo("PT0S"));
    }

    @Test
    void a_reopened_deal_goes_on_with_its_stay() {
        UUID deal = deal();
        move(deal, "lose", "pre-qualification", "Too dear").statusCode(201);
        funnel().body("stages.lost", contains(1, 0, 0, 0));
        durations().body("stages.visits", contains(1, 0, 0, 0));
        move(deal, "reopen", "pre-qualification", "Called again").statusCode(201);
        funnel().body("stages.lost", contains(0, 0, 0, 0))
                .body("stages.stillThere", contains(1, 0, 0, 0))
                .body("stages.fellShort", contains(0, 0, 0, 0));
        durations().body("stages.visits", contains(0, 0, 0, 0));
        advance(deal);
        JsonPath left = get("/v1/deals/" + deal).extract().jsonPath();
        Duration stay = Duration.between(
                Instant.parse(left.getString("stages[0].enteredAt")),
                Instant.parse(left.getString("stages[0].leftAt")));
        durations()
                .body("stages[0].median", equalTo(stay.toString()))
                .body("stages[0].total", equalTo(stay.toString()));
    }

    @Test
    void deals_are_chosen_by_their_present_owner() {
        UUID before = Sales.salesperson();
        UUID now = Sales.salesperson();
        UUID deal = deal();
        own(deal, before);
        get("/v1/insights/funnel?pipeline=proposal&owner=" + before).body("stages[0].entered", equalTo(1));
        own(deal, now);
        get("/v1/insights/funnel?pipeline=proposal&owner=" + before).body("stages[0].entered", equalTo(0));
        get("/v1/insights/funnel?pipeline=proposal&owner=" + now).body("stages[0].entered", equalTo(1));
    }

    @Test
    void deals_of_erased_prospects_still_count() {
        UUID prospect = Sales.prospect();
        UUID deal =
                Sales.created("/v1/deals", Map.of("prospectId", prospect, "pipeline", "proposal", "source", source));
        Api.caller()
                .header("If-Match", "*")
                .delete("/v1/prospects/" + prospect)
                .then()
                .statusCode(204);
        move(deal, "lose", "pre-qualification", "Is gone").statusCode(201);
        funnel().body("stages.lost", contains(1, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"visits\": 7}", "{\"visits\": [{}, {\"stage\": \"negotiation\"}]}"})
    void a_damaged_state_keeps_no_other_deal_from_being_counted(String damaged) throws SQLException {
        UUID deal = deal();
        deal();
        String state = replaceState(deal, damaged);
        try {
            funnel().body("stages.entered", contains(1, 0, 0, 0));
        } finally {
            replaceState(deal, state);
        }
        advance(deal);
        funnel().body("stages.entered", contains(2, 1, 0, 0));
    }

    @Test
    void without_a_filter_every_pipeline_is_told_of() {
        deal();
        get("/v1/insights/funnel")
                .statusCode(200)
                .body("stages.pipeline", hasItems("proposal", "standard"))
                .body("stages.find { it.pipeline == 'standard' }.stage", equalTo("pre-qualification"));
    }

    @Test
    void what_nobody_has_chooses_nothing() {
        get("/v1/insights/funnel?pipeline=none").statusCode(200).body("stages", empty());
        get("/v1/insights/stage-durations?pipeline=none").statusCode(200).body("stages", empty());
        get("/v1/insights/funnel?pipeline=proposal&owner=" + UUID.randomUUID())
                .body("stages.entered", contains(0, 0, 0, 0));
        get("/v1/insights/funnel?pipeline=proposal&from=9999-12-31T23:59:59Z&to=0000-01-01T00:00:00Z")
                .statusCode(200)
                .body("stages.entered", contains(0, 0, 0, 0));
        get("/v1/insights/stage-durations?pipeline=proposal&from=0000-01-01T00:00:00Z&to=0001-01-01T00:00:00Z")
                .statusCode(200)
                .body("stages.visits", contains(0, 0, 0, 0));
    }

    @Test
    void an_answer_says_of_which_moment_it_is() {
        Instant before = Instant.now();
        deal();
        Instant asOf = Instant.parse(funnel().extract().path("asOf"));
        assertThat(asOf).isAfter(before).isBefore(Instant.now());
    }

    @ParameterizedTest
    @CsvSource({
        "owner=me, owner",
        "offering=1, offering",
        "offering=0-0-0-0-0, offering",
        "from=yesterday, from",
        "to=2026-13-23, to",
        "ownerId=x, ownerId"
    })
    void filters_that_are_not_understood_are_refused(String query, String parameter) {
        for (String insight : new String[] {"funnel", "stage-durations"}) {
            get("/v1/insights/" + insight + "?" + query)
                    .statusCode(400)
                    .body("type", equalTo("/problems/invalid-request"))
                    .body("errors.parameter", contains(parameter));
        }
    }

    private UUID deal() {
        Map<String, Object> submission = new HashMap<>(Sales.submission());
        submission.put("source", source);
        UUID deal = UUID.fromString(post("/v1/forms/" + Sales.form("proposal") + "/submissions", submission)
                .statusCode(201)
                .extract()
                .path("dealId"));
        Sales.satisfy(deal, "pre-qualification");
        return deal;
    }

    private static void advance(UUID deal) {
        move(deal, "advance", get("/v1/deals/" + deal).extract().path("stage")).statusCode(201);
    }

    private String replaceState(UUID deal, String state) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement read = connection.prepareStatement("SELECT state FROM deal WHERE id = ?");
                PreparedStatement write =
                        connection.prepareStatement("UPDATE deal SET state = ?::jsonb WHERE id = ?")) {
            read.setObject(1, deal);
            write.setString(1, state);
            write.setObject(2, deal);
            try (ResultSet row = read.executeQuery()) {
                row.next();
                String before = row.getString(1);
                write.executeUpdate();
                return before;
            }
        }
    }

    private static void own(UUID deal, UUID owner) {
        Api.caller()
                .header("If-Match", "*")
                .body(Map.of("ownerId", owner))
                .patch("/v1/deals/" + deal)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse funnel() {
        return get("/v1/insights/funnel?pipeline=proposal&source=" + source).statusCode(200);
    }

    private ValidatableResponse durations() {
        return get("/v1/insights/stage-durations?pipeline=proposal&source=" + source)
                .statusCode(200);
    }
}
