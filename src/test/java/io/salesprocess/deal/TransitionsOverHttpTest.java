package io.salesprocess.deal;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Sales;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TransitionsOverHttpTest {

    @Test
    void a_refusal_names_every_unmet_criterion_its_stage_and_the_call_that_would_satisfy_it() {
        UUID deal = Sales.deal();
        move(deal, "advance", "pre-qualification")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", is("/problems/criteria-unmet"))
                .body("detail", is("3 exit criteria do not hold; see unmet."))
                .body("unmet.criterion", contains("interest-strong", "trust-established", "fit-confirmed"))
                .body("unmet[0].stage", is("pre-qualification"))
                .body("unmet[0].satisfyWith.method", is("PATCH"))
                .body("unmet[0].satisfyWith.href", is(path(deal, "/assessment")))
                .body("unmet[0].satisfyWith.field", is("interest"));
        get(path(deal, "")).body("stage", is("pre-qualification"), "version", is(2));
    }

    @Test
    void no_stage_can_be_skipped_nor_gone_back_to() {
        UUID deal = Sales.deal();
        Sales.through(deal, "pre-qualification");
        for (String wrong : List.of("pre-qualification", "relationship", "conversion", "won", "nonsense")) {
            move(deal, "advance", wrong).statusCode(409).body("type", is("/problems/out-of-order"));
        }
        get(path(deal, "")).body("stage", is("qualification"));
    }

    @Test
    void an_unanswered_question_of_the_relationship_stage_blocks_the_conversion_stage() {
        UUID deal = Sales.deal();
        Sales.through(deal, "pre-qualification", "qualification", "relationship");
        Sales.satisfy(deal, "conversion");
        UUID question = Sales.created(path(deal, "/questions"), Map.of("text", "Does it work offline?"));
        move(deal, "advance", "conversion")
                .statusCode(422)
                .body("detail", is("1 exit criterion does not hold; see unmet."))
                .body("unmet.criterion", contains("questions-answered"), "unmet.stage", contains("relationship"))
                .body("unmet[0].satisfyWith.href", endsWith("/questions/" + question + "/answer"));
        post(path(deal, "/questions/" + question + "/answer"), Map.of("text", "Yes."))
                .statusCode(200);
        move(deal, "advance", "conversion").statusCode(201).body("to", is("won"));
    }

    @Test
    void a_fit_withdrawn_and_a_contract_voided_block_the_deal_wherever_it_stands() {
        UUID deal = Sales.deal();
        Sales.through(deal, "pre-qualification", "qualification", "relationship");
        Sales.satisfy(deal, "conversion");
        UUID contract = UUID.fromString(
                get(path(deal, "/documents")).extract().path("items.find { it.kind == 'contract' }.id"));
        post(path(deal, "/documents/" + contract + "/void"), Map.of("reason", "Typing error"))
                .statusCode(200);
        patch(path(deal, "/assessment"), Map.of("fit", "no-fit")).statusCode(200);
        move(deal, "advance", "conversion")
                .statusCode(422)
                .body("unmet.criterion", contains("fit-confirmed", "contract-signed"))
                .body("unmet.stage", contains("pre-qualification", "conversion"));
    }

    @Test
    void a_rehearsal_checks_everything_and_changes_nothing() {
        UUID deal = Sales.deal();
        String dryRun = path(deal, "/transitions?dryRun=true");
        post(dryRun, Map.of("type", "advance", "from", "pre-qualification")).statusCode(422);
        Sales.satisfy(deal, "pre-qualification");
        post(dryRun, Map.of("type", "advance", "from", "pre-qualification"))
                .statusCode(200)
                .body("to", is("qualification"), "version", is(4), "sequence", is(4));
        get(path(deal, "")).body("stage", is("pre-qualification"), "version", is(3));
        get(path(deal, "/history")).body("items", hasSize(3));
    }

    @Test
    void a_won_deal_is_final() {
        UUID deal = Sales.wonDeal();
        for (String type : List.of("advance", "fall-short", "lose", "reopen")) {
            move(deal, type, "conversion", "Because").statusCode(409).body("type", is("/problems/deal-closed"));
        }
        get(path(deal, "/transitions")).body("transitions", hasSize(0));
    }

    @Test
    void an_open_deal_cannot_be_reopened() {
        move(Sales.deal(), "reopen", "pre-qualification", "Because")
                .statusCode(409)
                .body("type", is("/problems/transition-not-allowed"));
    }

    @Test
    void falling_short_losing_and_reopening_need_a_reason() {
        UUID deal = Sales.deal();
        for (String type : List.of("fall-short", "lose")) {
            move(deal, type, "pre-qualification").statusCode(400).body("errors.pointer", contains("/reason"));
            move(deal, type, "pre-qualification", " ").statusCode(400);
        }
        move(deal, "lose", "pre-qualification", "Gone").statusCode(201);
        move(deal, "reopen", "pre-qualification").statusCode(400).body("errors.pointer", contains("/reason"));
    }

    @Test
    void fifty_callers_who_advance_at_once_move_the_deal_once() throws Exception {
        UUID deal = Sales.deal();
        Sales.satisfy(deal, "pre-qualification");
        List<Integer> answers = Concurrently.run(
                50, i -> move(deal, "advance", "pre-qualification").extract().statusCode());
        assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 409).hasSize(49);
        get(path(deal, "/history")).body("items.findAll { it.type == 'deal.advanced' }", hasSize(1));
        get(path(deal, "/history/verification")).body("intact", is(true), "stateMatches", is(true));
    }

    @Test
    void a_transition_honours_if_match() {
        UUID deal = Sales.deal();
        Sales.satisfy(deal, "pre-qualification");
        Map<String, String> advance = Map.of("type", "advance", "from", "pre-qualification");
        caller().header("If-Match", "\"1\"")
                .body(advance)
                .post(path(deal, "/transitions"))
                .then()
                .statusCode(412)
                .body("type", is("/problems/stale-version"));
        caller().header("If-Match", "\"3\"")
                .body(advance)
                .post(path(deal, "/transitions"))
                .then()
                .statusCode(201);
    }

    @Test
    void changes_by_nobody_are_refused() {
        UUID deal = Sales.deal();
        io.restassured.RestAssured.given()
                .contentType("application/json")
                .body(Map.of("type", "lose", "from", "pre-qualification", "reason", "x"))
                .post(path(deal, "/transitions"))
                .then()
                .statusCode(401)
                .body("type", is("/problems/unauthenticated"));
        get(path(deal, "/history")).body("items.actor.id", hasItem(org.hamcrest.Matchers.startsWith("form-")));
    }
}
