package io.salesprocess.deal;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DealListTest {

    @Inject
    DataSource dataSource;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openedAt",
                "-openedAt",
                "updatedAt",
                "-updatedAt",
                "stageEnteredAt",
                "-stageEnteredAt",
                "value",
                "-value"
            })
    void pages_show_every_deal_once_in_order(String sort) {
        UUID prospect = Sales.prospect();
        List<UUID> opened = new ArrayList<>();
        Long[] values = {500L, null, 100L, 500L, null, 900L, 0L};
        for (Long value : values) {
            opened.add(open(prospect, value));
        }
        move(opened.get(2), "fall-short", "pre-qualification", "Later").statusCode(201);
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = caller().get("/v1/deals?prospectId=" + prospect + "&sort=" + sort + "&limit=2" + cursor);
            page.then().statusCode(200);
            seen.addAll(page.path("items.id"));
            String next = page.path("next");
            assertThat(page.header("Link") != null).isEqualTo(next != null);
            cursor = next == null ? null : "&cursor=" + next;
        } while (cursor != null);
        assertThat(seen).hasSize(values.length).doesNotHaveDuplicates();
        List<String> expected = get("/v1/deals?prospectId=" + prospect + "&sort=" + sort + "&limit=200")
                .extract()
                .path("items.id");
        assertThat(seen).isEqualTo(expected);
        if (sort.endsWith("openedAt")) {
            List<String> byOpening = opened.stream().map(UUID::toString).toList();
            assertThat(seen)
                    .isEqualTo(byOpening.stream()
                            .sorted(sort.startsWith("-") ? Comparator.reverseOrder() : Comparator.naturalOrder())
                            .toList());
        }
    }

    @Test
    void a_page_is_stable_while_deals_are_added() {
        UUID prospect = Sales.prospect();
        for (int i = 0; i < 4; i++) {
            open(prospect, 1L);
        }
        Response first = caller().get("/v1/deals?limit=2&prospectId=" + prospect);
        open(prospect, 1L);
        Response second = caller().get("/v1/deals?limit=2&prospectId=" + prospect + "&cursor=" + first.path("next"));
        List<String> seen = new ArrayList<>(first.<List<String>>path("items.id"));
        seen.addAll(second.path("items.id"));
        assertThat(seen).hasSize(4).doesNotHaveDuplicates();
        assertThat(first.header("Link")).contains("rel=\"next\"").contains("cursor=" + first.path("next"));
    }

    @Test
    void a_cursor_belongs_to_its_order() {
        UUID prospect = Sales.prospect();
        open(prospect, 1L);
        open(prospect, 2L);
        String next = get("/v1/deals?limit=1&sort=value&prospectId=" + prospect)
                .extract()
                .path("next");
        get("/v1/deals?limit=1&sort=-value&prospectId=" + prospect + "&cursor=" + next)
                .statusCode(400)
                .body("errors.parameter", contains("cursor"));
    }

    @Test
    void filters_narrow_the_list_and_lists_leave_out_stages_and_payments() throws SQLException {
        UUID prospect = Sales.prospect();
        UUID owner = Sales.salesperson();
        UUID offering = Sales.offering();
        UUID deal = Sales.created(
                "/v1/deals",
                Map.of(
                        "prospectId", prospect,
                        "offeringId", offering,
                        "ownerId", owner,
                        "pipeline", "proposal",
                        "source", "trade-fair"));
        open(prospect, 5L);
        for (String filter : List.of(
                "pipeline=proposal",
                "ownerId=" + owner,
                "offeringId=" + offering,
                "source=trade-fair",
                "stage=pre-qualification&pipeline=proposal",
                "status=open&source=trade-fair&overdue=false",
                "openedFrom=2020-01-01T00:00:00Z&source=trade-fair",
                "updatedFrom=2020-01-01T00:00:00Z&openedTo=2100-01-01T00:00:00Z&source=trade-fair")) {
            get("/v1/deals?prospectId=" + prospect + "&" + filter)
                    .body("items.id", contains(deal.toString()))
                    .body("items.stages", everyItem(nullValue()), "items.payments", everyItem(nullValue()));
        }
        get("/v1/deals?prospectId=" + prospect + "&status=won").body("items", hasSize(0), "next", nullValue());
        get("/v1/deals?prospectId=" + prospect + "&overdue=true").body("items", hasSize(0));
        execute("UPDATE deal SET due_at = now() - interval '1 day' WHERE id = '" + deal + "'");
        get("/v1/deals?prospectId=" + prospect + "&overdue=true").body("items.id", contains(deal.toString()));
        get(path(deal, "")).body("overdue", is(true)).header("ETag", containsString("-overdue"));
    }

    @Test
    void a_resource_that_the_caller_has_is_not_sent_again() {
        UUID deal = Sales.deal();
        String tag = caller().get(path(deal, "")).header("ETag");
        caller().header("If-None-Match", tag).get(path(deal, "")).then().statusCode(304);
        post(path(deal, "/activities"), Map.of("kind", "call", "outcome", "neutral"))
                .statusCode(201);
        caller().header("If-None-Match", tag).get(path(deal, "")).then().statusCode(200);
    }

    @Test
    void owner_value_offering_and_custom_fields_can_be_changed_and_leave_events() {
        UUID deal = Sales.deal();
        Fields.shared("deal", "region", "text");
        Fields.shared("deal", "seats", "number");
        UUID owner = Sales.salesperson();
        Map<String, Object> changes = new HashMap<>();
        changes.put("ownerId", owner);
        changes.put("value", Map.of("amount", 5));
        changes.put("customFields", Map.of("region", "north", "seats", 12));
        caller().header("If-Match", "\"2\"")
                .body(changes)
                .patch(path(deal, ""))
                .then()
                .statusCode(200)
                .header("ETag", is("\"5\""))
                .body("ownerId", is(owner.toString()), "value.amount", is(5), "value.currency", is("EUR"))
                .body("customFields.seats", is(12));
        get(path(deal, "/history"))
                .body(
                        "items.type[2..4]",
                        contains("deal.owner-assigned", "deal.value-changed", "deal.custom-fields-changed"))
                .body("items[4].data.present", contains("region", "seats"));
        Map<String, Object> clearing = new HashMap<>();
        clearing.put("region", null);
        caller().header("If-Match", "\"5\"")
                .body(Map.of("customFields", clearing))
                .patch(path(deal, ""))
                .then()
                .body("customFields.region", nullValue(), "customFields.seats", is(12));
        caller().header("If-Match", "\"6\"")
                .body(Map.of())
                .patch(path(deal, ""))
                .then()
                .header("ETag", is("\"6\""));
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
    }

    @ParameterizedTest
    @CsvSource({
        "opened_at DESC, '', deal_by_opened_at",
        "updated_at, '', deal_by_updated_at",
        "stage_entered_at, '', deal_by_stage_entered_at",
        "'coalesce(value_amount, -1)', '', deal_by_value",
        "opened_at DESC, WHERE status = 'open' AND stage = 'qualification', deal_open_in_stage",
    })
    void every_order_has_an_index_that_matches_it(String order, String condition, String index) throws SQLException {
        String id = order.endsWith("DESC") ? "id DESC" : "id";
        StringBuilder plan = new StringBuilder();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET enable_seqscan = off");
            statement.execute("SET enable_sort = off");
            statement.execute("SET enable_bitmapscan = off");
            try (ResultSet lines = statement.executeQuery(
                    "EXPLAIN SELECT id FROM deal " + condition + " ORDER BY " + order + ", " + id + " LIMIT 50")) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            statement.execute("RESET ALL");
        }
        assertThat(plan.toString()).contains(index).doesNotContain("Sort");
    }

    private static UUID open(UUID prospect, Long value) {
        Map<String, Object> deal = new HashMap<>();
        deal.put("prospectId", prospect);
        deal.put("value", value == null ? null : Map.of("amount", value, "currency", "EUR"));
        return Sales.created("/v1/deals", deal);
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement running = connection.createStatement()) {
            running.execute(statement);
        }
    }
}
