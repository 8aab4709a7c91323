package io.salesprocess.access;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deal that a caller may not see does not exist for them. */
@QuarkusTest
class DealVisibilityTest {

    private UUID mine;
    private UUID theirs;
    private UUID nobodys;
    private UUID me;
    private UUID them;
    private String myKey;
    private String managerKey;

    @BeforeEach
    void three_deals() {
        me = Sales.salesperson();
        them = Sales.salesperson();
        myKey = Keys.of("salesperson", me);
        managerKey = Keys.trusted();
        mine = dealOf(me);
        theirs = dealOf(them);
        nobodys = Sales.deal();
    }

    @Test
    void a_salesperson_sees_their_own_deals_and_those_that_nobody_owns() {
        mine("/v1/deals/" + mine).statusCode(200);
        mine("/v1/deals/" + nobodys).statusCode(200);
        mine("/v1/deals/" + theirs).statusCode(404).body("type", is("/problems/not-found"));
        List<String> seen =
                mine("/v1/deals?limit=200").statusCode(200).extract().path("items.id");
        assertThat(seen).contains(mine.toString(), nobodys.toString()).doesNotContain(theirs.toString());
    }

    @Test
    void no_filter_shows_the_deals_of_others() {
        String prospect = get("/v1/deals/" + theirs).extract().path("prospectId");
        mine("/v1/deals?ownerId=" + them).body("items", hasSize(0));
        mine("/v1/deals?prospectId=" + prospect).body("items", hasSize(0), "next", nullValue());
    }

    @Test
    void an_unknown_deal_and_one_of_somebody_else_look_the_same() {
        String address = "/v1/deals/" + UUID.randomUUID();
        String unknown = mine(address).extract().asString().replaceAll("/v1/deals/[0-9a-f-]+", "");
        String foreign = mine("/v1/deals/" + theirs).extract().asString().replaceAll("/v1/deals/[0-9a-f-]+", "");
        assertThat(foreign).isEqualTo(unknown);
    }

    @Test
    void what_nobody_owns_must_be_taken_before_it_is_worked_on() {
        advance(myKey, nobodys).statusCode(403).body("type", is("/problems/forbidden"));
        patch(myKey, nobodys, "{\"value\": {\"amount\": 1, \"currency\": \"EUR\"}}")
                .statusCode(403);
        patch(myKey, nobodys, "{\"ownerId\": \"" + them + "\"}").statusCode(403);
        patch(myKey, nobodys, "{\"ownerId\": \"" + me + "\"}").statusCode(200).body("ownerId", is(me.toString()));
        advance(myKey, nobodys).statusCode(422);
    }

    @Test
    void only_who_may_assign_gives_a_deal_to_somebody_else() {
        patch(myKey, mine, "{\"ownerId\": \"" + them + "\"}").statusCode(403);
        patch(myKey, mine, "{\"ownerId\": null}").statusCode(403);
        patch(managerKey, mine, "{\"ownerId\": \"" + them + "\"}").statusCode(200);
        mine("/v1/deals/" + mine).statusCode(404);
    }

    @Test
    void a_salesperson_opens_deals_for_themselves_or_for_nobody() {
        UUID prospect = Sales.prospect();
        open(prospect, them).statusCode(403);
        open(prospect, me).statusCode(201).body("ownerId", is(me.toString()));
        open(prospect, null).statusCode(201).body("ownerId", nullValue());
        UUID taken = Sales.prospect();
        caller().body(Map.of("prospectId", taken, "ownerId", them))
                .post("/v1/deals")
                .then()
                .statusCode(201);
        open(taken, me).statusCode(400).body("errors[0].pointer", is("/prospectId"));
    }

    @Test
    void a_stored_answer_is_repeated_only_to_those_who_may_still_have_it() {
        String key = unique("key");
        record(myKey, mine, key).statusCode(201).header("Idempotency-Replayed", nullValue());
        record(myKey, mine, key).statusCode(201).header("Idempotency-Replayed", is("true"));
        patch(managerKey, mine, "{\"ownerId\": \"" + them + "\"}").statusCode(200);
        record(myKey, mine, key).statusCode(404).header("Idempotency-Replayed", nullValue());
        patch(managerKey, mine, "{\"ownerId\": null}").statusCode(200);
        record(myKey, mine, key).statusCode(403);
        String opening = unique("key");
        UUID prospect = Sales.prospect();
        UUID opened = UUID.fromString(
                open(prospect, me, opening).statusCode(201).extract().path("id"));
        patch(managerKey, opened, "{\"ownerId\": \"" + them + "\"}").statusCode(200);
        // A create is never "not found": what it made exists, and the caller may no longer see it.
        open(prospect, me, opening).statusCode(403);
    }

    @Test
    void a_receptionist_sees_open_deals_in_the_relationship_stage() {
        String key = Keys.of("receptionist");
        UUID welcomed = dealOf(me);
        as(key, "/v1/deals/" + welcomed).statusCode(404);
        Sales.through(welcomed, "pre-qualification", "qualification");
        as(key, "/v1/deals/" + welcomed).statusCode(200);
        List<String> seen = as(key, "/v1/deals?limit=200").extract().path("items.stage.unique()");
        assertThat(seen).isSubsetOf("relationship", "selection");
        caller(key)
                .body(Map.of("by", "receptionist"))
                .post(path(welcomed, "/greetings"))
                .then()
                .statusCode(201);
        advance(key, welcomed).statusCode(403);
        caller(key)
                .body(Map.of("by", "receptionist"))
                .post(path(theirs, "/greetings"))
                .then()
                .statusCode(404);
        String prospect = get("/v1/deals/" + welcomed).extract().path("prospectId");
        as(key, "/v1/prospects/" + prospect).statusCode(200);
        as(key, "/v1/prospects/" + Sales.prospect()).statusCode(404);
        Sales.through(welcomed, "relationship");
        as(key, "/v1/deals/" + welcomed).statusCode(404);
    }

    /** No code knows the key of a stage: the pipeline says where receptionists work. */
    @Test
    void a_receptionist_works_where_the_pipeline_says_so() {
        String key = Keys.of("receptionist");
        UUID deal = Sales.dealBy(Sales.form("proposal"));
        as(key, "/v1/deals/" + deal).statusCode(404);
        Sales.through(deal, "pre-qualification");
        as(key, "/v1/deals/" + deal).statusCode(200);
        caller(key)
                .body(Map.of("by", "receptionist"))
                .post(path(deal, "/greetings"))
                .then()
                .statusCode(201);
        Sales.through(deal, "selection");
        as(key, "/v1/deals/" + deal).statusCode(404);
        get("/v1/pipelines/proposal").body("stages.findAll { it.reception }.key", contains("selection"));
        get("/v1/pipelines/standard").body("stages.findAll { it.reception }.key", contains("relationship"));
    }

    @Test
    void roles_add_up_but_not_beyond_what_each_allows() {
        String key = Keys.make(List.of("salesperson", "auditor"), me);
        as(key, "/v1/deals/" + theirs).statusCode(200);
        advance(key, theirs).statusCode(403);
        advance(key, mine).statusCode(422);
    }

    @Test
    void prospects_are_seen_by_those_who_see_their_deals() {
        String ofMine = get("/v1/deals/" + mine).extract().path("prospectId");
        String ofTheirs = get("/v1/deals/" + theirs).extract().path("prospectId");
        String ofNobody = get("/v1/deals/" + nobodys).extract().path("prospectId");
        UUID free = Sales.prospect();
        mine("/v1/prospects/" + ofMine).statusCode(200);
        mine("/v1/prospects/" + ofNobody).statusCode(200);
        mine("/v1/prospects/" + free).statusCode(200);
        mine("/v1/prospects/" + ofTheirs).statusCode(404);
        patchProspect(ofMine).statusCode(200);
        patchProspect(free.toString()).statusCode(200);
        patchProspect(ofNobody).statusCode(403);
        patchProspect(ofTheirs).statusCode(404);
        String email = get("/v1/prospects/" + ofTheirs).extract().path("email");
        mine("/v1/prospects?q=" + email).body("items", hasSize(0));
        caller(managerKey).get("/v1/prospects?q=" + email).then().body("items", hasSize(1));
    }

    @Test
    void submissions_are_seen_by_those_who_see_their_deals() {
        String form = Sales.form("standard", Map.of("salespersonId", them), Sales.offering());
        Sales.dealBy(form);
        String id = get("/v1/submissions?form=" + form).extract().path("items[0].id");
        mine("/v1/submissions?form=" + form).body("items", hasSize(0));
        mine("/v1/submissions/" + id).statusCode(404);
        as(Keys.of("salesperson", them), "/v1/submissions/" + id).statusCode(200);
    }

    @Test
    void lists_of_a_salesperson_are_paged_like_everybodys() {
        UUID second = dealOf(me);
        String first = mine("/v1/deals?ownerId=" + me + "&limit=1")
                .body("items.id", is(List.of(second.toString())))
                .extract()
                .path("next");
        mine("/v1/deals?ownerId=" + me + "&limit=1&cursor=" + first).body("items.id", is(List.of(mine.toString())));
        caller(managerKey)
                .get("/v1/deals?limit=200")
                .then()
                .body("items.id", hasItems(mine.toString(), theirs.toString()));
        mine("/v1/deals?limit=200").body("items.ownerId", not(hasItem(them.toString())));
    }

    private static UUID dealOf(UUID salesperson) {
        return Sales.dealBy(Sales.form("standard", Map.of("salespersonId", salesperson), Sales.offering()));
    }

    private ValidatableResponse mine(String address) {
        return as(myKey, address);
    }

    private static ValidatableResponse as(String key, String address) {
        return caller(key).get(address).then();
    }

    private static ValidatableResponse advance(String key, UUID deal) {
        String stage = get("/v1/deals/" + deal).extract().path("stage");
        return caller(key)
                .body(Map.of("type", "advance", "from", stage))
                .post(path(deal, "/transitions"))
                .then();
    }

    private static ValidatableResponse patch(String key, UUID deal, String body) {
        return caller(key)
                .header("If-Match", "*")
                .body(body)
                .patch("/v1/deals/" + deal)
                .then();
    }

    private ValidatableResponse patchProspect(String id) {
        return caller(myKey)
                .header("If-Match", "*")
                .body("{\"company\": \"Stone GmbH\"}")
                .patch("/v1/prospects/" + id)
                .then();
    }

    private ValidatableResponse open(UUID prospect, UUID owner) {
        return open(prospect, owner, unique("key"));
    }

    private ValidatableResponse open(UUID prospect, UUID owner, String key) {
        Map<String, Object> body =
                owner == null ? Map.of("prospectId", prospect) : Map.of("prospectId", prospect, "ownerId", owner);
        return caller(myKey)
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/deals")
                .then();
    }

    private static ValidatableResponse record(String key, UUID deal, String idempotencyKey) {
        return caller(key)
                .header("Idempotency-Key", idempotencyKey)
                .body(Map.of("kind", "call", "outcome", "positive"))
                .post(path(deal, "/activities"))
                .then();
    }
}
