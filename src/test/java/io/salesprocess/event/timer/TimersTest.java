package io.salesprocess.event.timer;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.PipelineBodies.criterion;
import static io.salesprocess.testkit.PipelineBodies.pipeline;
import static io.salesprocess.testkit.PipelineBodies.stage;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Actor;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.testkit.Checker;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules 14 and 17: what is late is told to everybody, once, by an event of the deal. */
@QuarkusTest
class TimersTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    @Inject
    TimersAtWork timers;

    @Inject
    Deals deals;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    DataSource database;

    @TestHTTPResource
    URI service;

    private TimersAtWork.Worker worker;

    @BeforeEach
    void begin() {
        worker = timers.begin();
    }

    @Test
    void a_stage_that_takes_too_long_is_told_once() {
        UUID deal = Sales.deal();
        Instant due = time(deal, "dueAt");
        worker.work(due, deal);
        assertThat(told(deal)).isEmpty();

        worker.work(due.plus(MINUTE), deal);
        worker.work(due.plus(A_DAY), deal);

        assertThat(told(deal)).containsExactly("stage.overdue");
        get(path(deal, "/history?order=desc&limit=1"))
                .body(
                        "items[0].data.dueAt", is(due.toString()),
                        "items[0].at", is(due.plus(MINUTE).toString()),
                        "items[0].actor.kind", is("system"),
                        "items[0].actor.id", is("timers"),
                        "items[0].actor.salespersonId", nullValue(),
                        "items[0].stage", is("pre-qualification"),
                        "items[0].attempt", is(1));
        isProven(deal);
    }

    @Test
    void what_fell_due_while_the_service_was_off_is_told_with_the_time_at_which_it_did() {
        UUID deal = Sales.deal();
        UUID question = created(path(deal, "/questions"), Map.of("text", "When?"));
        Instant asked = time(deal, "/questions/" + question, "askedAt");
        Instant back = asked.plus(Duration.ofDays(30));

        worker.work(back, deal);

        assertThat(told(deal)).containsExactly("stage.overdue", "question.unanswered");
        get(path(deal, "/history?order=desc&limit=1"))
                .body("items[0].data.questionId", is(question.toString()), "items[0].at", is(back.toString()));
        assertThat(dueAt(deal))
                .isBetween(asked.plus(TWO_DAYS), asked.plus(TWO_DAYS).plus(MINUTE));
        isProven(deal);
    }

    @Test
    void the_next_attempt_is_told_again() {
        UUID deal = Sales.deal();
        worker.work(time(deal, "dueAt").plus(MINUTE), deal);
        move(deal, "fall-short", "pre-qualification", "No answer").statusCode(201);
        Instant next = time(deal, "dueAt");

        worker.work(next, deal);
        assertThat(told(deal)).containsExactly("stage.overdue");
        worker.work(next.plus(MINUTE), deal);

        assertThat(told(deal)).containsExactly("stage.overdue", "stage.overdue");
        isProven(deal);
    }

    @Test
    void questions_and_messages_that_wait_are_told_and_those_answered_at_the_last_second_are_not() {
        UUID deal = Sales.deal();
        UUID answered = created(path(deal, "/questions"), Map.of("text", "How?"));
        UUID followed = created(path(deal, "/messages"), Map.of("text", "Call me"));
        UUID open = created(path(deal, "/questions"), Map.of("text", "When?"));
        UUID waiting = created(path(deal, "/messages"), Map.of("text", "Write to me"));
        worker.follow();
        post(path(deal, "/questions/" + answered + "/answer"), Map.of("text", "So"))
                .statusCode(200);
        post(path(deal, "/messages/" + followed + "/follow-up"), Map.of("outcome", "Called"))
                .statusCode(200);

        worker.work(Instant.now().plus(TWO_DAYS), deal);

        assertThat(told(deal)).containsExactlyInAnyOrder("question.unanswered", "message.unanswered");
        assertThat(data(deal)).anyMatch(data -> data.contains(open.toString()));
        assertThat(data(deal)).anyMatch(data -> data.contains(waiting.toString()));
        assertThat(left(deal)).isZero();
        isProven(deal);
    }

    @Test
    void a_proposal_that_is_out_expires_once_and_cannot_be_accepted_any_more() throws InterruptedException {
        UUID deal = Sales.deal();
        Instant until = Instant.now().plus(Duration.ofSeconds(2));
        UUID draft = proposal(deal, until);
        UUID sent = proposal(deal, until);
        post(path(deal, "/proposals/" + sent + "/send"), Map.of()).statusCode(200);

        worker.work(until.minusMillis(1), deal);
        assertThat(told(deal)).isEmpty();
        worker.work(until.plus(MINUTE), deal);
        worker.work(until.plus(A_DAY), deal);

        assertThat(told(deal)).containsExactly("proposal.expired");
        assertThat(data(deal).get(0)).contains(sent.toString()).doesNotContain(draft.toString());
        waitUntil(until);
        post(path(deal, "/proposals/" + sent + "/accept"), Map.of()).statusCode(409);
        isProven(deal);
    }

    @Test
    void each_instalment_of_a_won_deal_that_is_not_paid_in_time_is_told_once_rule_7() {
        UUID deal = Sales.wonDeal();
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        plan(deal, today.minusDays(1), 100_000, today.plusDays(5), 200_000, today.plusDays(9), Sales.PRICE - 300_000);

        worker.work(Instant.now(), deal);
        assertThat(data(deal)).hasSize(1);
        get(path(deal, "/history?order=desc&limit=1"))
                .body(
                        "items[0].type", is("payment.overdue"),
                        "items[0].data.instalment", is(1),
                        "items[0].data.dueOn", is(today.minusDays(1).toString()),
                        "items[0].data.open.amount", is(100_000),
                        "items[0].data.dueAt",
                                is(today.atStartOfDay(ZoneOffset.UTC)
                                        .toInstant()
                                        .toString()));

        UUID payment = pay(deal, 250_000);
        worker.work(end(today.plusDays(5)).plus(MINUTE), deal);
        get(path(deal, "/history?order=desc&limit=1"))
                .body("items[0].data.instalment", is(2), "items[0].data.open.amount", is(50_000));

        pay(deal, Sales.PRICE - 250_000);
        worker.work(end(today.plusDays(9)).plus(MINUTE), deal);
        assertThat(data(deal)).hasSize(2);

        post(path(deal, "/payments/" + payment + "/reversal"), Map.of("reference", unique("back")))
                .statusCode(201);
        worker.work(end(today.plusDays(9)).plus(A_DAY), deal);
        assertThat(told(deal)).containsExactly("payment.overdue", "payment.overdue", "payment.overdue");
        isProven(deal);
    }

    @Test
    void an_open_deal_owes_nothing_until_it_is_won() {
        UUID deal = Sales.deal();
        plan(deal, LocalDate.now(ZoneOffset.UTC).minusDays(3), Sales.PRICE);
        worker.work(Instant.now(), deal);
        assertThat(told(deal)).isEmpty();

        Sales.through(deal, "pre-qualification", "qualification", "relationship", "conversion");
        worker.work(Instant.now(), deal);

        assertThat(told(deal)).containsExactly("payment.overdue");
        isProven(deal);
    }

    @Test
    void a_request_for_approval_that_waits_is_told_and_one_that_was_decided_is_not() {
        UUID waiting = asking();
        UUID decided = asking();
        post(path(waiting, "/approvals"), Map.of("decision", "requested")).statusCode(201);
        post(path(decided, "/approvals"), Map.of("decision", "requested")).statusCode(201);
        caller(Keys.of("manager"))
                .body(Map.of("decision", "granted"))
                .post(path(decided, "/approvals"))
                .then()
                .statusCode(201);

        worker.work(Instant.now().plus(A_DAY), waiting, decided);
        worker.work(Instant.now().plus(TWO_DAYS), waiting, decided);

        assertThat(told(waiting)).containsExactly("approval.waiting");
        assertThat(told(decided)).isEmpty();
        isProven(waiting);
    }

    @Test
    void a_lost_deal_is_not_told_and_a_reopened_one_is() {
        UUID deal = Sales.deal();
        created(path(deal, "/questions"), Map.of("text", "When?"));
        Instant late = Instant.now().plus(TWO_DAYS).plus(MINUTE);
        move(deal, "lose", "pre-qualification", "Gone").statusCode(201);

        worker.work(late, deal);
        assertThat(told(deal)).isEmpty();

        move(deal, "reopen", "pre-qualification", "Back").statusCode(201);
        worker.work(late, deal);
        assertThat(told(deal)).containsExactly("question.unanswered");
        isProven(deal);
    }

    @Test
    void a_won_deal_is_told_of_nothing_but_payments() {
        UUID deal = Sales.wonDeal();
        created(path(deal, "/questions"), Map.of("text", "How does it work?"));

        worker.work(Instant.now().plus(Duration.ofDays(100)), deal);

        assertThat(told(deal)).isEmpty();
        assertThat(left(deal)).isZero();
    }

    @Test
    void a_clock_that_was_put_forward_and_back_tells_nothing_twice() {
        UUID deal = Sales.deal();
        created(path(deal, "/questions"), Map.of("text", "When?"));
        Instant due = time(deal, "dueAt");

        worker.work(due.plus(MINUTE), deal);
        worker.work(due.minus(A_DAY), deal);
        created(path(deal, "/questions"), Map.of("text", "And then?"));
        worker.work(Instant.now(), deal);
        worker.work(due.plus(A_DAY), deal);

        assertThat(told(deal)).containsExactly("stage.overdue", "question.unanswered");
        // The clock of the deal's history does not go back, so the second question was asked when the first was told.
        worker.work(due.plus(Duration.ofDays(3)), deal);
        assertThat(told(deal)).containsExactly("stage.overdue", "question.unanswered", "question.unanswered");
        isProven(deal);
    }

    @Test
    void instances_share_the_work_and_each_deal_is_told_once() throws Exception {
        String form = Sales.form("standard");
        List<UUID> several = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            UUID deal = Sales.dealBy(form);
            created(path(deal, "/questions"), Map.of("text", "When?"));
            several.add(deal);
        }
        UUID[] mine = several.toArray(UUID[]::new);
        Instant late = Instant.now().plus(Duration.ofDays(8));
        Concurrently.run(4, number -> {
            TimersAtWork.Worker one = number == 0 ? worker : timers.begin();
            one.follow();
            one.tell(late, 5, mine);
            return null;
        });
        worker.work(late, mine);

        for (UUID deal : several) {
            assertThat(told(deal)).containsExactlyInAnyOrder("stage.overdue", "question.unanswered");
        }
        new Checker(database, new Http(service)).check(several);
    }

    @Test
    void a_deal_that_somebody_is_changing_holds_up_no_other_and_is_told_later() {
        UUID busy = Sales.deal();
        UUID idle = Sales.deal();
        Instant late = Instant.now().plus(Duration.ofDays(8));
        transactions.run(() -> {
            deals.lock(new Actor(Actor.Kind.SYSTEM, "test", null), busy);
            CompletableFuture.runAsync(() -> worker.work(late, busy, idle)).join();
            return null;
        });
        assertThat(told(busy)).isEmpty();
        assertThat(told(idle)).containsExactly("stage.overdue");

        worker.work(late, busy, idle);
        assertThat(told(busy)).containsExactly("stage.overdue");
    }

    @Test
    void a_list_of_overdue_deals_has_those_that_were_told_and_those_that_were_not() throws InterruptedException {
        String pipeline = unique("short");
        Map<String, Object> short1 = stage("one");
        short1.put("targetDuration", "PT1S");
        post("/v1/pipelines", pipeline(pipeline, short1)).statusCode(201);
        UUID told = openIn(pipeline);
        UUID untold = openIn(pipeline);
        Instant due = time(untold, "dueAt");
        waitUntil(due);
        worker.work(Instant.now(), told);

        assertThat(told(told)).containsExactly("stage.overdue");
        assertThat(told(untold)).isEmpty();
        get("/v1/deals?pipeline=" + pipeline + "&overdue=true&count=true").body("total", is(2));
        get("/v1/deals?pipeline=" + pipeline + "&overdue=false&count=true").body("total", is(0));
    }

    private static void waitUntil(Instant time) throws InterruptedException {
        while (!Instant.now().isAfter(time)) {
            Thread.sleep(50);
        }
    }

    private static UUID openIn(String pipeline) {
        return created("/v1/deals", Map.of("prospectId", Sales.prospect(), "pipeline", pipeline));
    }

    private static UUID asking() {
        String pipeline = unique("asking");
        post("/v1/pipelines", pipeline(pipeline, stage("one", criterion("approved")), stage("two")))
                .statusCode(201);
        return openIn(pipeline);
    }

    private static UUID proposal(UUID deal, Instant until) {
        return created(
                path(deal, "/proposals"),
                Map.of("amount", Map.of("amount", 100, "currency", "EUR"), "validUntil", until.toString()));
    }

    private static UUID pay(UUID deal, long amount) {
        return created(
                path(deal, "/payments"),
                Map.of("amount", Map.of("amount", amount, "currency", "EUR"), "reference", unique("ref")));
    }

    private static void plan(UUID deal, Object... daysAndAmounts) {
        List<Map<String, Object>> instalments = new ArrayList<>();
        for (int i = 0; i < daysAndAmounts.length; i += 2) {
            instalments.add(Map.of(
                    "dueOn",
                    daysAndAmounts[i].toString(),
                    "amount",
                    Map.of("amount", daysAndAmounts[i + 1], "currency", "EUR")));
        }
        caller().body(Map.of("instalments", instalments))
                .put(path(deal, "/payment-plan"))
                .then()
                .statusCode(200);
    }

    private static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant time(UUID deal, String field) {
        return time(deal, "", field);
    }

    private static Instant time(UUID deal, String below, String field) {
        return Instant.parse(get(path(deal, below)).statusCode(200).extract().path(field));
    }

    private List<String> told(UUID deal) {
        return sql.list(
                "SELECT type FROM deal_event WHERE deal_id = ? AND actor_id = 'timers' ORDER BY sequence",
                row -> row.getString(1),
                deal);
    }

    private List<String> data(UUID deal) {
        return sql.list(
                "SELECT data FROM deal_event WHERE deal_id = ? AND actor_id = 'timers' ORDER BY sequence",
                row -> row.getString(1),
                deal);
    }

    private static Instant dueAt(UUID deal) {
        return Instant.parse(
                get(path(deal, "/history?order=desc&limit=1")).extract().path("items[0].data.dueAt"));
    }

    /** How many timers the deal has. */
    private long left(UUID deal) {
        return sql.count("SELECT FROM timer WHERE deal_id = ?", deal);
    }

    private static void isProven(UUID... several) {
        Arrays.stream(several).forEach(deal -> get(path(deal, "/history/verification"))
                .body("intact", is(true), "stateMatches", is(true)));
    }
}
