package io.salesprocess.prospect;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a form says of a known person waits for a colleague to accept or dismiss it. */
@QuarkusTest
class SuggestionsTest {

    private final String phone = "+4930" + Math.abs(UUID.randomUUID().hashCode());
    private final String email = unique("ada") + "@example.com";
    private String form;
    private String prospect;

    @BeforeEach
    void somebody_known_by_telephone() {
        form = Sales.form("standard");
        prospect = Sales.created("/v1/prospects", Map.of("name", "Ada Stone", "phone", phone))
                .toString();
    }

    @Test
    void accepting_makes_it_known_and_takes_it_off_the_list() {
        submit("Ada Stone", email, null);
        String tag = caller().get(address("")).header("ETag");
        String suggestion = suggestion("email");
        Response accepted = decide(caller(), suggestion, "accept");
        accepted.then().statusCode(200).body("email", is(email), "suggestions", hasSize(0));
        assertThat(accepted.header("ETag")).isNotEqualTo(tag);
        Response read = caller().get(address(""));
        assertThat(read.header("ETag")).isEqualTo(accepted.header("ETag"));
        assertThat(read.asString()).isEqualTo(accepted.asString());
        submit("Ada Stone", email, null).then().body("prospectId", is(prospect));
    }

    @Test
    void dismissing_leaves_the_person_as_they_were_and_is_not_asked_again() {
        submit("Ada Field", null, null);
        decide(caller(), suggestion("name"), "dismiss")
                .then()
                .statusCode(200)
                .body("name", is("Ada Stone"), "suggestions", hasSize(0));
        submit("Ada Field", null, null);
        get(address("")).body("suggestions", hasSize(0));
    }

    @Test
    void what_was_accepted_is_suggested_again_once_it_is_no_longer_known() {
        submit("Ada Field", null, null);
        decide(caller(), suggestion("name"), "accept").then().statusCode(200).body("name", is("Ada Field"));
        caller().header("If-Match", "*").body(Map.of("name", "Ada Hill")).patch(address(""));
        submit("Ada Field", null, null);
        get(address("")).body("suggestions.value", is(List.of("Ada Field")));
    }

    @Test
    void one_that_is_decided_cannot_be_decided_again() {
        submit("Ada Field", null, null);
        String suggestion = suggestion("name");
        String key = unique("key");
        decide(caller().header("Idempotency-Key", key), suggestion, "dismiss")
                .then()
                .statusCode(200);
        decide(caller(), suggestion, "accept").then().statusCode(409).body("type", is("/problems/conflict"));
        decide(caller(), suggestion, "dismiss").then().statusCode(409);
        decide(caller().header("Idempotency-Key", key), suggestion, "dismiss")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", is("true"));
        decide(caller(), UUID.randomUUID().toString(), "accept").then().statusCode(404);
        UUID other = Sales.prospect();
        caller().post("/v1/prospects/" + other + "/suggestions/" + suggestion + "/accept")
                .then()
                .statusCode(404);
    }

    @Test
    void of_many_who_decide_at_once_one_does() throws Exception {
        submit("Ada Field", null, null);
        String suggestion = suggestion("name");
        List<Integer> answers = Concurrently.run(8, i -> decide(caller(), suggestion, i % 2 == 0 ? "accept" : "dismiss")
                .statusCode());
        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
    }

    @Test
    void a_decision_may_be_bound_to_what_was_read() {
        submit("Ada Field", null, null);
        String suggestion = suggestion("name");
        decide(caller().header("If-Match", "\"77\""), suggestion, "accept")
                .then()
                .statusCode(412);
        String tag = caller().get(address("")).header("ETag");
        decide(caller().header("If-Match", tag), suggestion, "accept").then().statusCode(200);
    }

    @Test
    void the_same_is_suggested_once_and_a_new_suggestion_changes_the_tag() {
        String before = caller().get(address("")).header("ETag");
        submit("Ada Field", null, null);
        String first = suggestion("name");
        String after = caller().get(address("")).header("ETag");
        assertThat(after).isNotEqualTo(before);
        submit("Ada Field", null, null);
        get(address("")).body("suggestions", hasSize(1), "suggestions[0].id", is(first));
        assertThat(caller().get(address("")).header("ETag")).isEqualTo(after);
        submit("Ada Stone", null, null);
        assertThat(caller().get(address("")).header("ETag")).isEqualTo(after);
    }

    @Test
    void fifty_wait_at_most_and_what_comes_beyond_is_in_its_submission_only() {
        for (int i = 0; i < 30; i++) {
            submit("Ada " + i, null, "Company " + i).then().statusCode(201);
        }
        List<String> waiting = get(address("")).extract().path("suggestions.id");
        assertThat(waiting).hasSize(50);
        String last = submit("Ada the last", null, null).path("id");
        get(address("")).body("suggestions", hasSize(50));
        get("/v1/submissions/" + last).body("content.prospect.name", is("Ada the last"));
        decide(caller(), waiting.get(0), "dismiss").then().statusCode(200);
        submit("Ada the last", null, null);
        get(address("")).body("suggestions", hasSize(50), "suggestions[49].value", is("Ada the last"));
    }

    @Test
    void lists_leave_suggestions_out() {
        submit("Ada Field", null, null);
        get("/v1/prospects?q=" + phone.substring(1))
                .body("items", hasSize(1), "items", everyItem(not(hasKey("suggestions"))));
        get("/v1/deals?prospectId=" + prospect).body("items", hasSize(1));
    }

    @Test
    void accepting_an_email_of_somebody_visible_is_a_conflict_and_of_somebody_invisible_is_not() {
        UUID me = Sales.salesperson();
        String key = Keys.of("salesperson", me);
        submit("Ada Stone", email, null);
        Sales.created("/v1/deals", Map.of("prospectId", prospect, "ownerId", me));
        UUID other = Sales.created("/v1/prospects", Map.of("name", "Eve", "email", email));
        decide(caller(key), suggestion("email"), "accept")
                .then()
                .statusCode(409)
                .body("type", is("/problems/conflict"), "errors[0].pointer", is("/email"));
        Sales.created("/v1/deals", Map.of("prospectId", other, "ownerId", Sales.salesperson()));
        decide(caller(key), suggestion("email"), "accept")
                .then()
                .statusCode(200)
                .body("email", is(email));
    }

    @Test
    void who_only_sees_the_prospect_may_not_decide() {
        submit("Ada Field", null, null);
        String unowned = Keys.of("salesperson", Sales.salesperson());
        String suggestion = suggestion("name");
        caller(unowned).get(address("")).then().statusCode(200).body("suggestions", hasSize(1));
        decide(caller(unowned), suggestion, "accept").then().statusCode(403);
        decide(caller(Keys.of("auditor")), suggestion, "accept").then().statusCode(403);
    }

    @Test
    void suggestions_are_handed_out_and_erased_with_the_person() {
        submit("Ada Field", email, "Stone GmbH");
        decide(caller(), suggestion("name"), "dismiss");
        get(address("/export"))
                .body("suggestions", hasSize(3))
                .body("suggestions.find { it.field == 'name' }.decision", is("dismissed"))
                .body("suggestions.find { it.field == 'email' }.decision", nullValue());
        caller().header("If-Match", "*").delete(address("")).then().statusCode(204);
        get(address("/duplicates")).statusCode(404);
    }

    @Test
    void likely_duplicates_come_in_pages_each_of_them_once() {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(Sales.created("/v1/prospects", Map.of("name", "Ada " + i, "phone", phone))
                    .toString());
        }
        String next = get(address("/duplicates?limit=2"))
                .body("items.prospectId", is(others.subList(0, 2)), "items[0].reason", is("same-phone"))
                .body("items[0].name", is("Ada 0"), "items[0].phone", is(phone))
                .extract()
                .path("next");
        get(address("/duplicates?limit=2&cursor=" + next))
                .body("items.prospectId", is(others.subList(2, 3)), "next", nullValue());
    }

    private Response submit(String name, String email, String company) {
        Map<String, Object> person = new HashMap<>(Map.of("name", name, "phone", phone));
        person.put("email", email);
        person.put("company", company);
        return caller().body(Map.of("submissionId", unique("web"), "prospect", person))
                .post("/v1/forms/" + form + "/submissions");
    }

    private String suggestion(String field) {
        return get(address("")).extract().path("suggestions.find { it.field == '" + field + "' }.id");
    }

    private Response decide(RequestSpecification request, String suggestion, String decision) {
        return request.post(address("/suggestions/" + suggestion + "/" + decision));
    }

    private String address(String below) {
        return "/v1/prospects/" + prospect + below;
    }
}
