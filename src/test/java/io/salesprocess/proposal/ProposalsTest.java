package io.salesprocess.proposal;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.move;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Sales.created;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proposals that go back and forth, until one is accepted. */
@QuarkusTest
class ProposalsTest {

    @Test
    void an_accepted_proposal_sets_the_deals_value() {
        UUID deal = Sales.deal();
        ValidatableResponse drafted = post(
                        path(deal, "/proposals"), Map.of("amount", euros(800_000), "terms", "Two rates"))
                .statusCode(201)
                .body("status", is("drafted"), "madeBy", is("salesperson"), "terms", is("Two rates"))
                .body("amount.amount", is(800_000), "amount.currency", is("EUR"), "dealId", is(deal.toString()))
                .body("createdAt", notNullValue(), "sentAt", nullValue(), "decidedAt", nullValue())
                .body("countersId", nullValue());
        String location = drafted.extract().header("Location");
        assertThat(location)
                .endsWith(path(deal, "/proposals/" + drafted.extract().path("id")));

        post(location + "/send", Map.of()).statusCode(200).body("status", is("sent"), "sentAt", notNullValue());
        get(path(deal, "")).body("value.amount", is((int) Sales.PRICE));
        post(location + "/accept", Map.of())
                .statusCode(200)
                .body("status", is("accepted"), "decidedAt", notNullValue());
        get(path(deal, "")).body("value.amount", is(800_000));
        assertThat(types(deal)).containsSubsequence("proposal.drafted", "proposal.sent", "proposal.accepted");
    }

    @Test
    void a_countered_proposal_gives_way_to_the_clients_own() {
        UUID deal = Sales.deal();
        UUID ours = sent(deal);
        ValidatableResponse countered = post(
                        step(deal, ours, "counter"), Map.of("amount", euros(700_000), "terms", "One rate"))
                .statusCode(201)
                .body("madeBy", is("client"), "status", is("sent"), "countersId", is(ours.toString()))
                .body("amount.amount", is(700_000), "sentAt", notNullValue(), "decidedAt", nullValue());
        String theirs = countered.extract().header("Location");
        get(theirs).statusCode(200).body("terms", is("One rate"));
        get(path(deal, "/proposals/" + ours)).body("status", is("countered"), "decidedAt", notNullValue());

        conflict(post(step(deal, ours, "accept"), Map.of()));
        post(theirs + "/accept", Map.of()).statusCode(200).body("status", is("accepted"));
        get(path(deal, "")).body("value.amount", is(700_000));
    }

    @Test
    void a_counter_to_the_clients_proposal_is_ours() {
        UUID deal = Sales.deal();
        UUID theirs = created(step(deal, sent(deal), "counter"), Map.of("amount", euros(700_000)));
        post(step(deal, theirs, "counter"), Map.of("amount", euros(750_000)))
                .statusCode(201)
                .body("madeBy", is("salesperson"), "status", is("sent"), "countersId", is(theirs.toString()));
    }

    @Test
    void a_proposal_is_declined_with_or_without_a_reason() {
        UUID deal = Sales.deal();
        post(step(deal, sent(deal), "decline"), Map.of("reason", "Too dear"))
                .statusCode(200)
                .body("status", is("declined"), "reason", is("Too dear"), "decidedAt", notNullValue());
        caller().post(step(deal, sent(deal), "decline"))
                .then()
                .statusCode(200)
                .body("status", is("declined"), "reason", nullValue());
        // As generated clients write a body that is left out.
        caller().body("null")
                .post(step(deal, sent(deal), "decline"))
                .then()
                .statusCode(200)
                .body("status", is("declined"), "reason", nullValue());
        post(step(deal, sent(deal), "decline"), Map.of("reason", "x".repeat(2001)))
                .statusCode(400)
                .body("errors.pointer", contains("/reason"));
    }

    @Test
    void a_step_that_needs_no_body_needs_no_media_type_either() throws Exception {
        UUID deal = Sales.deal();
        UUID proposal = drafted(deal);
        assertThat(bare(step(deal, proposal, "send"))).isEqualTo(200);
        assertThat(bare(step(deal, proposal, "decline"))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"accept", "decline"})
    void only_a_proposal_that_is_out_can_be_decided(String decision) {
        UUID deal = Sales.deal();
        UUID proposal = drafted(deal);
        conflict(post(step(deal, proposal, decision), Map.of()));
        post(step(deal, proposal, "send"), Map.of()).statusCode(200);
        conflict(post(step(deal, proposal, "send"), Map.of()));
        post(step(deal, proposal, decision), Map.of()).statusCode(200);
        conflict(post(step(deal, proposal, "accept"), Map.of()));
        conflict(post(step(deal, proposal, "decline"), Map.of()));
        conflict(post(step(deal, proposal, "counter"), Map.of("amount", euros(1))));
    }

    @Test
    void the_negotiation_is_over_when_a_proposal_is_accepted_rule_2() {
        UUID deal = Sales.dealBy(Sales.form("proposal"));
        Sales.through(deal, "pre-qualification", "selection", "qualification");
        UUID proposal = sent(deal);
        Sales.satisfy(deal, "conversion");
        move(deal, "advance", "negotiation").statusCode(422).body("unmet.criterion", contains("proposal-accepted"));
        post(step(deal, proposal, "decline"), Map.of()).statusCode(200);
        move(deal, "advance", "negotiation").statusCode(422).body("unmet.criterion", contains("proposal-accepted"));
    }

    @Test
    void another_value_cannot_be_accepted_while_a_contract_is_out_rule_7() {
        UUID deal = Sales.deal();
        UUID proposal = sent(deal);
        UUID contract = Sales.signedContract(deal);
        post(step(deal, proposal, "accept"), Map.of())
                .statusCode(422)
                .body("type", is("/problems/rule-violated"), "rule", is(7));
        get(path(deal, "/proposals/" + proposal)).body("status", is("sent"), "decidedAt", nullValue());
        post(path(deal, "/documents/" + contract + "/void"), Map.of("reason", "New terms"))
                .statusCode(200);
        post(step(deal, proposal, "accept"), Map.of()).statusCode(200);
    }

    @Test
    void a_closed_deal_takes_no_proposals_rule_6() {
        UUID deal = Sales.deal();
        UUID proposal = sent(deal);
        move(deal, "lose", "pre-qualification", "No budget").statusCode(201);
        closed(post(path(deal, "/proposals"), Map.of("amount", euros(1))));
        closed(post(step(deal, proposal, "accept"), Map.of()));
        closed(post(step(deal, proposal, "counter"), Map.of("amount", euros(1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                     | /items",
                "{\"amount\": {\"amount\": 0, \"currency\": \"EUR\"}}   | /amount/amount",
                "{\"amount\": {\"amount\": -5, \"currency\": \"EUR\"}}  | /amount/amount",
                "{\"amount\": {\"amount\": 5, \"currency\": \"EURO\"}}  | /amount/currency",
                "{\"amount\": {\"currency\": \"EUR\"}}                  | /amount/amount",
                "{\"amount\": {\"amount\": 1.5, \"currency\": \"EUR\"}} | /amount/amount",
                "{\"amount\": {\"amount\": 5, \"currency\": \"EUR\"}, \"madeBy\": \"client\"} | /madeBy"
            })
    void a_proposal_needs_a_positive_amount_and_no_unknown_field(String body, String pointer) {
        caller().body(body)
                .post(path(Sales.deal(), "/proposals"))
                .then()
                .statusCode(400)
                .body("type", is("/problems/invalid-request"), "errors.pointer", contains(pointer));
    }

    @Test
    void a_proposal_of_another_deal_is_not_found() {
        UUID deal = Sales.deal();
        UUID foreign = sent(Sales.deal());
        notFound(get(path(deal, "/proposals/" + foreign)));
        notFound(post(step(deal, foreign, "accept"), Map.of()));
        notFound(post(step(deal, foreign, "decline"), Map.of()));
        notFound(post(step(deal, foreign, "counter"), Map.of("amount", euros(1))));
        notFound(get(path(UUID.randomUUID(), "/proposals")));
    }

    @Test
    void proposals_are_listed_oldest_first_page_by_page() {
        UUID deal = Sales.deal();
        UUID first = drafted(deal);
        UUID second = drafted(deal);
        String next = get(path(deal, "/proposals?limit=1"))
                .statusCode(200)
                .body("items.id", contains(first.toString()))
                .header("Link", containsString("rel=\"next\""))
                .extract()
                .path("next");
        get(path(deal, "/proposals?limit=1&cursor=" + next))
                .body("items.id", contains(second.toString()), "next", nullValue());
    }

    @Test
    void of_many_who_decide_at_once_one_decides() throws Exception {
        UUID deal = Sales.deal();
        UUID proposal = sent(deal);
        List<String> decisions = List.of("accept", "decline", "counter");
        List<Integer> answers = Concurrently.run(9, i -> post(
                        step(deal, proposal, decisions.get(i % 3)), i % 3 == 2 ? Map.of("amount", euros(1)) : Map.of())
                .extract()
                .statusCode());
        assertThat(answers.stream().filter(status -> status != 409)).hasSize(1);
        get(path(deal, "/history/verification")).body("intact", is(true));
    }

    @Test
    void the_same_counter_under_one_key_is_one_proposal() {
        UUID deal = Sales.deal();
        UUID proposal = sent(deal);
        String first = counterUnderKey(deal, proposal).statusCode(201).extract().asString();
        ValidatableResponse again = counterUnderKey(deal, proposal).statusCode(201);
        assertThat(again.extract().asString()).isEqualTo(first);
        assertThat(types(deal)).containsOnlyOnce("proposal.countered");
    }

    @Test
    void terms_and_reasons_stay_out_of_history_and_go_with_the_prospect_rule_12() {
        UUID deal = Sales.deal();
        UUID proposal = created(path(deal, "/proposals"), Map.of("amount", euros(1), "terms", "As Ada wished"));
        post(step(deal, proposal, "send"), Map.of()).statusCode(200);
        post(step(deal, proposal, "decline"), Map.of("reason", "Ada has left")).statusCode(200);
        assertThat(get(path(deal, "/history")).extract().asString()).doesNotContain("Ada");

        String prospect = "/v1/prospects/" + get(path(deal, "")).extract().path("prospectId");
        get(prospect + "/export").statusCode(200).body("proposals.terms", hasItem("As Ada wished"));
        caller().header("If-Match", get(prospect).extract().header("ETag"))
                .delete(prospect)
                .then()
                .statusCode(204);
        get(path(deal, "/proposals/" + proposal))
                .body("status", is("declined"), "terms", nullValue(), "reason", nullValue());
        get(path(deal, "/history/verification")).body("intact", is(true));
    }

    private static ValidatableResponse counterUnderKey(UUID deal, UUID proposal) {
        return caller().header("Idempotency-Key", "counter-" + proposal)
                .body(Map.of("amount", euros(5)))
                .post(step(deal, proposal, "counter"))
                .then();
    }

    /** REST-assured would name a media type of its own. */
    private static int bare(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .header("Authorization", Keys.bearer(Keys.trusted()))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static UUID drafted(UUID deal) {
        return created(path(deal, "/proposals"), Map.of("amount", euros(800_000)));
    }

    private static UUID sent(UUID deal) {
        UUID proposal = drafted(deal);
        post(step(deal, proposal, "send"), Map.of()).statusCode(200);
        return proposal;
    }

    private static String step(UUID deal, UUID proposal, String step) {
        return path(deal, "/proposals/" + proposal + "/" + step);
    }

    private static Map<String, Object> euros(long cents) {
        return Map.of("amount", cents, "currency", "EUR");
    }

    private static List<String> types(UUID deal) {
        return get(path(deal, "/history?limit=200")).extract().path("items.type");
    }

    private static void conflict(ValidatableResponse answer) {
        answer.statusCode(409).body("type", is("/problems/conflict"));
    }

    private static void closed(ValidatableResponse answer) {
        answer.statusCode(409).body("type", is("/problems/deal-closed"));
    }

    private static void notFound(ValidatableResponse answer) {
        answer.statusCode(404).body("type", is("/problems/not-found"));
    }
}
