package io.salesprocess.prospect;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who a submission is from, and what it can and cannot do to a person who is known already. */
@QuarkusTest
class RecognitionTest {

    private final String email = unique("ada") + "@example.com";
    private final String phone = "+4930" + Math.abs(UUID.randomUUID().hashCode());
    private String form;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void form() {
        form = Sales.form("standard");
    }

    @Test
    void a_form_completes_and_overwrites_nothing_of_somebody_known_but_suggests_it() {
        String prospect = prospect("Ada Stone", email, null, null);
        Response received = submit("Ada Field", email, phone, "Field GmbH");
        received.then().statusCode(201).body("prospectId", is(prospect));
        get("/v1/prospects/" + prospect)
                .body("name", is("Ada Stone"), "email", is(email), "phone", nullValue(), "company", nullValue())
                .body("suggestions.field", is(List.of("name", "phone", "company")))
                .body("suggestions.value", is(List.of("Ada Field", phone, "Field GmbH")))
                .body("suggestions.submissionId.unique()", is(List.of(received.<String>path("id"))));
    }

    @Test
    void a_telephone_number_does_not_stand_against_another_email() {
        String known = prospect("Ada Stone", email, phone, null);
        Response strangers = submit("Eve", unique("eve") + "@example.com", phone, null);
        strangers.then().statusCode(201).body("prospectId", not(is(known)), "dealOpened", is(true));
        String stranger = strangers.path("prospectId");
        get("/v1/prospects/" + known).body("email", is(email), "suggestions", hasSize(0));
        duplicates(known, stranger, "same-phone");
        duplicates(stranger, known, "same-phone");
    }

    @Test
    void a_telephone_number_alone_recognises_whoever_has_it() {
        String known = prospect("Ada Stone", email, phone, null);
        submit("Ada Stone", null, phone, null).then().body("prospectId", is(known));
        get("/v1/prospects/" + known).body("suggestions", hasSize(0));
    }

    @Test
    void somebody_known_by_telephone_only_is_recognised_and_the_email_becomes_a_suggestion() {
        String known = prospect("Ada Stone", null, phone, null);
        submit("Ada Stone", email, phone, null).then().body("prospectId", is(known));
        get("/v1/prospects/" + known)
                .body("email", nullValue())
                .body("suggestions", hasSize(1))
                .body("suggestions[0].field", is("email"), "suggestions[0].value", is(email));
        String byEmail = submit("Ada Stone", email, null, null).path("prospectId");
        assertThat(byEmail).isNotEqualTo(known);
        duplicates(known, byEmail, "suggested-email");
        duplicates(byEmail, known, "suggested-email");
    }

    @Test
    void an_email_decides_before_a_telephone_number() {
        prospect("Somebody with the number", null, phone, null);
        String known = prospect("Ada Stone", email, null, null);
        submit("Ada Stone", email, phone, null).then().body("prospectId", is(known));
    }

    @Test
    void of_several_with_one_email_the_oldest_is_recognised_until_they_are_erased() {
        String oldest = prospect("Ada Stone", email, null, null);
        Sales.created("/v1/deals", Map.of("prospectId", oldest, "ownerId", Sales.salesperson()));
        String second = caller(Keys.of("salesperson", Sales.salesperson()))
                .body(Map.of("name", "Ada Stone", "email", email))
                .post("/v1/prospects")
                .path("id");
        assertThat(second).isNotNull();
        submit("Ada Stone", email, null, null).then().body("prospectId", is(oldest));
        caller().header("If-Match", "*")
                .delete("/v1/prospects/" + oldest)
                .then()
                .statusCode(204);
        submit("Ada Stone", email, null, null).then().body("prospectId", is(second));
        get("/v1/prospects/" + second + "/duplicates").body("items", hasSize(0));
    }

    @Test
    void twenty_who_add_one_person_at_once_add_one() throws Exception {
        List<Integer> answers = Concurrently.run(20, i -> caller().body(Map.of("name", "Ada", "email", email))
                .post("/v1/prospects")
                .statusCode());
        assertThat(answers).containsOnlyOnce(201).contains(409).containsOnly(201, 409);
        get("/v1/prospects?q=" + email).body("items", hasSize(1));
    }

    @Test
    void those_who_are_given_one_email_at_once_do_not_all_get_it() throws Exception {
        List<String> people =
                Stream.generate(() -> Sales.prospect().toString()).limit(8).toList();
        List<Integer> answers = Concurrently.run(8, i -> caller().header("If-Match", "*")
                .body(Map.of("email", email))
                .patch("/v1/prospects/" + people.get(i))
                .statusCode());
        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
    }

    @Test
    void forms_and_callers_who_bring_one_person_at_once_make_one_of_them() throws Exception {
        List<Response> answers = Concurrently.run(
                10,
                i -> i % 2 == 0
                        ? submit("Ada", email, null, null)
                        : caller().body(Map.of("name", "Ada", "email", email)).post("/v1/prospects"));
        assertThat(answers).extracting(Response::statusCode).containsOnly(201, 409);
        get("/v1/prospects?q=" + email).body("items", hasSize(1));
    }

    @Test
    void an_intake_key_is_not_told_that_somebody_was_known() {
        String key = Keys.of("intake");
        prospect("Ada Stone", email, phone, null);
        List<String> shapes = Stream.of(
                        submit(key, "Ada Field", email, null, null),
                        submit(key, "Eve", null, phone, null),
                        submit(key, "Eve", unique("eve") + "@example.com", phone, "Eve Ltd"),
                        submit(key, "Eve", unique("eve") + "@example.com", null, null))
                .map(answer -> answer.statusCode() + answer.asString().replaceAll("[0-9a-f-]{36}", "id"))
                .distinct()
                .toList();
        assertThat(shapes).hasSize(1);
    }

    @Test
    void what_was_set_aside_under_another_email_is_not_handed_out_with_whoever_has_the_number() {
        String stranger = unique("eve") + "@example.com";
        submitSuspect(stranger, phone);
        submitSuspect(null, phone);
        String known = prospect("Ada Stone", email, phone, null);
        get("/v1/prospects/" + known + "/export").body("submissions", hasSize(1));
        String byNumber = prospect("Carl", null, phone, null);
        get("/v1/prospects/" + byNumber + "/export").body("submissions", hasSize(2));
    }

    @Test
    void an_older_instance_that_erases_somebody_leaves_no_suggestion() throws SQLException {
        String known = prospect("Ada Stone", email, null, null);
        submit("Ada Field", email, phone, null).then().body("prospectId", is(known));
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE prospect SET name = NULL, email = NULL, phone = NULL, company = NULL,"
                    + " erased_at = now() WHERE id = '" + known + "'");
            try (var left = statement.executeQuery(
                    "SELECT count(*) FROM prospect_suggestion WHERE prospect_id = '" + known + "'")) {
                left.next();
                assertThat(left.getInt(1)).isZero();
            }
        }
    }

    private static void duplicates(String prospect, String other, String reason) {
        get("/v1/prospects/" + prospect + "/duplicates")
                .statusCode(200)
                .body("items.prospectId", hasItem(other))
                .body("items.find { it.prospectId == '" + other + "' }.reason", is(reason))
                .body("items.prospectId", not(hasItem(prospect)));
    }

    private static String prospect(String name, String email, String phone, String company) {
        return Sales.created("/v1/prospects", person(name, email, phone, company))
                .toString();
    }

    private Response submit(String name, String email, String phone, String company) {
        return submit(Keys.trusted(), name, email, phone, company);
    }

    private Response submit(String key, String name, String email, String phone, String company) {
        return caller(key)
                .body(Map.of("submissionId", unique("web"), "prospect", person(name, email, phone, company)))
                .post("/v1/forms/" + form + "/submissions");
    }

    private void submitSuspect(String email, String phone) {
        caller().body(Map.of(
                        "submissionId",
                        unique("web"),
                        "prospect",
                        person("Eve", email, phone, null),
                        "signals",
                        Map.of("honeypot", true)))
                .post("/v1/forms/" + form + "/submissions")
                .then()
                .statusCode(201);
    }

    private static Map<String, Object> person(String name, String email, String phone, String company) {
        Map<String, Object> person = new HashMap<>();
        person.put("name", name);
        person.put("email", email);
        person.put("phone", phone);
        person.put("company", company);
        return person;
    }
}
