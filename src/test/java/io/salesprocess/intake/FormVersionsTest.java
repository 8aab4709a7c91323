package io.salesprocess.intake;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Sales;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rule 18: forms are published in versions, and a submission keeps its own. What answers tell is an event whose actor is the form. */
@QuarkusTest
class FormVersionsTest {

    private final String key = unique("form");
    private UUID offering;

    @BeforeEach
    void offer() {
        offering = Sales.offering();
    }

    private Map<String, Object> form(Object... questions) {
        Map<String, Object> form = new HashMap<>();
        form.put("key", key);
        form.put("title", "Talk to us");
        form.put("pipeline", "standard");
        form.put("offeringId", offering);
        form.put("questions", List.of(questions));
        return form;
    }

    private static Map<String, Object> need(String label) {
        return Map.of("key", "need", "label", label, "type", "text");
    }

    private static Map<String, Object> interest() {
        return Map.of(
                "key",
                "interest",
                "label",
                "Interested?",
                "type",
                "choice",
                "options",
                List.of("Yes", "No"),
                "tells",
                Map.of("interest", Map.of("Yes", "strong", "No", "none"), "fit", Map.of("Yes", "fit")));
    }

    private ValidatableResponse replace(Map<String, Object> form) {
        String tag = keyed().get("/v1/forms/" + key).header("ETag");
        return keyed().contentType("application/json")
                .header("If-Match", tag)
                .body(form)
                .put("/v1/forms/" + key)
                .then();
    }

    private String submit(String email, Map<String, Object> answers) {
        return post(
                        "/v1/forms/" + key + "/submissions",
                        Map.of(
                                "submissionId", unique("web"),
                                "prospect", Map.of("name", "Ada Stone", "email", email),
                                "answers", answers))
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void a_submission_keeps_the_version_that_it_was_checked_with() {
        post("/v1/forms", form(need("Your need"))).statusCode(201).body("version", is(1));
        String first = submit(unique("ada") + "@example.com", Map.of("need", "x"));
        replace(form(need("What do you need?"))).statusCode(200).body("version", is(2));
        String second = submit(unique("ada") + "@example.com", Map.of("need", "x"));
        get("/v1/submissions/" + first).body("formVersion", is(1));
        get("/v1/submissions/" + second).body("formVersion", is(2));
        get("/v1/forms/" + key + "/versions/1").statusCode(200).body("questions[0].label", is("Your need"));
        get("/v1/forms/" + key + "/versions/2").body("questions[0].label", is("What do you need?"));
        get("/v1/forms/" + key + "/versions/3").statusCode(404);
        get("/v1/forms/" + key + "/versions/0").statusCode(404);
    }

    @Test
    void a_closed_form_takes_no_submissions_until_it_is_opened_again() {
        post("/v1/forms", form(need("Your need"))).statusCode(201).body("retired", is(false));
        Map<String, Object> closed = form(need("Your need"));
        closed.put("retired", true);
        replace(closed).statusCode(200).body("retired", is(true));
        post("/v1/forms/" + key + "/submissions", Sales.submission())
                .statusCode(422)
                .body("type", is("/problems/rule-violated"));
        replace(form(need("Your need"))).statusCode(200).body("retired", is(false));
        post("/v1/forms/" + key + "/submissions", Sales.submission()).statusCode(201);
    }

    @Test
    void what_a_submission_repeats_is_answered_though_the_form_has_been_closed() {
        post("/v1/forms", form(need("Your need"))).statusCode(201);
        Map<String, Object> sent = Sales.submission();
        post("/v1/forms/" + key + "/submissions", sent).statusCode(201);
        Map<String, Object> closed = form(need("Your need"));
        closed.put("retired", true);
        replace(closed).statusCode(200);
        post("/v1/forms/" + key + "/submissions", sent).statusCode(200);
    }

    @Test
    void an_answer_tells_interest_and_fit_of_a_new_deal_as_an_event_of_the_form() {
        post("/v1/forms", form(interest())).statusCode(201);
        String deal = dealOf(submit(unique("ada") + "@example.com", Map.of("interest", "Yes")));
        get("/v1/deals/" + deal + "/assessment")
                .body("interest", is("strong"))
                .body("fit", is("fit"))
                .body("trustedAdvisor", is(false));
        get("/v1/deals/" + deal + "/history")
                .body("items.type", contains("deal.opened", "submission.received", "assessment.recorded"))
                .body("items[2].actor.kind", is("form"))
                .body("items[2].actor.id", is(key));
        get("/v1/deals/" + deal + "/history/verification")
                .body("intact", is(true))
                .body("stateMatches", is(true));
    }

    @Test
    void who_knows_an_address_does_not_change_what_a_salesperson_has_assessed() {
        post("/v1/forms", form(interest())).statusCode(201);
        String email = unique("ada") + "@example.com";
        String deal = dealOf(submit(email, Map.of("interest", "Yes")));
        submit(email, Map.of("interest", "No"));
        get("/v1/deals/" + deal + "/assessment").body("interest", is("strong")).body("fit", is("fit"));
        get("/v1/deals/" + deal + "/history").body("items.size()", is(4));
    }

    @Test
    void what_nobody_has_assessed_is_told_to_an_open_deal_too() {
        post("/v1/forms", form(interest())).statusCode(201);
        String email = unique("ada") + "@example.com";
        String deal = dealOf(submit(email, Map.of()));
        get("/v1/deals/" + deal + "/assessment").body("interest", nullValue());
        submit(email, Map.of("interest", "No"));
        get("/v1/deals/" + deal + "/assessment").body("interest", is("none")).body("fit", is("unknown"));
    }

    @Test
    void a_form_has_a_page_with_consent_and_sites_that_may_embed_it() {
        Map<String, Object> form = form(need("Your need"));
        form.put(
                "page",
                Map.of(
                        "intro",
                        "Hello",
                        "thanks",
                        "Thank you",
                        "locale",
                        "de-DE",
                        "consent",
                        Map.of("textVersion", "2026-01", "text", "You may call me."),
                        "embedOn",
                        List.of("https://www.example.com")));
        post("/v1/forms", form).statusCode(201).body("page.consent.textVersion", is("2026-01"));
        get("/v1/forms/" + key).body("page.embedOn", contains("https://www.example.com"));
        form.put("page", Map.of("embedOn", List.of("http://example.com/path", "*")));
        replace(form)
                .statusCode(400)
                .body("errors.pointer", hasItem("/page/embedOn/0"))
                .body("errors.pointer", hasItem("/page/embedOn/1"));
    }

    @Test
    void parts_of_questions_that_do_not_go_together_are_all_named() {
        post(
                        "/v1/forms",
                        form(
                                Map.of("key", "a", "label", "A", "type", "choice"),
                                Map.of("key", "b", "label", "B", "type", "scale", "min", 5, "max", 5)))
                .statusCode(400)
                .body("errors.pointer", contains("/questions/0/options", "/questions/1/max"));
    }

    @Test
    void money_and_scales_are_kept_as_they_were_read() {
        post(
                        "/v1/forms",
                        form(
                                Map.of("key", "budget", "label", "B", "type", "money", "options", List.of("EUR")),
                                Map.of("key", "size", "label", "S", "type", "scale")))
                .statusCode(201);
        String id = submit(
                unique("ada") + "@example.com", Map.of("budget", Map.of("amount", 5, "currency", "EUR"), "size", 3));
        get("/v1/submissions/" + id)
                .body("content.answers.budget.amount", is(5))
                .body("content.answers.size", is(3));
        get("/v1/deals/" + dealOf(id) + "/survey")
                .body("answers.budget.currency", is("EUR"))
                .body("answers.size", is(3));
    }

    private static String dealOf(String submission) {
        return get("/v1/submissions/" + submission).extract().path("dealId");
    }
}
