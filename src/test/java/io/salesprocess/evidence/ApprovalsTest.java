package io.salesprocess.evidence;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Role;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.platform.database.Transactions;
import io.salesprocess.testkit.Checker;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.GuardedPipelines;
import io.salesprocess.testkit.Http;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 13 over HTTP: four eyes, also against tricks. */
@QuarkusTest
class ApprovalsTest {

    private static final Map<String, Object> THOUSAND = Map.of("amount", 1000, "currency", "EUR");

    @Inject
    DataSource database;

    @Inject
    Sql sql;

    @Inject
    ApprovalService approvals;

    @Inject
    Transactions transactions;

    @TestHTTPResource
    URI service;

    private UUID owner;
    private UUID colleague;
    private String owning;
    private String manager;
    private UUID deal;

    @BeforeEach
    void a_deal_that_needs_approval() {
        owner = Sales.salesperson();
        colleague = Sales.salesperson();
        owning = Keys.of("salesperson", owner);
        manager = Keys.of("manager");
        deal = dealIn(GuardedPipelines.publish("{}", ""));
    }

    @Test
    void a_manager_approves_what_the_owner_asked_for() {
        move(deal, "advance", "stage-1")
                .statusCode(422)
                .body(
                        "unmet[0].criterion",
                        is("approved"),
                        "unmet[0].detail",
                        is("0 of 1 approvals by managers; none is requested."),
                        "unmet[0].satisfyWith.method",
                        is("POST"),
                        "unmet[0].satisfyWith.href",
                        is("/v1/deals/" + deal + "/approvals"),
                        "unmet[0].satisfyWith.field",
                        is("decision"));

        String address = caller(owning)
                .body(Map.of("decision", "requested", "note", "Fifteen per cent off"))
                .post(path(deal, "/approvals"))
                .then()
                .statusCode(201)
                .body(
                        "decision", is("requested"),
                        "note", is("Fifteen per cent off"),
                        "stage", is("stage-1"),
                        "attempt", is(1),
                        "value.amount", is(1000),
                        "by.kind", is("api-key"),
                        "by.salespersonId", is(owner.toString()),
                        "at", notNullValue())
                .header("ETag", notNullValue())
                .extract()
                .header("Location");
        caller(owning).get(address).then().statusCode(200).body("decision", is("requested"));
        as(manager, deal, "granted").statusCode(201);

        move(deal, "advance", "stage-1").statusCode(201).body("to", is("stage-2"));
        get(path(deal, "/approvals?limit=1&count=true"))
                .body("items.decision", contains("requested"), "total", is(2), "next", notNullValue());
        get(path(deal, "/approvals")).body("items.decision", contains("requested", "granted"));
        get(path(deal, "/history"))
                .body(
                        "items.type",
                        contains("deal.opened", "approval.requested", "approval.granted", "deal.advanced"),
                        "items[1].data.by.salespersonId",
                        is(owner.toString()),
                        "items[2].data.by.roles",
                        contains("manager"),
                        "items[2].data.value.amount",
                        is(1000));
        isWhole(deal);
    }

    /** Who: how it is related to the deal, and what requesting and deciding come to. */
    @Test
    void approvals_by_everybody_who_may_not() {
        UUID former = Sales.salesperson();
        UUID requesting = Sales.salesperson();
        record Line(String who, String key, int requested, int decided) {}
        List<Line> table = List.of(
                new Line("nobody", null, 401, 401),
                new Line("intake", Keys.of("intake"), 403, 403),
                new Line("receptionist", Keys.of("receptionist"), 403, 403),
                new Line("auditor", Keys.of("auditor"), 403, 403),
                new Line("auditor who is the owner", Keys.make(List.of("auditor"), owner), 403, 403),
                new Line("admin", Keys.of("admin"), 403, 404),
                new Line("admin who audits", Keys.make(List.of("admin", "auditor"), null), 403, 403),
                new Line("owner", owning, 201, 403),
                new Line("owner as a manager", Keys.make(List.of("salesperson", "manager"), owner), 201, 403),
                new Line("owner through a manager's key", Keys.make(List.of("manager"), owner), 201, 403),
                new Line("another salesperson", Keys.of("salesperson", colleague), 404, 403),
                new Line("owner until after the request", Keys.make(List.of("manager"), former), 201, 403),
                new Line("requester", null, 201, 403),
                new Line("requester's other key", Keys.make(List.of("manager"), requesting), 201, 403),
                new Line("manager", manager, 201, 201),
                new Line("manager who is a salesperson", Keys.make(List.of("manager"), colleague), 201, 201));
        String requester = Keys.make(List.of("manager"), requesting);
        List<String> came = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (Line line : table) {
            String key = line.who().equals("requester") ? requester : line.key();
            for (String decision : List.of("requested", "granted", "refused")) {
                UUID about = dealIn(pipelineOf(deal));
                give(about, former);
                as(requester, about, "requested").statusCode(201);
                give(about, owner);
                int status = as(key, about, decision).extract().statusCode();
                came.add(line.who() + " " + decision + " " + status);
                expected.add(line.who() + " " + decision + " "
                        + (decision.equals("requested") ? line.requested() : line.decided()));
            }
        }
        assertThat(came).isEqualTo(expected);
    }

    @Test
    void a_rotated_key_is_who_it_was() {
        JsonPath old = post("/v1/api-keys", Map.of("name", "Manager", "roles", List.of("manager")))
                .extract()
                .jsonPath();
        as(old.getString("secret"), deal, "requested").statusCode(201);
        JsonPath next = post("/v1/api-keys/" + old.getString("id") + "/rotate", Map.of("overlap", "PT1H"))
                .statusCode(201)
                .extract()
                .jsonPath();
        for (JsonPath key : List.of(old, next)) {
            as(key.getString("secret"), deal, "granted")
                    .statusCode(403)
                    .body(
                            "type",
                            is("/problems/forbidden"),
                            "detail",
                            is("Who requested approval cannot decide about it, nor can another caller of the same"
                                    + " salesperson."));
        }
    }

    @Test
    void an_approver_who_takes_the_deal_has_not_approved_it() {
        String approving = Keys.make(List.of("manager"), colleague);
        as(owning, deal, "requested").statusCode(201);
        as(approving, deal, "granted").statusCode(201);
        give(deal, colleague);
        move(deal, "advance", "stage-1").statusCode(422);
        give(deal, owner);
        move(deal, "advance", "stage-1").statusCode(422);
        as(approving, deal, "granted")
                .statusCode(403)
                .body("detail", is("Who has owned the deal since approval was requested cannot decide about it."));
        as(manager, deal, "granted").statusCode(201);
        move(deal, "advance", "stage-1").statusCode(201);
        isWhole(deal);
    }

    @Test
    void a_higher_value_and_a_new_attempt_take_approvals_away_and_a_lower_value_does_not() {
        approve();
        worth(deal, 999);
        assertThat(isApproved()).isTrue();
        worth(deal, 1001);
        assertThat(isApproved()).isFalse();
        as(manager, deal, "granted").statusCode(409).body("type", is("/problems/conflict"));
        approve();
        move(deal, "fall-short", "stage-1", "No answer").statusCode(201);
        assertThat(isApproved()).isFalse();
        approve();
        move(deal, "advance", "stage-1").statusCode(201);
        worth(deal, 1002);
        move(deal, "advance", "stage-2").statusCode(422).body("unmet", hasSize(1), "unmet[0].stage", is("stage-1"));
        approve();
        move(deal, "advance", "stage-2").statusCode(201).body("to", is("won"));
        as(owning, deal, "requested").statusCode(409).body("type", is("/problems/deal-closed"));
        isWhole(deal);
    }

    @Test
    void a_refusal_stands_until_the_next_request() {
        as(owning, deal, "requested").statusCode(201);
        as(manager, deal, "refused").statusCode(201);
        move(deal, "advance", "stage-1")
                .statusCode(422)
                .body("unmet[0].detail", is("Approval has been refused. It can be requested again."));
        as(Keys.of("manager"), deal, "granted").statusCode(409);
        approve();
        move(deal, "advance", "stage-1").statusCode(201);
    }

    @Test
    void of_many_grants_at_once_each_pair_of_eyes_counts_once() throws Exception {
        UUID two = dealIn(GuardedPipelines.publish("{\"count\": 3}"));
        as(owning, two, "requested").statusCode(201);
        String same = Keys.make(List.of("manager"), colleague);
        String sameAgain = Keys.make(List.of("manager"), colleague);
        List<Integer> answers = Concurrently.run(12, number -> as(number % 2 == 0 ? same : sameAgain, two, "granted")
                .extract()
                .statusCode());
        assertThat(answers).containsOnlyOnce(201).containsOnly(201, 409);
        move(two, "advance", "stage-1")
                .statusCode(422)
                .body("unmet[0].detail", startsWith("1 of 3 approvals by managers; requested on "));
        List<String> others = List.of(Keys.of("manager"), Keys.of("manager"));
        answers = Concurrently.run(
                2, number -> as(others.get(number), two, "granted").extract().statusCode());
        assertThat(answers).containsExactly(201, 201);
        move(two, "advance", "stage-1").statusCode(201);
        isWhole(two);
    }

    @Test
    void administrators_see_and_decide_what_they_are_asked_and_no_more_of_the_deal() {
        String admin = Keys.of("admin");
        UUID asking = dealIn(GuardedPipelines.publish("{\"role\": \"admin\"}"));
        caller(owning)
                .body(Map.of("decision", "requested", "note", "Beyond my limit"))
                .post(path(asking, "/approvals"))
                .then()
                .statusCode(201);
        as(manager, asking, "granted").statusCode(201);
        move(asking, "advance", "stage-1").statusCode(422);

        caller(admin)
                .get(path(asking, "/approvals"))
                .then()
                .statusCode(200)
                .body("items[0].note", is("Beyond my limit"), "items[0].value.amount", is(1000));
        caller(admin).get("/v1/deals/" + asking).then().statusCode(403);
        caller(admin).get(path(asking, "/history")).then().statusCode(403);
        caller(admin).get(path(deal, "/approvals")).then().statusCode(404);
        as(admin, asking, "requested").statusCode(403);
        as(admin, asking, "granted").statusCode(201);

        move(asking, "advance", "stage-1").statusCode(201);
        caller(admin).get(path(asking, "/approvals")).then().statusCode(404);
        isWhole(asking);
    }

    @Test
    void what_is_asked_for_is_read_strictly() {
        for (String body : List.of(
                "{}",
                "{\"decision\": null}",
                "{\"decision\": \"approved\"}",
                "{\"decision\": 1}",
                "{\"decision\": \"granted\", \"by\": \"me\"}",
                "{\"decision\": \"granted\", \"note\": \"" + "x".repeat(5001) + "\"}")) {
            caller(manager).body(body).post(path(deal, "/approvals")).then().statusCode(400);
        }
        as(manager, UUID.randomUUID(), "granted").statusCode(404);
        get(path(deal, "/approvals/" + UUID.randomUUID())).statusCode(404);
        get(path(deal, "/approvals")).body("items", empty());
    }

    @Test
    void a_decision_can_insist_on_the_version_that_was_looked_at_and_be_repeated() {
        as(owning, deal, "requested").statusCode(201);
        String tag = caller(manager).get("/v1/deals/" + deal).header("ETag");
        worth(deal, 900);
        caller(manager)
                .header("If-Match", tag)
                .body(Map.of("decision", "granted"))
                .post(path(deal, "/approvals"))
                .then()
                .statusCode(412);
        RequestSpecification grant =
                caller(manager).header("Idempotency-Key", unique("key")).body(Map.of("decision", "granted"));
        grant.post(path(deal, "/approvals")).then().statusCode(201);
        grant.post(path(deal, "/approvals")).then().statusCode(201).header("Idempotency-Replayed", is("true"));
        get(path(deal, "/approvals")).body("items", hasSize(2));
    }

    @Test
    void notes_are_exported_and_erased_with_the_prospect_and_never_in_history() {
        String note = unique("note");
        caller(owning)
                .body(Map.of("decision", "requested", "note", note))
                .post(path(deal, "/approvals"))
                .then()
                .statusCode(201);
        assertThat(get(path(deal, "/history")).extract().asString()).doesNotContain(note);
        String prospect = "/v1/prospects/" + get("/v1/deals/" + deal).extract().path("prospectId");
        get(prospect + "/export").body("evidence.find { it.dealId == '" + deal + "' }.approvals.note", contains(note));
        caller().header("If-Match", "*").delete(prospect).then().statusCode(204);
        get(path(deal, "/approvals")).body("items[0].note", nullValue(), "items[0].decision", is("requested"));
        isWhole(deal);
    }

    @Test
    void a_deal_without_approvals_is_stored_as_releases_before_them_read_it() {
        assertThat(state()).doesNotContain("approvals");
        as(owning, deal, "requested").statusCode(201);
        assertThat(state()).contains("approvals");
        move(deal, "fall-short", "stage-1", "No answer").statusCode(201);
        assertThat(state()).doesNotContain("approvals");
        isWhole(deal);
    }

    @Test
    void the_use_case_refuses_by_itself_whatever_door_is_in_front_of_it() {
        for (ApprovalDecision decision : ApprovalDecision.values()) {
            refused(ProblemType.FORBIDDEN, having(Role.AUDITOR), decision);
        }
        refused(ProblemType.FORBIDDEN, having(Role.ADMIN), ApprovalDecision.REQUESTED);
        refused(ProblemType.NOT_FOUND, having(Role.ADMIN), ApprovalDecision.GRANTED);
    }

    private static Caller having(Role role) {
        return new Caller(Caller.Kind.API_KEY, "test", "key:test", Set.of(role), null, null);
    }

    private void refused(ProblemType type, Caller caller, ApprovalDecision decision) {
        assertThatThrownBy(() -> transactions.run(
                        () -> approvals.record(caller, deal, ExpectedVersion.ANY, new ApprovalRequest(decision, null))))
                .isInstanceOfSatisfying(ProblemException.class, refusal -> assertThat(refusal.type())
                        .isEqualTo(type));
    }

    private String state() {
        return sql.first("SELECT state::text AS state FROM deal WHERE id = ?", row -> row.getString("state"), deal)
                .orElseThrow();
    }

    private String pipelineOf(UUID some) {
        return get("/v1/deals/" + some).extract().path("pipeline.key");
    }

    private UUID dealIn(String pipeline) {
        return Sales.created(
                "/v1/deals",
                Map.of("prospectId", Sales.prospect(), "pipeline", pipeline, "ownerId", owner, "value", THOUSAND));
    }

    private void approve() {
        as(owning, deal, "requested").statusCode(201);
        as(manager, deal, "granted").statusCode(201);
    }

    private boolean isApproved() {
        return get(path(deal, "/transitions")).extract().path("transitions.find { it.type == 'advance' }.allowed");
    }

    private static ValidatableResponse as(String key, UUID deal, String decision) {
        RequestSpecification request = key == null ? RestAssured.given().contentType("application/json") : caller(key);
        return request.body(Map.of("decision", decision))
                .post(path(deal, "/approvals"))
                .then();
    }

    private static void give(UUID deal, UUID to) {
        change(deal, Map.of("ownerId", to));
    }

    private static void worth(UUID deal, int amount) {
        change(deal, Map.of("value", Map.of("amount", amount, "currency", "EUR")));
    }

    private static void change(UUID deal, Map<String, Object> change) {
        caller().header("If-Match", "*")
                .body(change)
                .patch("/v1/deals/" + deal)
                .then()
                .statusCode(200);
    }

    /** The plain model knows the shipped pipelines only, so it cannot say of this one which transitions are right. */
    private void isWhole(UUID some) {
        get(path(some, "/history/verification"))
                .body("intact", is(true), "stateMatches", is(true), "events", not(is(0)));
        assertThat(new Checker(database, new Http(service)).violations(Set.of(some)))
                .filteredOn(violation -> !violation.contains("is against the rules"))
                .isEmpty();
    }
}
