package io.salesprocess.platform.api;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Sales;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the document says of the length of texts holds for every kind of request, in code points. */
@QuarkusTest
class TextLimitsTest {

    /** One character, two UTF-16 units, four bytes. */
    private static final String SMILE = "\uD83D\uDE00";

    private static final String NOTHING_TO_SEE = "\u00A0\u2007\u202F";

    @Test
    void a_name_has_up_to_200_characters_whatever_they_take() {
        offering(SMILE.repeat(200)).statusCode(201).body("name", is(SMILE.repeat(200)));
        offering(SMILE.repeat(201)).statusCode(400).body("errors[0].pointer", is("/name"));
        salesperson(SMILE.repeat(200)).statusCode(201);
        salesperson(SMILE.repeat(201)).statusCode(400).body("errors[0].pointer", is("/name"));
    }

    @Test
    void a_submission_has_texts_as_long_as_the_document_says() {
        String form = Sales.form("standard");
        submit(form, "message", SMILE.repeat(5000)).statusCode(201);
        submit(form, "message", SMILE.repeat(5001)).statusCode(400).body("errors.pointer", hasItem("/message"));
        submit(form, "answers", Map.of("need", SMILE.repeat(5000))).statusCode(201);
        submit(form, "answers", Map.of("need", SMILE.repeat(5001)))
                .statusCode(400)
                .body("errors.pointer", hasItem("/answers/need"));
    }

    @Test
    void evidence_and_fields_of_deals_have_texts_as_long_as_the_document_says() {
        UUID deal = Sales.deal();
        post(path(deal, "/questions"), Map.of("text", SMILE.repeat(5000))).statusCode(201);
        post(path(deal, "/questions"), Map.of("text", SMILE.repeat(5001))).statusCode(400);
        patch(path(deal, "/survey"), Map.of("answers", Map.of("a", SMILE.repeat(5000))))
                .statusCode(200);
        patch(path(deal, "/survey"), Map.of("answers", Map.of("a", SMILE.repeat(5001))))
                .statusCode(400);
        patch(path(deal, "/qualification"), Map.of("possibleIssues", List.of(SMILE.repeat(2000))))
                .statusCode(200);
        String field = Fields.shared("deal", "limitedText", "text");
        patch(path(deal, ""), Map.of("customFields", Map.of(field, SMILE.repeat(2000))))
                .statusCode(200);
        patch(path(deal, ""), Map.of("customFields", Map.of(field, SMILE.repeat(2001))))
                .statusCode(400);
    }

    @Test
    void lists_and_maps_are_still_counted() {
        patch(
                        path(Sales.deal(), "/qualification"),
                        Map.of(
                                "possibleIssues",
                                Stream.generate(() -> "x").limit(101).toList()))
                .statusCode(400)
                .body("errors[0].pointer", is("/possibleIssues"));
    }

    @Test
    void text_that_nobody_sees_is_blank() {
        offering(NOTHING_TO_SEE).statusCode(400).body("errors[0].pointer", is("/name"));
        offering("\u200B\uFEFF").statusCode(400).body("errors[0].pointer", is("/name"));
        submit(Sales.form("standard"), "prospect", Map.of("name", NOTHING_TO_SEE, "email", "a@example.com"))
                .statusCode(400)
                .body("errors[0].pointer", is("/prospect/name"));
        post("/v1/prospects", Map.of("name", NOTHING_TO_SEE, "email", "a@example.com"))
                .statusCode(400);
        post(path(Sales.deal(), "/questions"), Map.of("text", NOTHING_TO_SEE)).statusCode(400);
    }

    @Test
    void a_reason_that_nobody_sees_is_none() {
        post(
                        path(Sales.deal(), "/transitions"),
                        Map.of("type", "lose", "from", "pre-qualification", "reason", NOTHING_TO_SEE))
                .statusCode(400)
                .body("errors[0].pointer", is("/reason"));
    }

    @Test
    void a_reference_that_nobody_sees_identifies_nothing() {
        post(
                        path(Sales.wonDeal(), "/payments"),
                        Map.of("amount", Map.of("amount", 1, "currency", "EUR"), "reference", NOTHING_TO_SEE))
                .statusCode(400)
                .body("errors[0].pointer", is("/reference"));
    }

    @Test
    void a_required_answer_that_nobody_sees_is_missing() {
        String form = unique("form");
        post(
                        "/v1/forms",
                        Map.of(
                                "key",
                                form,
                                "title",
                                "Talk to us",
                                "pipeline",
                                "standard",
                                "questions",
                                List.of(Map.of("key", "need", "label", "Need", "type", "text", "required", true))))
                .statusCode(201);
        submit(form, "answers", Map.of("need", NOTHING_TO_SEE))
                .statusCode(400)
                .body("errors[0].pointer", is("/answers/need"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u007F", "\u0080", "\u009B", "\u009F"})
    void delete_and_the_second_set_of_control_characters_are_refused(String control) {
        offering("a" + control).statusCode(400).body("errors[0].pointer", is("/name"));
        submit(Sales.form("standard"), "message", "a" + control)
                .statusCode(400)
                .body("errors[0].pointer", is("/message"));
    }

    private static ValidatableResponse offering(String name) {
        return post("/v1/offerings", Map.of("name", name, "kind", "product"));
    }

    private static ValidatableResponse salesperson(String name) {
        return post("/v1/salespeople", Map.of("name", name, "email", unique("grace") + "@example.com"));
    }

    private static ValidatableResponse submit(String form, String field, Object value) {
        Map<String, Object> submission = new HashMap<>(Sales.submission());
        submission.put(field, value);
        return post("/v1/forms/" + form + "/submissions", submission);
    }

    private static ValidatableResponse post(String path, Object body) {
        return caller().contentType("application/json; charset=UTF-8")
                .body(body)
                .post(path)
                .then();
    }

    private static ValidatableResponse patch(String path, Object body) {
        return caller().contentType("application/json; charset=UTF-8")
                .header("If-Match", "*")
                .body(body)
                .patch(path)
                .then();
    }
}
