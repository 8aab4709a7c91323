package io.salesprocess.deal.handover;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Role;
import io.salesprocess.deal.handover.HandoverService.Progress;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All open deals of a salesperson are given away in one call, each with its event. */
@QuarkusTest
class HandoverTest {

    private static final Caller MANAGER =
            new Caller(Caller.Kind.API_KEY, "test", "test", Set.of(Role.MANAGER), null, null);

    @Inject
    HandoverService handovers;

    @Inject
    Transactions transactions;

    private UUID from;
    private UUID prospect;

    @BeforeEach
    void prepare() {
        from = Sales.salesperson();
        prospect = Sales.prospect();
    }

    @Test
    void one_salesperson_gets_every_open_deal_and_closed_ones_stay() {
        UUID to = Sales.salesperson();
        List<UUID> open = deals(45);
        UUID lost = deal(from);
        move(lost, "lose", "pre-qualification", "No budget").statusCode(201);
        handOver(from, to).statusCode(200).body("moved", is(45), "left", is(0), "to", is(to.toString()));
        for (UUID deal : open) {
            get("/v1/deals/" + deal).body("ownerId", is(to.toString()));
            get("/v1/deals/" + deal + "/history").body("items.type", is(List.of("deal.opened", "deal.owner-assigned")));
        }
        get("/v1/deals/" + open.get(44) + "/history/verification").body("intact", is(true), "stateMatches", is(true));
        get("/v1/deals/" + lost).body("ownerId", is(from.toString()));
        handOver(from, to).statusCode(200).body("moved", is(0), "left", is(0));
    }

    @Test
    void all_others_who_are_there_take_turns() {
        UUID inactive = Sales.salesperson();
        UUID absent = Sales.salesperson();
        patch("/v1/salespeople/" + inactive, Map.of("active", false)).statusCode(200);
        makeAbsent(absent);
        List<UUID> open = deals(30);
        handOver(from, "round-robin").statusCode(200).body("moved", is(30), "left", is(0));
        List<String> owners = new ArrayList<>();
        open.forEach(deal -> owners.add(get("/v1/deals/" + deal).extract().path("ownerId")));
        assertThat(owners).doesNotContain(from.toString(), inactive.toString(), absent.toString());
        long others = owners.stream().distinct().count();
        for (String owner : owners) {
            assertThat(owners.stream().filter(owner::equals).count() * others)
                    .as("shares differ by one at most")
                    .isBetween(30 - others, 30 + others);
        }
    }

    @Test
    void who_does_not_take_deals_gets_none() {
        UUID deal = deal(from);
        UUID inactive = Sales.salesperson();
        patch("/v1/salespeople/" + inactive, Map.of("active", false)).statusCode(200);
        UUID absent = Sales.salesperson();
        makeAbsent(absent);
        refused(from, from, "must be another salesperson");
        refused(from, inactive, "is not the id of an active salesperson");
        refused(from, UUID.randomUUID(), "is not the id of an active salesperson");
        refused(from, absent, "is the id of a salesperson who is absent today");
        handOver(UUID.randomUUID(), "round-robin").statusCode(404);
        get("/v1/deals/" + deal).body("ownerId", is(from.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "everybody", "Round-Robin", "0190"})
    void a_target_that_is_none_is_refused(String to) {
        handOver(from, to).statusCode(400).body("errors[0].pointer", is("/to"));
    }

    @Test
    void managers_may_and_others_may_not() {
        UUID deal = deal(from);
        for (String key :
                List.of(Keys.of("admin"), Keys.of("auditor"), Keys.of("receptionist"), Keys.of("salesperson", from))) {
            caller(key)
                    .body(Map.of("to", "round-robin"))
                    .post("/v1/salespeople/" + from + "/handover")
                    .then()
                    .statusCode(403);
        }
        get("/v1/deals/" + deal).body("ownerId", is(from.toString()));
        caller(Keys.of("manager"))
                .body(Map.of("to", Sales.salesperson()))
                .post("/v1/salespeople/" + from + "/handover")
                .then()
                .statusCode(200)
                .body("moved", is(1));
    }

    @Test
    void a_request_that_is_sent_twice_is_answered_twice_and_carried_out_once() {
        UUID to = Sales.salesperson();
        deals(3);
        String key = unique("key");
        keyed(key, to).then().statusCode(200).body("moved", is(3));
        UUID later = deal(from);
        keyed(key, to)
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("moved", is(3));
        get("/v1/deals/" + later).body("ownerId", is(from.toString()));
        keyed(key, Sales.salesperson()).then().statusCode(422);
        keyed(unique("key"), to).then().statusCode(200).body("moved", is(1));
    }

    @Test
    void one_that_breaks_off_loses_nothing_and_the_next_call_goes_on() {
        UUID to = Sales.salesperson();
        List<UUID> open = deals(45);
        Progress first = transactions.run(() -> handovers.step(MANAGER, handovers.start(from, to)));
        assertThat(first.moved()).isEqualTo(20);
        assertThat(first.left()).isEmpty();
        assertThatThrownBy(() -> transactions.run(() -> {
                    assertThat(handovers.step(MANAGER, first).moved()).isEqualTo(40);
                    throw new IllegalStateException("The service is killed.");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(dealsOf(to)).isEqualTo(20);
        assertThat(dealsOf(from)).isEqualTo(25);
        handOver(from, to).statusCode(200).body("moved", is(25), "left", is(0));
        for (UUID deal : open) {
            get("/v1/deals/" + deal + "/history").body("items.type", is(List.of("deal.opened", "deal.owner-assigned")));
        }
    }

    @Test
    void who_stops_taking_deals_halfway_keeps_what_they_got_and_gets_no_more() {
        UUID to = Sales.salesperson();
        deals(25);
        Progress first = transactions.run(() -> handovers.step(MANAGER, handovers.start(from, to)));
        deactivate(to);
        Progress second = transactions.run(() -> handovers.step(MANAGER, first));
        assertThat(second.moved()).isEqualTo(20);
        assertThat(second.left()).contains(5L);
        refused(from, to, "is not the id of an active salesperson");
    }

    @Test
    void the_use_case_asks_for_the_permission_whatever_door_is_in_front_of_it() {
        Caller admin = new Caller(Caller.Kind.API_KEY, "test", "test", Set.of(Role.ADMIN), null, null);
        assertThatThrownBy(
                        () -> transactions.run(() -> handovers.step(admin, handovers.start(from, Sales.salesperson()))))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void handovers_at_once_give_each_deal_away_once() throws Exception {
        List<UUID> open = deals(60);
        List<UUID> targets =
                List.of(Sales.salesperson(), Sales.salesperson(), Sales.salesperson(), Sales.salesperson());
        List<Integer> moved = Concurrently.run(
                4, i -> handOver(from, targets.get(i)).statusCode(200).extract().<Integer>path("moved"));
        assertThat(moved.stream().mapToInt(Integer::intValue).sum()).isEqualTo(60);
        for (UUID deal : open) {
            get("/v1/deals/" + deal + "/history").body("items.type", is(List.of("deal.opened", "deal.owner-assigned")));
        }
    }

    /** With 50 requests on their way to a salesperson, by form, by hand and by handover. */
    @Test
    void nobody_gets_a_deal_after_the_answer_that_they_take_no_more() throws Exception {
        UUID leaver = Sales.salesperson();
        String form = Sales.form("standard", Map.of("salespersonId", leaver), Sales.offering());
        List<UUID> owners = List.of(Sales.salesperson(), Sales.salesperson(), Sales.salesperson(), Sales.salesperson());
        AtomicBoolean goOn = new AtomicBoolean(true);
        ExecutorService threads = Executors.newFixedThreadPool(50);
        List<Future<?>> senders = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            senders.add(threads.submit(() -> {
                while (goOn.get()) {
                    send(number, form, leaver, owners.get(number % owners.size()));
                }
            }));
        }
        TimeUnit.MILLISECONDS.sleep(500);
        deactivate(leaver);
        long then = dealsOf(leaver);
        TimeUnit.MILLISECONDS.sleep(300);
        goOn.set(false);
        for (Future<?> sender : senders) {
            sender.get();
        }
        threads.shutdown();
        assertThat(then).isPositive();
        assertThat(dealsOf(leaver)).isEqualTo(then);
    }

    private void send(int number, String form, UUID leaver, UUID owner) {
        switch (number % 5) {
            case 0 ->
                caller().body(Map.of("prospectId", prospect, "ownerId", leaver)).post("/v1/deals");
            case 1 -> {
                Response opened = caller().body(Map.of("prospectId", prospect, "ownerId", owner))
                        .post("/v1/deals");
                if (opened.statusCode() == 201) {
                    caller().header("If-Match", "*")
                            .body(Map.of("ownerId", leaver))
                            .patch("/v1/deals/" + opened.path("id"));
                }
            }
            case 2 -> handOver(owner, leaver);
            default -> caller().body(Sales.submission()).post("/v1/forms/" + form + "/submissions");
        }
    }

    /** Requests without end can keep it waiting until its time is over; then it says so, and is sent again. */
    private static void deactivate(UUID salesperson) {
        int status;
        do {
            status = caller().body(Map.of("active", false))
                    .patch("/v1/salespeople/" + salesperson)
                    .statusCode();
            assertThat(status).isIn(200, 503);
        } while (status == 503);
    }

    private static long dealsOf(UUID owner) {
        Number total =
                get("/v1/deals?limit=1&count=true&ownerId=" + owner).extract().path("total");
        return total.longValue();
    }

    private Response keyed(String key, UUID to) {
        return caller().header("Idempotency-Key", key)
                .body(Map.of("to", to))
                .post("/v1/salespeople/" + from + "/handover");
    }

    private static ValidatableResponse handOver(UUID from, Object to) {
        return post("/v1/salespeople/" + from + "/handover", Map.of("to", to));
    }

    private static void refused(UUID from, UUID to, String detail) {
        handOver(from, to).statusCode(400).body("errors[0].pointer", is("/to"), "errors[0].detail", is(detail));
    }

    private static void makeAbsent(UUID salesperson) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        patch(
                        "/v1/salespeople/" + salesperson,
                        Map.of(
                                "absences",
                                List.of(Map.of(
                                        "from", today.minusDays(1).toString(),
                                        "to", today.plusDays(1).toString()))))
                .statusCode(200);
    }

    private List<UUID> deals(int number) {
        List<UUID> deals = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            deals.add(deal(from));
        }
        return deals;
    }

    private UUID deal(UUID owner) {
        return Sales.created("/v1/deals", Map.of("prospectId", prospect, "ownerId", owner));
    }
}
