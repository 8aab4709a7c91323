package io.salesprocess.intake;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.platform.database.PlainTransactions;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.LogCapture;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets the deals that forms open: those who still take deals, in turn, and without waiting for each other. */
@QuarkusTest
class AssignmentTest {

    @Inject
    FormStore store;

    @Inject
    PlainTransactions transactions;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void who_has_left_gets_no_deals_and_no_lead_is_lost() {
        UUID leaver = Sales.salesperson();
        String form = Sales.form("standard", Map.of("salespersonId", leaver), Sales.offering());
        get("/v1/forms/" + form).body("hints", is(empty()));
        activate(leaver, false);
        try (LogCapture log = new LogCapture()) {
            get("/v1/deals/" + Sales.dealBy(form)).body("ownerId", nullValue());
            assertThat(log.text()).contains(form, "no owner");
        }
    }

    /** The cursor of the place in the list of forms that comes just before this one. */
    private static String justBefore(String form) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(form.substring(0, form.length() - 1).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_form_says_that_its_salesperson_has_left_and_can_be_edited() {
        UUID leaver = Sales.salesperson();
        String form = Sales.form("standard", Map.of("salespersonId", leaver), Sales.offering());
        String tag = caller().get("/v1/forms/" + form).header("ETag");
        activate(leaver, false);
        Response read = caller().get("/v1/forms/" + form);
        read.then().header("ETag", not(tag)).body("hints", hasSize(1), "assignment.salespersonId", is(leaver + ""));
        get("/v1/forms?limit=1&cursor=" + justBefore(form))
                .body("items.find { it.key == '" + form + "' }.hints", hasSize(1));
        Map<String, Object> edited = new HashMap<>(read.<Map<String, Object>>path("$"));
        edited.put("title", "Write to us");
        replace(form, read.header("ETag"), edited)
                .then()
                .statusCode(200)
                .body("title", is("Write to us"), "hints", hasSize(1));
        edited.put("assignment", Map.of("salespersonId", Sales.salesperson()));
        replace(form, "*", edited).then().statusCode(200).body("hints", is(empty()));
        edited.put("assignment", Map.of("salespersonId", leaver));
        replace(form, "*", edited).then().statusCode(400).body("errors[0].pointer", is("/assignment/salespersonId"));
    }

    @Test
    void a_new_form_cannot_assign_to_who_has_left() {
        UUID leaver = Sales.salesperson();
        activate(leaver, false);
        post(
                        "/v1/forms",
                        Map.of(
                                "key",
                                unique("form"),
                                "title",
                                "Talk to us",
                                "pipeline",
                                "standard",
                                "assignment",
                                Map.of("salespersonId", leaver)))
                .statusCode(400)
                .body("errors[0].pointer", is("/assignment/salespersonId"));
    }

    @Test
    void nobody_gets_a_deal_after_the_answer_that_they_take_no_more() throws Exception {
        for (int round = 0; round < 5; round++) {
            UUID leaver = Sales.salesperson();
            String form = Sales.form("standard", Map.of("salespersonId", leaver), Sales.offering());
            UUID prospect = Sales.prospect();
            AtomicBoolean goOn = new AtomicBoolean(true);
            List<Future<?>> senders = LongStream.range(0, 8)
                    .<Future<?>>mapToObj(i -> threads.submit((Callable<?>) () -> {
                        while (goOn.get()) {
                            if (i % 2 == 0) {
                                Sales.dealBy(form);
                            } else {
                                caller().body(Map.of("prospectId", prospect, "ownerId", leaver))
                                        .post("/v1/deals");
                            }
                        }
                        return null;
                    }))
                    .toList();
            TimeUnit.MILLISECONDS.sleep(100);
            activate(leaver, false);
            int then = dealsOf(leaver);
            TimeUnit.MILLISECONDS.sleep(100);
            goOn.set(false);
            for (Future<?> sender : senders) {
                sender.get();
            }
            assertThat(dealsOf(leaver)).isEqualTo(then);
        }
    }

    @Test
    void taking_a_turn_waits_for_nobody_and_an_unused_turn_goes_to_the_next() throws Exception {
        String form = Sales.form("standard", "round-robin", Sales.offering());
        transactions.run(() -> {
            assertThat(store.takeTurn(form)).isZero();
            // While this one has not ended, others take their turns.
            assertThat(elsewhere(() -> store.takeTurn(form))).isEqualTo(1);
            assertThat(elsewhere(() -> store.takeTurn(form))).isEqualTo(2);
            return null;
        });
        assertThat(elsewhere(() -> store.takeTurn(form))).isEqualTo(3);
        assertThat(elsewhere(() -> {
                    assertThat(store.takeTurn(form)).isEqualTo(4);
                    throw new IllegalStateException("rolled back");
                }))
                .isNull();
        assertThat(elsewhere(() -> store.takeTurn(form))).isEqualTo(4);
    }

    @Test
    void a_form_of_an_earlier_version_gets_its_turns_when_it_needs_them() throws Exception {
        String form = Sales.form("standard");
        assertThat(elsewhere(() -> store.takeTurn(form))).isZero();
        assertThat(elsewhere(() -> store.takeTurn(form))).isEqualTo(1);
    }

    @Test
    void every_turn_is_taken_once_however_many_take_turns_at_once() throws Exception {
        String form = Sales.form("standard", "round-robin", Sales.offering());
        List<Future<Long>> taken = LongStream.range(0, 400)
                .mapToObj(i -> threads.submit(() -> transactions.run(() -> store.takeTurn(form))))
                .toList();
        List<Long> turns = new ArrayList<>();
        for (Future<Long> turn : taken) {
            turns.add(turn.get());
        }
        assertThat(turns).doesNotHaveDuplicates();
        assertThat(turns).contains(0L, 1L, 2L, 50L, 100L);
    }

    private static Map<String, Object> share(UUID salesperson, Object weight) {
        return Map.of("salespersonId", salesperson, "weight", weight);
    }

    @Test
    void deals_are_given_in_proportion_to_weights_however_many_submissions_come_at_once() throws Exception {
        List<UUID> team = List.of(Sales.salesperson(), Sales.salesperson(), Sales.salesperson());
        String form = Sales.form(
                "standard",
                Map.of("roundRobin", List.of(share(team.get(0), 3), share(team.get(1), 2), share(team.get(2), 1))),
                Sales.offering());
        Concurrently.run(50, number -> {
            for (int i = 0; i < 6; i++) {
                Sales.dealBy(form);
            }
            return null;
        });
        assertThat(team.stream().map(AssignmentTest::dealsOf)).containsExactly(150, 100, 50);
    }

    @Test
    void who_is_absent_or_inactive_is_passed_over_and_the_others_keep_their_weights() {
        UUID first = Sales.salesperson();
        UUID second = Sales.salesperson();
        UUID absent = Sales.salesperson();
        UUID leaver = Sales.salesperson();
        String form = Sales.form(
                "standard",
                Map.of(
                        "roundRobin",
                        List.of(
                                share(absent, 5),
                                share(first, 2),
                                Map.of("salespersonId", second),
                                share(leaver, 100))),
                Sales.offering());
        get("/v1/forms/" + form)
                .body("assignment.roundRobin.weight", is(List.of(5, 2, 1, 100)))
                .body("hints", is(empty()));
        caller().body(Map.of("absences", List.of(Map.of("from", "2020-01-01", "to", "2199-12-31"))))
                .patch("/v1/salespeople/" + absent)
                .then()
                .statusCode(200);
        activate(leaver, false);
        get("/v1/forms/" + form).body("hints[0]", startsWith("Of 4 salespeople in the assignment, 2 are"));
        for (int i = 0; i < 6; i++) {
            Sales.dealBy(form);
        }
        assertThat(List.of(dealsOf(first), dealsOf(second), dealsOf(absent), dealsOf(leaver)))
                .containsExactly(4, 2, 0, 0);
        activate(first, false);
        activate(second, false);
        get("/v1/forms/" + form).body("hints[0]", startsWith("None of the salespeople"));
        get("/v1/deals/" + Sales.dealBy(form)).body("ownerId", nullValue());
        Map<String, Object> edited =
                new HashMap<>(caller().get("/v1/forms/" + form).<Map<String, Object>>path("$"));
        edited.put("assignment", Map.of("roundRobin", List.of(share(leaver, 1), share(Sales.salesperson(), 1))));
        // Who was named before may stay, although they have left.
        replace(form, "*", edited).then().statusCode(200).body("assignment.roundRobin.size()", is(2));
        edited.put("assignment", "round-robin");
        replace(form, "*", edited).then().statusCode(200).body("assignment", is("round-robin"));
        get("/v1/forms/" + form + "/versions/1").body("assignment.roundRobin.weight", is(List.of(5, 2, 1, 100)));
    }

    @Test
    void wrong_weights_are_named() {
        UUID there = Sales.salesperson();
        UUID leaver = Sales.salesperson();
        activate(leaver, false);
        String list = "/assignment/roundRobin";
        Map<Object, String> wrong = Map.of(
                List.of(),
                list,
                List.of(share(there, 0)),
                list + "/0/weight",
                List.of(share(there, 101)),
                list + "/0/weight",
                List.of(share(there, 1.5)),
                list + "/0/weight",
                List.of(share(there, "2")),
                list + "/0/weight",
                List.of(Map.of("weight", 1)),
                list + "/0/salespersonId",
                List.of(share(there, 1), share(there, 2)),
                list + "/1/salespersonId",
                List.of(share(there, 1), share(leaver, 2)),
                list + "/1/salespersonId",
                List.of(share(there, 1), Map.of("salespersonId", there, "share", 1)),
                list + "/1/share",
                "all",
                list);
        wrong.forEach((value, pointer) -> refused(Map.of("roundRobin", value), pointer));
        refused(Map.of("roundRobin", List.of(share(there, 1)), "salespersonId", there), "/assignment");
        refused(Map.of(), "/assignment");
        refused("weighted", "/assignment");
        refused(List.of(there), "/assignment");
    }

    private static void refused(Object assignment, String pointer) {
        post(
                        "/v1/forms",
                        Map.of(
                                "key",
                                unique("form"),
                                "title",
                                "Talk to us",
                                "pipeline",
                                "standard",
                                "assignment",
                                assignment))
                .statusCode(400)
                .body("errors[0].pointer", is(pointer));
    }

    /** In a transaction of another thread; null if it was rolled back. */
    private Long elsewhere(Supplier<Long> work) {
        try {
            return threads.submit(() -> transactions.run(work)).get(5, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return null;
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException("It had to wait.", e);
        }
    }

    private static void activate(UUID salesperson, boolean active) {
        caller().body(Map.of("active", active))
                .patch("/v1/salespeople/" + salesperson)
                .then()
                .statusCode(200);
    }

    private static Response replace(String form, String tag, Map<String, Object> body) {
        return caller().header("If-Match", tag).body(body).put("/v1/forms/" + form);
    }

    private static int dealsOf(UUID owner) {
        int found = 0;
        String cursor = null;
        do {
            Response page =
                    caller().get("/v1/deals?limit=200&ownerId=" + owner + (cursor == null ? "" : "&cursor=" + cursor));
            found += page.<List<?>>path("items").size();
            cursor = page.path("next");
        } while (cursor != null);
        return found;
    }
}
