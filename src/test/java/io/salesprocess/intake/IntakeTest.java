package io.salesprocess.intake;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.platform.database.Sql;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rule 10: nothing is lost, and nothing doubled. */
@QuarkusTest
class IntakeTest {

    @Inject
    Sql sql;

    @Test
    void a_submission_opens_a_deal_in_the_forms_pipeline_with_the_offerings_price() {
        String form = Sales.form("proposal");
        ValidatableResponse receipt = submit(form, Sales.submission())
                .statusCode(201)
                .header("Location", notNullValue())
                .body("status", is("accepted"), "dealOpened", is(true));
        String deal = receipt.extract().path("dealId");
        get("/v1/deals/" + deal)
                .body("pipeline.key", is("proposal"), "value.amount", is((int) Sales.PRICE))
                .body("prospectId", is((String) receipt.extract().path("prospectId")));
        get("/v1/deals/" + deal + "/survey").body("answers.need", is("Replace our call sheets"));
        get("/v1/submissions/" + receipt.extract().path("id"))
                .body("content.prospect.name", is("Ada Stone"), "dealId", is(deal));
    }

    @Test
    void the_same_submission_again_is_one_submission() {
        String form = Sales.form("standard");
        Map<String, Object> submission = Sales.submission();
        String first = submit(form, submission).statusCode(201).extract().asString();
        String second = submit(form, submission).statusCode(200).extract().asString();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_retry_gets_the_first_result_even_if_the_form_has_changed_since() {
        String form = Sales.form("standard");
        Map<String, Object> submission = Sales.submission();
        String first = submit(form, submission).statusCode(201).extract().asString();
        Response read = caller().get("/v1/forms/" + form);
        Map<String, Object> changed = new HashMap<>(read.<Map<String, Object>>path("$"));
        changed.put("questions", List.of(question("budget", "number", true)));
        caller().header("If-Match", read.header("ETag"))
                .body(changed)
                .put("/v1/forms/" + form)
                .then()
                .statusCode(200);
        assertThat(submit(form, submission).statusCode(200).extract().asString())
                .isEqualTo(first);
    }

    @Test
    void another_content_under_the_same_id_is_a_conflict() {
        String form = Sales.form("standard");
        Map<String, Object> submission = Sales.submission();
        submit(form, submission).statusCode(201);
        submit(form, with(submission, "source", "elsewhere"))
                .statusCode(409)
                .body("type", is("/problems/submission-conflict"));
        submit(Sales.form("standard"), with(submission, "source", "elsewhere")).statusCode(201);
    }

    @Test
    void a_submission_without_an_id_needs_an_idempotency_key() {
        String form = Sales.form("standard");
        Map<String, Object> submission = with(Sales.submission(), "submissionId", null);
        submit(form, submission).statusCode(400).body("type", is("/problems/idempotency-key-missing"));
        String key = unique("key");
        Response first =
                caller().header("Idempotency-Key", key).body(submission).post(address(form));
        Response again =
                caller().header("Idempotency-Key", key).body(submission).post(address(form));
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
    }

    @Test
    void fifty_callers_who_send_one_submission_open_one_deal() throws Exception {
        String form = Sales.form("standard");
        Map<String, Object> submission = Sales.submission();
        List<Response> answers =
                Concurrently.run(50, i -> submit(form, submission).extract().response());
        assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 200))
                .hasSize(49);
    }

    @Test
    void a_prospect_is_recognised_by_email_and_the_submission_joins_their_open_deal() {
        String form = Sales.form("standard");
        String email = unique("ada") + "@example.com";
        ValidatableResponse first = submit(form, from("Ada Stone", email, null)).statusCode(201);
        ValidatableResponse second = submit(form, from("A. Stone", "  " + email.toUpperCase() + " ", null))
                .statusCode(201)
                .body("dealOpened", is(false));
        assertThat((String) second.extract().path("prospectId"))
                .isEqualTo(first.extract().path("prospectId"));
        assertThat((String) second.extract().path("dealId"))
                .isEqualTo(first.extract().path("dealId"));
        get("/v1/prospects/" + first.extract().path("prospectId")).body("name", is("Ada Stone"));
    }

    @Test
    void a_prospect_is_recognised_by_telephone_else_and_what_was_unknown_stays_unknown() {
        String form = Sales.form("standard");
        String phone = "+4930" + Math.abs(UUID.randomUUID().hashCode());
        String email = unique("ada") + "@example.com";
        String first =
                submit(form, from("Ada", null, phone)).statusCode(201).extract().path("prospectId");
        String spaced = phone.substring(0, 5) + " " + phone.substring(5, 7) + "-" + phone.substring(7);
        submit(form, from("Somebody", email, spaced)).statusCode(201).body("prospectId", is(first));
        get("/v1/prospects/" + first)
                .body("name", is("Ada"), "email", nullValue(), "phone", is(phone))
                .body("suggestions.value", is(List.of("Somebody", email)));
    }

    @Test
    void somebody_whose_deal_is_closed_gets_a_new_one() {
        String form = Sales.form("standard");
        String email = unique("ada") + "@example.com";
        String first = submit(form, from("Ada", email, null)).extract().path("dealId");
        post(
                        "/v1/deals/" + first + "/transitions",
                        Map.of("type", "lose", "from", "pre-qualification", "reason", "Gone"))
                .statusCode(201);
        submit(form, from("Ada", email, null)).statusCode(201).body("dealOpened", is(true), "dealId", not(is(first)));
    }

    @Test
    void twenty_submissions_of_one_person_at_once_open_one_deal() throws Exception {
        String form = Sales.form("standard");
        String email = unique("ada") + "@example.com";
        List<Response> answers = Concurrently.run(
                20, i -> submit(form, from("Ada", email, null)).extract().response());
        assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
        assertThat(answers.stream().map(answer -> answer.path("prospectId")).distinct())
                .hasSize(1);
        assertThat(answers.stream().map(answer -> answer.path("dealId")).distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.path("dealOpened"))).hasSize(1);
        get("/v1/deals/" + answers.get(0).path("dealId") + "/history/verification")
                .body("intact", is(true), "stateMatches", is(true), "events", is(21));
    }

    @Test
    void round_robin_shares_differ_by_one_at_most_with_fifty_callers_at_once() throws Exception {
        Sales.salesperson();
        String form = Sales.form("standard", "round-robin", Sales.offering());
        List<String> owners = Concurrently.run(50, i -> {
            String deal =
                    submit(form, Sales.submission()).statusCode(201).extract().path("dealId");
            return get("/v1/deals/" + deal).extract().<String>path("ownerId");
        });
        Map<String, Long> shares =
                owners.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        // Other tests have added salespeople, who take their turns as well; there can be more of them than turns.
        long active = sql.<Long>first(
                        "SELECT count(*) FROM salesperson WHERE active AND NOT absences @> CURRENT_DATE",
                        row -> row.getLong(1))
                .orElseThrow();
        assertThat((long) shares.size()).isEqualTo(Math.min(active, owners.size()));
        long most = shares.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        long least = shares.values().stream().mapToLong(Long::longValue).min().orElseThrow();
        assertThat(most - least).isLessThanOrEqualTo(1);
    }

    @Test
    void a_form_can_assign_one_salesperson_or_nobody() {
        UUID owner = Sales.salesperson();
        String form = Sales.form("standard", Map.of("salespersonId", owner), Sales.offering());
        get("/v1/deals/" + Sales.dealBy(form)).body("ownerId", is(owner.toString()));
        get("/v1/deals/" + Sales.deal()).body("ownerId", nullValue());
    }

    @Test
    void suspected_spam_is_set_aside_with_the_reason_and_can_be_released_once() {
        String form = Sales.form("standard");
        String id = submit(form, with(Sales.submission(), "signals", Map.of("honeypot", true)))
                .statusCode(201)
                .body("status", is("suspect"), "dealId", nullValue(), "prospectId", nullValue())
                .extract()
                .path("id");
        get("/v1/submissions?status=suspect&form=" + form)
                .body("items", hasSize(1), "items[0].suspicion", is("honeypot"));
        post("/v1/submissions/" + id + "/release", Map.of())
                .statusCode(200)
                .body("status", is("accepted"), "dealOpened", is(true), "suspicion", is("honeypot"));
        post("/v1/submissions/" + id + "/release", Map.of()).statusCode(409);
        submit(form, with(Sales.submission(), "signals", Map.of("botScore", 0.95)))
                .body("status", is("suspect"));
        submit(form, with(Sales.submission(), "signals", Map.of("botScore", 0.02)))
                .body("status", is("accepted"));
    }

    @Test
    void every_wrong_answer_is_named() {
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
                                List.of(
                                        question("need", "text", true),
                                        question("size", "number", false),
                                        question("since", "date", false),
                                        Map.of(
                                                "key", "kind",
                                                "label", "Kind",
                                                "type", "choice",
                                                "options", List.of("a", "b")))))
                .statusCode(201);
        Map<String, Object> answers = Map.of("size", "many", "since", "yesterday", "kind", "c", "extra", 1);
        submit(form, with(Sales.submission(), "answers", answers))
                .statusCode(400)
                .body(
                        "errors.pointer",
                        containsInAnyOrder(
                                "/answers/need", "/answers/size", "/answers/since", "/answers/kind", "/answers/extra"));
    }

    @Test
    void a_person_needs_a_name_and_an_address_that_is_one() {
        String form = Sales.form("standard");
        submit(form, from(" ", "ada@example.com", null))
                .statusCode(400)
                .body("errors.pointer", is(List.of("/prospect/name")));
        submit(form, from("Ada", "nonsense", null))
                .statusCode(400)
                .body("errors.pointer", is(List.of("/prospect/email")));
        submit(form, from("Ada", null, "after six"))
                .statusCode(400)
                .body("errors.pointer", is(List.of("/prospect/phone")));
        submit(form, from("Ada", null, null)).statusCode(400).body("errors.pointer", is(List.of("/prospect")));
    }

    @Test
    void an_encoded_form_is_the_same_submission_as_json() {
        String form = Sales.form("standard");
        String email = unique("ada") + "@example.com";
        String id = unique("web");
        Map<String, Object> json = new HashMap<>(from("Ada Stone", email, null));
        json.put("submissionId", id);
        json.put("answers", Map.of("need", "Call sheets & more"));
        String first = keyed().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("submissionId", id)
                .formParam("prospect.name", "Ada Stone")
                .formParam("prospect.email", email)
                .formParam("answers.need", "Call sheets & more")
                .post(address(form))
                .then()
                .statusCode(201)
                .extract()
                .asString();
        assertThat(submit(form, json).statusCode(200).extract().asString()).isEqualTo(first);
    }

    @Test
    void a_form_is_replaced_only_by_who_has_read_it() {
        String form = Sales.form("standard");
        Response read = caller().get("/v1/forms/" + form);
        Map<String, Object> changed = new HashMap<>(read.<Map<String, Object>>path("$"));
        changed.put("title", "Write to us");
        caller().body(changed).put("/v1/forms/" + form).then().statusCode(428);
        caller().header("If-Match", "\"77\"")
                .body(changed)
                .put("/v1/forms/" + form)
                .then()
                .statusCode(412);
        caller().header("If-Match", read.header("ETag"))
                .body(changed)
                .put("/v1/forms/" + form)
                .then()
                .statusCode(200)
                .body("title", is("Write to us"));
    }

    private static Map<String, Object> question(String key, String type, boolean required) {
        return Map.of("key", key, "label", key, "type", type, "required", required);
    }

    private static Map<String, Object> from(String name, String email, String phone) {
        Map<String, Object> person = new HashMap<>();
        person.put("name", name);
        person.put("email", email);
        person.put("phone", phone);
        return Map.of("submissionId", unique("web"), "prospect", person);
    }

    private static Map<String, Object> with(Map<String, Object> submission, String field, Object value) {
        Map<String, Object> changed = new HashMap<>(submission);
        changed.put(field, value);
        return changed;
    }

    private static ValidatableResponse submit(String form, Object submission) {
        return keyed().contentType("application/json")
                .body(submission)
                .post(address(form))
                .then();
    }

    private static String address(String form) {
        return "/v1/forms/" + form + "/submissions";
    }
}
