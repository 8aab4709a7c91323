package io.salesprocess.payment;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 16: the entries of all deals, and what they add up to. */
@QuarkusTest
class LedgerTest {

    @Inject
    DataSource database;

    private final String method = unique("method");

    @Test
    void entries_of_all_deals_are_listed_newest_first_with_what_they_add_up_to() {
        UUID first = Sales.wonDeal();
        UUID second = Sales.wonDeal();
        UUID early = pay(first, 1_000, "EUR", "2026-03-01T10:00:00Z");
        UUID late = pay(second, 500, "EUR", "2026-03-02T10:00:00Z");
        UUID refund = created(
                path(first, "/payments/" + early + "/refunds"),
                Map.of("amount", money(200, "EUR"), "reference", "CN-1", "reason", "Goodwill"));
        post(path(second, "/payments/" + late + "/reversal"), Map.of("reference", "RET-1"))
                .statusCode(201);
        ledger("method=" + method)
                .body("items.kind", contains("reversal", "refund", "payment", "payment"))
                .body("items.method", everyItem(is(method)))
                .body("items[1].id", is(refund.toString()), "items[1].paymentId", is(early.toString()))
                .body("items[3].id", is(early.toString()), "items[3].at", is("2026-03-01T10:00:00Z"))
                .body("totals", hasSize(1), "totals[0].currency", is("EUR"))
                .body("totals[0].payments", is(1_500), "totals[0].refunds", is(200))
                .body("totals[0].reversals", is(500), "totals[0].net", is(800));
        ledger("method=" + method + "&kind=refund").body("items", hasSize(1), "totals[0].net", is(-200));
        ledger("method=" + method + "&dealId=" + second).body("items", hasSize(2), "totals[0].net", is(0));
        ledger("method=" + method + "&from=2026-03-01&to=2026-03-01")
                .body("items.id", contains(early.toString()), "totals[0].net", is(1_000));
        ledger("method=" + method + "&from=2026-03-01T10:00:00.000001Z&to=2026-03-02T10:00:00Z")
                .body("items", hasSize(0), "totals", hasSize(0));
        ledger("reference=CN-1&dealId=" + first).body("items.id", contains(refund.toString()));
        ledger("method=" + unique("none")).body("items", hasSize(0), "totals", hasSize(0));
    }

    @Test
    void totals_are_those_of_all_pages_and_pages_follow_each_other() {
        UUID deal = Sales.wonDeal();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            // Two at the same moment, so that the id decides between them.
            ids.add(
                    0,
                    pay(deal, 1, "EUR", "2026-03-0" + (1 + i / 2) + "T00:00:00Z")
                            .toString());
        }
        List<String> seen = new ArrayList<>();
        String next = "";
        while (next != null) {
            ValidatableResponse page = ledger("method=" + method + "&limit=2&count=true" + next)
                    .body("totals[0].payments", is(5), "total", is(5), "totalIsExact", is(true));
            seen.addAll(page.extract().path("items.id"));
            String cursor = page.extract().path("next");
            if (cursor != null) {
                page.header("Link", containsString("rel=\"next\""));
            }
            next = cursor == null ? null : "&cursor=" + cursor;
        }
        assertThat(seen).isEqualTo(ids);
        get("/v1/payments?cursor=" + "AAAA").statusCode(400);
    }

    @Test
    void a_bookkeeper_reconciles_a_day_with_300_entries_in_three_currencies() throws Exception {
        List<String> currencies = List.of("EUR", "JPY", "KWD");
        List<UUID> deals = currencies.stream().map(LedgerTest::wonIn).toList();
        Random random = new Random(18);
        Map<String, Long> expected = new TreeMap<>();
        List<Map<String, Object>> payments = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long amount = 1 + random.nextInt(1_000_000);
            expected.merge(currencies.get(i % 3), amount, Long::sum);
            payments.add(Map.of(
                    "amount",
                    money(amount, currencies.get(i % 3)),
                    "method",
                    method,
                    "reference",
                    "R-" + i,
                    "receivedAt",
                    Instant.parse("2026-03-01T00:00:00Z")
                            .plusSeconds(random.nextInt(86_400))
                            .toString()));
        }
        Concurrently.run(6, caller -> {
            for (int i = caller; i < 300; i += 6) {
                post(path(deals.get(i % 3), "/payments"), payments.get(i)).statusCode(201);
            }
            return null;
        });
        ValidatableResponse day = ledger("method=" + method + "&from=2026-03-01&to=2026-03-01&count=true&limit=200")
                .body("total", is(300), "totals.currency", contains("EUR", "JPY", "KWD"));
        for (int i = 0; i < 3; i++) {
            Number payed = day.extract().path("totals[" + i + "].payments");
            assertThat(payed.longValue()).isEqualTo(expected.get(currencies.get(i)));
            get(path(deals.get(i), ""))
                    .body("payments.collected.currency", is(currencies.get(i)))
                    .body(
                            "payments.collected.amount",
                            is(expected.get(currencies.get(i)).intValue()));
        }
    }

    @Test
    void totals_equal_the_plain_sums_of_entries_whatever_days_the_filter_cuts() throws SQLException {
        UUID deal = Sales.wonDeal();
        Random random = new Random();
        long seed = random.nextLong();
        random.setSeed(seed);
        Instant start = Instant.parse("2025-12-30T00:00:00Z");
        for (int i = 0; i < 30; i++) {
            UUID payment = pay(
                    deal,
                    1 + random.nextInt(1_000),
                    "EUR",
                    moment(start, random).toString());
            if (i % 5 == 0) {
                post(path(deal, "/payments/" + payment + "/reversal"), Map.of("reference", "RET-" + i));
            }
        }
        for (int i = 0; i < 40; i++) {
            Instant one = moment(start, random);
            Instant other = moment(start, random);
            String from = random.nextInt(6) == 0 ? null : one.toString();
            String to = random.nextInt(6) == 0 ? null : other.toString();
            String kind = random.nextInt(3) == 0 ? "payment" : null;
            String by = random.nextBoolean() ? method : null;
            String query = "limit=1" + (from == null ? "" : "&from=" + from) + (to == null ? "" : "&to=" + to)
                    + (kind == null ? "" : "&kind=" + kind) + (by == null ? "" : "&method=" + by);
            assertThat(nets(query)).as("seed %s: %s", seed, query).isEqualTo(plainNets(from, to, kind, by));
        }
    }

    @Test
    void callers_see_the_entries_of_the_deals_that_they_see_and_totals_of_nothing_else() {
        UUID owner = Sales.salesperson();
        UUID own = Sales.wonDeal();
        UUID foreign = Sales.wonDeal();
        UUID nobodys = Sales.wonDeal();
        assign(own, owner);
        assign(foreign, Sales.salesperson());
        pay(own, 1, "EUR", "2026-03-01T00:00:00Z");
        pay(foreign, 10, "EUR", "2026-03-01T00:00:00Z");
        pay(nobodys, 100, "EUR", "2026-03-01T00:00:00Z");
        String address = "/v1/payments?method=" + method;
        seen(Keys.of("manager"), address, 111);
        seen(Keys.of("auditor"), address, 111);
        seen(Keys.of("salesperson", owner), address, 101);
        assign(own, null);
        assign(nobodys, Sales.salesperson());
        seen(Keys.of("salesperson", owner), address, 1);
        caller(Keys.of("salesperson", owner))
                .get(address + "&dealId=" + foreign)
                .then()
                .statusCode(200)
                .body("items", hasSize(0), "totals", hasSize(0));
        caller(Keys.of("receptionist")).get(address).then().statusCode(200).body("totals", hasSize(0));
        caller(Keys.of("intake")).get(address).then().statusCode(403);
        caller(Keys.of("admin")).get(address).then().statusCode(403);
    }

    @Test
    void erasing_the_prospect_erases_words_and_leaves_figures_rule_12() {
        UUID deal = Sales.wonDeal();
        String reference = unique("Ada Stone");
        Map<String, Object> payment = Map.of("amount", money(100, "EUR"), "method", method, "reference", reference);
        String id =
                post(path(deal, "/payments"), payment).statusCode(201).extract().path("id");
        String prospect = "/v1/prospects/" + get(path(deal, "")).extract().path("prospectId");
        caller().header("If-Match", "*").delete(prospect).then().statusCode(204);
        ledger("method=" + method).body("items", hasSize(0), "totals", hasSize(0));
        ledger("reference=" + reference).body("items", hasSize(0), "totals", hasSize(0));
        ledger("dealId=" + deal)
                .body("items[0].method", nullValue(), "items[0].reference", nullValue())
                .body("totals[0].net", is(100));
        post(path(deal, "/payments"), payment).statusCode(200).body("id", is(id));
        post(path(deal, "/payments"), Map.of("amount", money(101, "EUR"), "reference", reference))
                .statusCode(409);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE ledger_entry SET amount = amount",
                "DELETE FROM ledger_entry",
                "TRUNCATE ledger_entry",
                "UPDATE unassigned_payment SET amount = amount",
                "DELETE FROM unassigned_payment",
                "UPDATE payment_assignment SET assigned_at = assigned_at",
                "DELETE FROM payment_assignment"
            })
    void the_database_refuses_to_change_or_delete_entries_also_to_who_grants_themselves_the_right(String statement) {
        assertThatThrownBy(() -> run(statement)).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> run("GRANT ALL ON ALL TABLES IN SCHEMA public TO CURRENT_USER; " + statement))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void an_instance_of_the_version_before_reads_and_writes_the_same_entries() throws SQLException {
        UUID deal = Sales.wonDeal();
        UUID payment = pay(deal, 1_000, "EUR", "2026-03-01T00:00:00Z");
        UUID refund = UUID.randomUUID();
        run(
                "INSERT INTO refund (amount, currency, deal_id, payment_id, reason, recorded_at, reference, id) VALUES (400, 'EUR', '"
                        + deal + "', '" + payment + "', 'Ada moved', now(), 'CN-1', '" + refund + "')");
        assertThat(texts("SELECT method FROM payment WHERE id = '" + payment + "'"))
                .containsExactly(method);
        assertThat(texts("SELECT reason FROM refund WHERE payment_id = '" + payment + "'"))
                .containsExactly("Ada moved");
        get(path(deal, "/payments/" + payment + "/refunds/" + refund))
                .statusCode(200)
                .body("amount.amount", is(400), "reason", is("Ada moved"), "reference", is("CN-1"));
        ledger("method=" + method).body("totals[0].net", is(600));
        post(path(deal, "/payments/" + payment + "/refunds"), Map.of("amount", money(400, "EUR"), "reference", "CN-1"))
                .statusCode(200)
                .body("id", is(refund.toString()));
        run("UPDATE refund SET reason = NULL WHERE deal_id = '" + deal + "'");
        get(path(deal, "/payments/" + payment + "/refunds/" + refund)).body("reason", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"kind=gift, kind", "from=yesterday, from", "dealId=x, dealId", "limit=0, limit", "cursor=!, cursor"})
    void what_is_wrong_with_a_filter_is_named(String query, String parameter) {
        get("/v1/payments?" + query)
                .statusCode(400)
                .body("type", is("/problems/invalid-request"), "errors.parameter", hasItem(parameter));
    }

    @Test
    void an_amount_with_decimals_is_refused_in_every_currency() {
        caller().body("{\"amount\": {\"amount\": 1.234, \"currency\": \"KWD\"}, \"reference\": \"R\"}")
                .post(path(wonIn("KWD"), "/payments"))
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/amount/amount"));
    }

    private static Instant moment(Instant start, Random random) {
        Instant day = start.plus(Duration.ofDays(random.nextInt(6)));
        return random.nextInt(3) == 0 ? day : day.plusSeconds(random.nextInt(86_400));
    }

    private UUID pay(UUID deal, long amount, String currency, String receivedAt) {
        return created(
                path(deal, "/payments"),
                Map.of(
                        "amount",
                        money(amount, currency),
                        "method",
                        method,
                        "reference",
                        unique("R"),
                        "receivedAt",
                        receivedAt));
    }

    /** A won deal that is paid in this currency. */
    static UUID wonIn(String currency) {
        UUID deal = Sales.deal();
        caller().header("If-Match", "*")
                .body(Map.of("value", money(1_000_000, currency)))
                .patch(path(deal, ""))
                .then()
                .statusCode(200);
        Sales.through(deal, "pre-qualification", "qualification", "relationship", "conversion");
        return deal;
    }

    static Map<String, Object> money(long amount, String currency) {
        return Map.of("amount", amount, "currency", currency);
    }

    private static void assign(UUID deal, UUID owner) {
        Map<String, Object> body = new java.util.HashMap<>();
        body.put("ownerId", owner);
        caller().header("If-Match", "*").body(body).patch(path(deal, "")).then().statusCode(200);
    }

    private static void seen(String key, String address, int net) {
        caller(key).get(address).then().statusCode(200).body("totals.net", contains(net));
    }

    private static ValidatableResponse ledger(String query) {
        return get("/v1/payments?" + query).statusCode(200).body("items.amount.amount", not(hasItem(0)));
    }

    private static Map<String, String> nets(String query) {
        Map<String, String> nets = new TreeMap<>();
        List<Map<String, Object>> totals = ledger(query).extract().path("totals");
        totals.forEach(total -> nets.put(
                "" + total.get("currency"),
                total.get("payments") + " " + total.get("refunds") + " " + total.get("reversals")));
        return nets;
    }

    private Map<String, String> plainNets(String from, String to, String kind, String by) throws SQLException {
        String sum = "coalesce(sum(e.amount) FILTER (WHERE e.kind = '%s'), 0)";
        Map<String, String> nets = new TreeMap<>();
        String query =
                "SELECT e.currency, concat_ws(' ', " + sum.formatted("payment") + ", " + sum.formatted("refund") + ", "
                        + sum.formatted("reversal")
                        + ") FROM ledger_entry e LEFT JOIN ledger_words w ON w.entry_id = e.id WHERE TRUE"
                        + (from == null ? "" : " AND e.at >= '" + from + "'")
                        + (to == null ? "" : " AND e.at < '" + to + "'")
                        + (kind == null ? "" : " AND e.kind = '" + kind + "'")
                        + (by == null ? "" : " AND method = '" + by + "'") + " GROUP BY e.currency";
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                nets.put(rows.getString(1), rows.getString(2));
            }
        }
        return nets;
    }

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** In a transaction that is rolled back if it fails. */
    private void run(String statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try {
                statement.execute(statements);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
