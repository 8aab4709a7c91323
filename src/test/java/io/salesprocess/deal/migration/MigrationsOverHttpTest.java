package io.salesprocess.deal.migration;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.deal.Deals;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.testkit.Checker;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Http.Answer;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rule 4: running deals are moved to another version by an explicit, recorded, previewable command, whatever happens meanwhile. */
@QuarkusTest
class MigrationsOverHttpTest {

    private static final Map<String, String> RENAMED = Map.of("talk", "discovery");

    @Inject
    Migrating migrating;

    @Inject
    DataSource database;

    @Inject
    MigrationStore store;

    @Inject
    OutcomeStore outcomes;

    @Inject
    Deals deals;

    @Inject
    Pipelines pipelines;

    @Inject
    Transactions transactions;

    @Inject
    Clock clock;

    @TestHTTPResource
    URI service;

    private final String pipeline = unique("sale");
    private Http http;
    private UUID prospect;

    @BeforeEach
    void publish() throws SQLException {
        prospect = Sales.prospect();
        http = new Http(service);
        migrating.publish(pipeline, 1, "hello", "talk", "offer", "close");
    }

    @Test
    void a_preview_says_which_deals_would_be_moved_and_changes_nothing() throws Exception {
        UUID first = deal();
        UUID second = deal("hello");
        UUID third = deal("hello", "talk");
        UUID closed = deal();
        move(closed, "lose", "hello", "Gone").statusCode(201);
        publishSecond("hello", "discovery", "close");
        post(migrations() + "?dryRun=true", request(1, 2, RENAMED))
                .statusCode(200)
                .body("deals", is(3), "movable", is(2))
                .body("refused.dealId", contains(third.toString()))
                .body("refused.reason", contains("Stage offer is not a stage of version 2, and not mapped to one."));
        post(migrations() + "?dryRun=true", request(1, 2, Map.of()))
                .statusCode(200)
                .body("deals", is(3), "movable", is(1))
                .body("refused.dealId", contains(second.toString(), third.toString()));
        get(path(first, "")).body("pipeline.version", is(1), "version", is(1));
        get(migrations()).body("items", hasSize(0));
    }

    @Test
    void a_migration_moves_open_deals_and_tells_what_became_of_each() throws Exception {
        UUID first = deal();
        UUID second = deal("hello");
        move(second, "fall-short", "talk", "Not yet").statusCode(201);
        UUID third = deal("hello", "talk");
        UUID closed = deal();
        move(closed, "lose", "hello", "Gone").statusCode(201);
        publishSecond("hello", "check!", "discovery:9", "close");
        String dueBefore = get(path(first, "")).extract().path("dueAt");
        String address = post(migrations(), request(1, 2, RENAMED))
                .statusCode(202)
                .body("status", is("running"), "moved", is(0), "refused", is(0), "from", is(1), "to", is(2))
                .body("stageMapping.talk", is("discovery"), "startedBy.kind", is("api-key"), "endedAt", nullValue())
                .extract()
                .header("Location");
        migrating.finish(pipeline);
        get(address)
                .body("status", is("done"), "moved", is(2), "refused", is(1), "endedAt", notNullValue())
                .body("reason", nullValue());
        get(migrations()).body("items.id", contains(idOf(address)));
        get(address + "/deals?count=true")
                .body("items.outcome", contains("moved", "moved", "refused"))
                .body("items.dealId", contains(first.toString(), second.toString(), third.toString()))
                .body("items.sequence", contains(2, 4, null))
                .body("total", is(3));
        get(address + "/deals?outcome=refused")
                .body("items.dealId", contains(third.toString()))
                .body("items.reason", contains("Stage offer is not a stage of version 2, and not mapped to one."));
        String page = get(address + "/deals?limit=2").extract().path("next");
        get(address + "/deals?limit=2&cursor=" + page).body("items.dealId", contains(third.toString()));
        get(path(first, "")).body("pipeline.version", is(2), "stage", is("hello"), "dueAt", is(dueBefore));
        get(path(second, ""))
                .body("pipeline.version", is(2), "stage", is("discovery"), "attempt", is(2))
                .body("stages.key", contains("hello", "check", "discovery", "close"))
                .body("stages.state", contains("done", "done", "current", "upcoming"))
                .body("stages.attempts", contains(1, 0, 2, 0))
                .body("stages[1].enteredAt", nullValue());
        get(path(second, "/history") + "?order=desc&limit=1")
                .body("items[0].type", is("deal.migrated"), "items[0].pipeline.version", is(2))
                .body("items[0].from", is("talk"), "items[0].to", is("discovery"), "items[0].stage", is("discovery"))
                .body("items[0].data.fromVersion", is(1), "items[0].data.toVersion", is(2))
                .body("items[0].data.stageMapping.talk", is("discovery"));
        get(path(first, "/history") + "?order=desc&limit=1")
                .body("items[0].from", nullValue(), "items[0].to", nullValue())
                .body("items[0].data.stageMapping", anEmptyMap());
        get(path(third, "")).body("pipeline.version", is(1), "stage", is("offer"));
        get(path(closed, "")).body("pipeline.version", is(1));
        check();
    }

    @Test
    void a_moved_deal_obeys_the_version_that_it_follows_now() throws Exception {
        UUID deal = deal("hello");
        publishSecond("hello", "check!", "talk", "last");
        migrate(1, 2, Map.of());
        move(deal, "advance", "talk").statusCode(422).body("unmet.stage", contains("check"));
        post(path(deal, "/greetings"), Map.of("by", "salesperson")).statusCode(201);
        move(deal, "advance", "talk").statusCode(201).body("to", is("last"));
        move(deal, "advance", "last").statusCode(201).body("to", is("won"));
        check();
    }

    @Test
    void every_wrong_place_of_a_request_is_named() throws Exception {
        publishSecond("hello", "discovery");
        refused(request(1, 3, Map.of()), "/to");
        refused(request(7, 2, Map.of()), "/from");
        refused(request(1, 1, Map.of()), "/to");
        refused(request(1, 2, Map.of("nothing", "hello")), "/stageMapping/nothing");
        refused(request(1, 2, Map.of("talk", "nothing")), "/stageMapping/talk");
        refused(
                request(1, 2, Map.of("a/b", "hello", "c", "d")),
                "/stageMapping/a~1b",
                "/stageMapping/c",
                "/stageMapping/c");
        Map<String, String> toNothing = new HashMap<>();
        toNothing.put("talk", null);
        refused(request(1, 2, toNothing), "/stageMapping/talk");
        refused(Map.of("to", 2), "/from");
        refused(Map.of("from", 0, "to", -1), "/from", "/to");
        refused(Map.of("from", "x", "to", 2), "/from");
        refused(Map.of("from", 1, "to", 2, "force", true), "/force");
        post("/v1/pipelines/none/migrations", request(1, 2, Map.of())).statusCode(404);
        get("/v1/pipelines/none/migrations").statusCode(404);
        get(migrations() + "/" + UUID.randomUUID()).statusCode(404);
        get(migrations() + "/" + UUID.randomUUID() + "/deals").statusCode(404);
        get(migrations()).body("items", hasSize(0));
    }

    @Test
    void a_second_migration_from_the_same_version_waits_until_the_first_is_done() throws Exception {
        publishSecond("hello", "talk", "offer", "close:2");
        List<Integer> statuses = Concurrently.run(8, number -> http.send("POST", migrations(), request(1, 2, Map.of()))
                .status());
        assertThat(statuses).containsOnlyOnce(202).contains(409).hasSize(8);
        post(migrations(), request(1, 2, Map.of())).statusCode(409).body("type", is("/problems/conflict"));
        migrating.finish(pipeline);
        post(migrations(), request(1, 2, Map.of())).statusCode(202);
        migrating.finish(pipeline);
    }

    @Test
    void only_administrators_start_migrations_and_they_see_no_more_of_the_deals_than_ids_and_outcomes()
            throws Exception {
        UUID deal = deal();
        publishSecond("hello", "talk");
        for (String role : List.of("manager", "auditor", "receptionist", "intake")) {
            assertThat(new Http(service, Keys.of(role))
                            .send("POST", migrations(), request(1, 2, Map.of()))
                            .status())
                    .as(role)
                    .isEqualTo(403);
        }
        Http admin = new Http(service, Keys.of("admin"));
        String address =
                admin.send("POST", migrations(), request(1, 2, Map.of())).header("Location");
        String below = URI.create(address).getPath();
        migrating.finish(pipeline);
        assertThat(admin.get(below + "/deals").body().at("/items/0/dealId").asText())
                .isEqualTo(deal.toString());
        assertThat(admin.get("/v1/deals/" + deal).status()).isEqualTo(403);
        assertThat(new Http(service, Keys.of("auditor")).get(below).status()).isEqualTo(200);
        get("/v1/audit?action=migration-started").body("items.subject.id", hasItem(idOf(address)));
    }

    @Test
    void the_same_request_under_one_key_starts_one_migration() throws Exception {
        publishSecond("hello", "talk");
        String key = unique("key");
        Answer first = http.send("POST", migrations(), request(1, 2, Map.of()), "Idempotency-Key", key);
        Answer again = http.send("POST", migrations(), request(1, 2, Map.of()), "Idempotency-Key", key);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.body()).isEqualTo(first.body());
        migrating.finish(pipeline);
    }

    @Test
    void run_twice_nothing_moves_twice_and_back_again_it_is_another_move() throws Exception {
        UUID deal = deal("hello");
        publishSecond("hello", "talk", "close");
        migrate(1, 2, Map.of());
        migrate(1, 2, Map.of());
        get(migrations()).body("items.moved", contains(0, 1));
        migrate(2, 1, Map.of());
        get(path(deal, "/history"))
                .body("items.findAll { it.type == 'deal.migrated' }.pipeline.version", contains(2, 1));
        check();
    }

    @Test
    void deals_that_open_in_the_old_version_meanwhile_are_moved_too() throws Exception {
        publishSecond("hello", "talk");
        dealIn(2);
        post(migrations(), request(2, 1, Map.of())).statusCode(202);
        migrating.workARound();
        UUID late = dealIn(2);
        migrating.finish(pipeline);
        get(path(late, "")).body("pipeline.version", is(1));
        get(migrations()).body("items.moved", contains(2));
    }

    @Test
    void a_deal_that_another_transaction_holds_is_left_for_the_next_round() throws Exception {
        UUID held = deal();
        UUID free = deal();
        publishSecond("hello", "talk");
        post(migrations(), request(1, 2, Map.of())).statusCode(202);
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("SELECT FROM deal WHERE id = '" + held + "' FOR UPDATE");
            }
            migrating.workARound();
            get(path(free, "")).body("pipeline.version", is(2));
            get(path(held, "")).body("pipeline.version", is(1));
            migrating.workARound();
            get(migrations()).body("items.status", contains("running"));
            other.rollback();
        }
        migrating.finish(pipeline);
        get(path(held, "")).body("pipeline.version", is(2));
        get(migrations()).body("items.moved", contains(2));
    }

    @Test
    void a_fault_that_keeps_coming_back_stops_it_and_posted_again_it_goes_on() throws Exception {
        UUID good = deal();
        UUID damaged = deal();
        UUID behind = deal();
        publishSecond("hello", "talk");
        String state = state(damaged);
        write("UPDATE deal SET state = jsonb_set(state, '{evidence}', '\"nonsense\"') WHERE id = '" + damaged + "'");
        String address = post(migrations(), request(1, 2, Map.of()))
                .statusCode(202)
                .extract()
                .header("Location");
        for (int i = 0; migrating.isRunning(pipeline) && i < 20; i++) {
            migrating.workARound();
        }
        get(address)
                .body("status", is("stopped"), "moved", is(1), "endedAt", notNullValue())
                .body("reason", not(nullValue()));
        get(path(good, "")).body("pipeline.version", is(2));
        get(path(behind, "")).body("pipeline.version", is(1));
        write("UPDATE deal SET state = '{\"visits\": 7}' WHERE id = '" + damaged + "'");
        post(migrations() + "?dryRun=true", request(1, 2, Map.of()))
                .statusCode(200)
                .body("deals", is(2), "movable", is(1), "refused.dealId", contains(damaged.toString()));
        write("UPDATE deal SET state = '" + state + "' WHERE id = '" + damaged + "'");
        migrate(1, 2, Map.of());
        get(migrations()).body("items.status", contains("done", "stopped"), "items.moved", contains(2, 1));
        check();
    }

    @Test
    void two_workers_at_once_move_each_deal_once() throws Exception {
        for (int i = 0; i < 60; i++) {
            deal();
        }
        publishSecond("hello", "talk");
        post(migrations(), request(1, 2, Map.of())).statusCode(202);
        MigrationWorker one = worker();
        MigrationWorker other = worker();
        Concurrently.run(4, number -> {
            for (int i = 0; i < 10; i++) {
                (number % 2 == 0 ? one : other).work();
            }
            return null;
        });
        migrating.finish(pipeline);
        get(migrations()).body("items.moved", contains(60));
        assertThat(number("SELECT count(*) FROM deal_event WHERE type = 'deal.migrated' AND pipeline_key = '" + pipeline
                        + "'"))
                .isEqualTo(60);
        check();
    }

    /** Its connections are ended and its transactions aborted again and again; what counts is exact all the same. */
    @Test
    void a_worker_whose_transactions_are_aborted_goes_on_where_it_was() throws Exception {
        for (int i = 0; i < 300; i++) {
            dealIn(1);
        }
        publishSecond("hello", "talk");
        post(migrations(), request(1, 2, Map.of())).statusCode(202);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger killed = new AtomicInteger();
        Random moments = new Random();
        Concurrently.run(2, number -> {
            try {
                while (number == 1 && !done.get()) {
                    Thread.sleep(moments.nextInt(15));
                    killed.addAndGet((int) number("""
                            SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
                            WHERE pid <> pg_backend_pid() AND query ~ 'deal_migration|INSERT INTO deal_event'
                                AND query !~ 'SELECT FROM deal_migration' AND state <> 'idle'"""));
                }
                if (number == 0) {
                    try {
                        migrating.finish(pipeline);
                    } finally {
                        done.set(true);
                    }
                }
                return null;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        });
        get(migrations()).body("items.status", contains("done"), "items.moved", contains(300));
        assertThat(number("SELECT count(*) FROM deal_event WHERE type = 'deal.migrated' AND pipeline_key = '" + pipeline
                        + "'"))
                .isEqualTo(300);
    }

    /** Every event obeys the version that it names, while deals open, advance, fall short and are lost in crowds. */
    @Test
    void deals_are_migrated_while_they_go_on_and_a_new_version_is_published() throws Exception {
        migrateWhileTheyGoOn(240, 80);
    }

    @Test
    @Tag("slow")
    void a_thousand_deals_are_migrated_while_they_go_on_and_a_new_version_is_published() throws Exception {
        migrateWhileTheyGoOn(1_000, 300);
    }

    private void migrateWhileTheyGoOn(int size, int steps) throws Exception {
        int callers = 6;
        ConcurrentLinkedQueue<UUID> all = new ConcurrentLinkedQueue<>();
        Concurrently.run(callers, number -> {
            for (int i = 0; i < size / callers; i++) {
                all.add(dealIn(1));
            }
            return null;
        });
        List<UUID> deals = List.copyOf(all);
        AtomicInteger living = new AtomicInteger(callers);
        Concurrently.run(callers + 1, number -> {
            try {
                if (number == callers) {
                    publishSecond("hello", "check!", "discovery:3", "offer", "close");
                    must(202, http.send("POST", migrations(), request(1, 2, RENAMED)));
                    while (living.get() > 0) {
                        migrating.workAPortion();
                    }
                    return null;
                }
                Random random = ThreadLocalRandom.current();
                for (int i = 0; i < steps; i++) {
                    if (random.nextInt(10) == 0) {
                        all.add(dealIn(0));
                    }
                    goOn(deals.get(random.nextInt(deals.size())), random);
                }
                return null;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                if (number < callers) {
                    living.decrementAndGet();
                }
            }
        });
        migrating.finish(pipeline);
        // Deals that were lost in the old version, and reopened after the migration was done, are moved by another one.
        migrate(1, 2, RENAMED);
        long moved = number(
                "SELECT count(*) FROM deal_event WHERE type = 'deal.migrated' AND pipeline_key = '" + pipeline + "'");
        List<Integer> told = get(migrations()).extract().path("items.moved");
        assertThat(told.stream().mapToInt(Integer::intValue).sum()).isEqualTo((int) moved);
        assertThat(number(
                        "SELECT count(*) FROM deal WHERE pipeline_version = 1 AND status = 'open' AND pipeline_key = '"
                                + pipeline + "'"))
                .as("open deals that are left in version 1")
                .isZero();
        assertThat(moved).isGreaterThan(size / 2);
        new Checker(database, http).check(new HashSet<>(all));
    }

    private void goOn(UUID deal, Random random) {
        Answer now = http.get("/v1/deals/" + deal);
        String stage = now.text("stage");
        Map<String, Object> body = new HashMap<>(Map.of("type", "advance", "from", stage));
        int choice = random.nextInt(12);
        if (now.text("status").equals("lost")) {
            body.put("type", "reopen");
        } else if (choice == 0) {
            body.put("type", "lose");
        } else if (choice < 3) {
            body.put("type", "fall-short");
        } else if (choice == 3) {
            http.send("POST", path(deal, "/greetings"), Map.of("by", "salesperson"));
        }
        if (!body.get("type").equals("advance")) {
            body.put("reason", "At random");
        }
        int status = random.nextBoolean()
                ? http.send("POST", path(deal, "/transitions"), body).status()
                : viaBatch(deal, body);
        assertThat(status).isIn(201, 409, 422);
    }

    private int viaBatch(UUID deal, Map<String, Object> body) {
        body.put("dealId", deal);
        return must(200, http.send("POST", "/v1/transitions", Map.of("transitions", List.of(body))))
                .body()
                .at("/items/0/status")
                .asInt();
    }

    private MigrationWorker worker() {
        return new MigrationWorker(
                store, outcomes, deals, pipelines, transactions, clock, Duration.ofSeconds(10), Duration.ZERO);
    }

    private void migrate(int from, int to, Map<String, String> mapping) throws SQLException {
        post(migrations(), request(from, to, mapping)).statusCode(202);
        migrating.finish(pipeline);
    }

    private void publishSecond(String... stages) throws SQLException {
        migrating.publish(pipeline, 2, stages);
    }

    /** A deal in version 1 that has left these stages. */
    private UUID deal(String... stages) {
        UUID deal = dealIn(1);
        for (String stage : stages) {
            move(deal, "advance", stage).statusCode(201);
        }
        return deal;
    }

    /** @param version that the deal must have; 0 for any */
    private UUID dealIn(int version) {
        Answer opened = must(201, http.send("POST", "/v1/deals", Map.of("prospectId", prospect, "pipeline", pipeline)));
        UUID deal = UUID.fromString(opened.text("id"));
        if (version > 0 && opened.body().at("/pipeline/version").asInt() != version) {
            throw new AssertionError("The deal was opened in another version: " + opened);
        }
        return deal;
    }

    private void check() throws SQLException {
        Set<UUID> mine = new TreeSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id FROM deal WHERE pipeline_key = '" + pipeline + "'")) {
            while (row.next()) {
                mine.add(row.getObject(1, UUID.class));
            }
        }
        new Checker(database, http).check(mine);
    }

    private void refused(Object body, String... pointers) {
        for (String query : List.of("", "?dryRun=true")) {
            post(migrations() + query, body).statusCode(400).body("errors.pointer", containsInAnyOrder(pointers));
        }
    }

    private String migrations() {
        return "/v1/pipelines/" + pipeline + "/migrations";
    }

    private static Map<String, Object> request(int from, int to, Map<String, String> mapping) {
        return Map.of("from", from, "to", to, "stageMapping", mapping);
    }

    private static String idOf(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static Answer must(int status, Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError(answer.toString());
        }
        return answer;
    }

    private String state(UUID deal) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT state FROM deal WHERE id = '" + deal + "'")) {
            row.next();
            return row.getString(1);
        }
    }

    private long number(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void write(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement update = connection.createStatement()) {
            update.execute(statement);
        }
    }
}
