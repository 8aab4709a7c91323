package io.salesprocess.prospect;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Telephone numbers and e-mail addresses as people write them, from the form to search, export and erasure. */
@QuarkusTest
class AddressesTest {

    private final String mark = unique("zyx").replace("-", "");
    private final String email = mark + "@example.com";

    /** Eight digits behind the area code of Berlin. */
    private final String local = Integer.toString(10_000_000 + Math.floorMod(mark.hashCode(), 80_000_000));

    private final String national = "030 " + local;
    private final String phone = "+4930" + local;
    private String form;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void form() {
        form = Sales.form("standard");
    }

    @Test
    void a_national_number_is_understood_and_its_extension_kept_apart() {
        get("/v1/prospects/" + submitted(email, national + " ext. 12"))
                .body("phone", is(phone), "phoneExtension", is("12"), "phoneAsGiven", nullValue());
    }

    @Test
    void a_form_has_a_region_of_its_own() {
        caller().header("If-Match", "*")
                .body(Map.of("key", form, "title", "Talk", "pipeline", "standard", "region", "AT"))
                .put("/v1/forms/" + form)
                .then()
                .statusCode(200)
                .body("region", is("AT"));
        get("/v1/prospects/" + submitted(email, "01 58858")).body("phone", is("+43158858"));
        caller().header("If-Match", "*")
                .body(Map.of("key", form, "title", "Talk", "pipeline", "standard", "region", "de"))
                .put("/v1/forms/" + form)
                .then()
                .statusCode(400);
    }

    @Test
    void a_number_that_cannot_be_read_is_kept_beside_an_email_and_refused_alone() {
        get("/v1/prospects/" + submitted(email, "ask for Ada"))
                .body("phone", nullValue(), "phoneAsGiven", is("ask for Ada"), "email", is(email));
        submit(null, "ask for Ada").statusCode(400).body("errors.pointer", is(List.of("/prospect/phone")));
        post("/v1/prospects", Map.of("name", "Ada", "phone", "ask for Ada"))
                .statusCode(400)
                .body("errors.pointer", is(List.of("/phone")));
    }

    @Test
    void a_number_as_given_is_corrected_cleared_and_needed_to_be_read_once_the_email_goes() {
        String id = submitted(email, "ask for Ada");
        patch(id, "email", null).statusCode(400).body("errors.pointer", is(List.of("/phone")));
        patch(id, "name", "Ada Field").statusCode(200).body("phoneAsGiven", is("ask for Ada"));
        patch(id, "phone", national + "x7")
                .statusCode(200)
                .body("phone", is(phone), "phoneExtension", is("7"), "phoneAsGiven", nullValue());
        patch(id, "name", "Ada Stone").body("phone", is(phone), "phoneExtension", is("7"));
        patch(id, "phone", phone).body("phone", is(phone), "phoneExtension", nullValue());
        patch(id, "phone", null).body("phone", nullValue(), "email", is(email));
    }

    @Test
    void one_number_is_recognised_and_found_in_every_spelling() {
        String id = submitted(null, national);
        for (String spelling :
                List.of(phone, "0049 30 " + local, "+49 (0)30-" + local, "+49030" + local, "(030) " + local)) {
            assertThat(submitted(null, spelling)).as(spelling).isEqualTo(id);
            found(spelling, id);
        }
        found(local, id);
        found(local.substring(0, 4) + " " + local.substring(4), id);
        found("030 " + local.substring(0, 6), id);
    }

    @Test
    void one_address_is_recognised_in_every_spelling() {
        String id = submitted(mark + "@m\u00fcller.example", null);
        for (String spelling : List.of(
                "\u00a0" + mark.toUpperCase() + "@M\u00dcLLER.example ",
                mark + "@mu\u0308ller.example",
                mark + "@xn--mller-kva.example",
                "\ufeff" + mark.charAt(0) + "\u200b" + mark.substring(1) + "@m\u00adüller.example")) {
            assertThat(submitted(spelling, null)).as(spelling).isEqualTo(id);
        }
        assertThat(submitted(mark + "+x@m\u00fcller.example", null)).isNotEqualTo(id);
        post("/v1/prospects", Map.of("name", "Ada", "email", mark + "@M\u00fcller.example"))
                .statusCode(409)
                .body("errors.pointer", is(List.of("/email")));
    }

    @Test
    void suspected_spam_is_exported_and_erased_with_whoever_has_the_number_or_the_address_in_any_spelling()
            throws SQLException {
        suspect(null, "0049 (0)30 " + local);
        suspect("\u200b" + mark + "@M\u00dcLLER.example", null);
        UUID id = Sales.created(
                "/v1/prospects", Map.of("name", "Ada", "email", mark + "@m\u00fcller.example", "phone", national));
        get("/v1/prospects/" + id + "/export").body("submissions", hasSize(2));
        erase(id.toString());
        assertThat(submissionsWith(mark)).isZero();
        assertThat(submissionsWith(local)).isZero();
    }

    @Test
    void a_released_submission_keeps_no_addresses_of_its_own() throws SQLException {
        String id = suspect(email, national);
        post("/v1/submissions/" + id + "/release", Map.of()).statusCode(200);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT coalesce(email, phone) FROM submission WHERE id = '" + id + "'")) {
            row.next();
            assertThat(row.getString(1)).isNull();
        }
    }

    @Test
    void two_people_with_one_number_stay_two_for_export_and_erasure_too() {
        String first = submitted(email, national);
        String second = submitted("b" + email, national);
        assertThat(second).isNotEqualTo(first);
        get("/v1/prospects/" + first + "/duplicates").body("items.prospectId", hasItem(second));
        get("/v1/prospects/" + second + "/duplicates").body("items.prospectId", hasItem(first));
        assertThat(caller().get("/v1/prospects/" + first + "/export").asString())
                .doesNotContain("b" + email);
        assertThat(caller().get("/v1/prospects/" + second + "/export").asString())
                .contains("b" + email)
                .doesNotContain("\"" + email);
        erase(first);
        get("/v1/prospects/" + second + "/export")
                .statusCode(200)
                .body("prospect.email", is("b" + email), "submissions", hasSize(1))
                .body("submissions[0].content.prospect.email", is("b" + email));
        found("b" + email, second);
    }

    @Test
    void two_people_whose_addresses_came_after_one_number_stay_two() {
        String byNumber = submitted(null, national);
        assertThat(submitted(email, national)).isEqualTo(byNumber);
        String second = submitted("b" + email, national);
        assertThat(second).isNotEqualTo(byNumber);
        assertThat(submitted(email, national)).isEqualTo(byNumber);
        assertThat(caller().get("/v1/prospects/" + byNumber + "/export").asString())
                .doesNotContain("b" + email);
        get("/v1/prospects/" + second + "/duplicates").body("items.prospectId", hasItem(byNumber));
    }

    @Test
    void an_address_that_was_dismissed_is_not_taken_for_the_persons() {
        String known = submitted(null, national);
        submitted(email, national);
        String suggestion = get("/v1/prospects/" + known).extract().path("suggestions[0].id");
        post("/v1/prospects/" + known + "/suggestions/" + suggestion + "/dismiss", Map.of())
                .statusCode(200);
        assertThat(submitted(email, national)).isNotEqualTo(known);
    }

    @Test
    void different_extensions_of_one_number_are_different_people_and_none_decides_nothing() {
        String first = submitted(null, national + " x12");
        assertThat(submitted(null, national + " x13")).isNotEqualTo(first);
        assertThat(submitted(null, national + ";ext=12")).isEqualTo(first);
        assertThat(submitted(null, national)).isEqualTo(first);
    }

    @Test
    void a_known_email_with_a_new_number_leaves_a_suggestion_for_the_salesperson() {
        String id = submitted(email, null);
        submitted(email, national + " x12");
        ValidatableResponse known = get("/v1/prospects/" + id)
                .body("phone", nullValue(), "suggestions.field", is(List.of("phone")))
                .body("suggestions.value", is(List.of(phone + ";ext=12")));
        String other = submitted(null, national);
        get("/v1/prospects/" + other + "/duplicates")
                .body("items.find { it.prospectId == '" + id + "' }.reason", is("suggested-phone"));
        String suggestion = known.extract().path("suggestions[0].id");
        post("/v1/prospects/" + id + "/suggestions/" + suggestion + "/accept", Map.of())
                .statusCode(200)
                .body("phone", is(phone), "phoneExtension", is("12"), "suggestions", hasSize(0));
        submitted(email, national);
        get("/v1/prospects/" + id).body("suggestions", hasSize(0));
        submitted(email, "ask for Ada");
        get("/v1/prospects/" + id).body("suggestions.value", is(List.of("ask for Ada")));
    }

    @Test
    void search_folds_case_accents_and_letters_once() {
        String id = Sales.created(
                        "/v1/prospects",
                        Map.of(
                                "name", "\u0391\u039b\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3 \u00c1lvaro " + mark,
                                "email", email,
                                "company", "Stra\u00dfe " + mark))
                .toString();
        for (String q : List.of(
                "\u0391\u039b\u0394\u03a5\u03a3\u03a3\u0395\u03a5\u03a3 \u00c1lvaro " + mark,
                "\u03b1\u03bb\u03b4\u03c5\u03c3\u03c3\u03b5\u03c5\u03c2 alvaro " + mark,
                "alvaro " + mark,
                "STRASSE " + mark,
                "stra\u00dfe " + mark)) {
            found(q, id);
        }
    }

    @Test
    void a_search_goes_on_from_page_to_page() {
        for (int i = 0; i < 5; i++) {
            Sales.created("/v1/prospects", Map.of("name", "Ada " + mark, "email", i + email));
        }
        List<String> names = new java.util.ArrayList<>();
        String next = null;
        do {
            var page = caller().queryParam("q", mark).queryParam("limit", 2);
            var answer = (next == null ? page : page.queryParam("cursor", next)).get("/v1/prospects");
            names.addAll(answer.path("items.email"));
            next = answer.path("next");
        } while (next != null);
        assertThat(names).containsExactly("0" + email, "1" + email, "2" + email, "3" + email, "4" + email);
    }

    @Test
    void a_salesperson_finds_only_those_whom_they_may_see() {
        String id = submitted(email, null);
        UUID deal = UUID.fromString(get("/v1/deals?prospectId=" + id).extract().path("items[0].id"));
        caller().header("If-Match", "*")
                .body(Map.of("ownerId", Sales.salesperson()))
                .patch(path(deal, ""))
                .then()
                .statusCode(200);
        caller(Keys.of("salesperson", Sales.salesperson()))
                .get("/v1/prospects?q=" + mark)
                .then()
                .body("items", hasSize(0));
        found(mark, id);
    }

    @Test
    void a_salespersons_address_is_compared_in_the_same_form_and_the_field_is_named() {
        Sales.created("/v1/salespeople", Map.of("name", "Grace", "email", mark + "@m\u00fcller.example"));
        post("/v1/salespeople", Map.of("name", "Grace", "email", "\u00a0" + mark + "@xn--mller-kva.example"))
                .statusCode(409)
                .body("type", is("/problems/conflict"), "errors.pointer", is(List.of("/email")));
        post("/v1/forms", Map.of("key", form, "title", "Talk", "pipeline", "standard"))
                .statusCode(409)
                .body("errors.pointer", is(List.of("/key")));
    }

    private void found(String q, String id) {
        caller().queryParam("q", q).get("/v1/prospects").then().statusCode(200).body("items.id", is(List.of(id)));
    }

    private void erase(String id) {
        caller().header("If-Match", "*").delete("/v1/prospects/" + id).then().statusCode(204);
    }

    private static ValidatableResponse patch(String id, String field, Object value) {
        Map<String, Object> body = new HashMap<>();
        body.put(field, value);
        return caller().header("If-Match", "*")
                .body(body)
                .patch("/v1/prospects/" + id)
                .then();
    }

    private String submitted(String email, String phone) {
        return submit(email, phone).statusCode(201).extract().path("prospectId");
    }

    private ValidatableResponse submit(String email, String phone) {
        return post("/v1/forms/" + form + "/submissions", body(email, phone, false));
    }

    private String suspect(String email, String phone) {
        return post("/v1/forms/" + form + "/submissions", body(email, phone, true))
                .statusCode(201)
                .body("status", is("suspect"), "prospectId", not(mark))
                .extract()
                .path("id");
    }

    private static Map<String, Object> body(String email, String phone, boolean honeypot) {
        Map<String, Object> person = new HashMap<>();
        person.put("name", "Ada Stone");
        person.put("email", email);
        person.put("phone", phone);
        return Map.of("submissionId", unique("web"), "prospect", person, "signals", Map.of("honeypot", honeypot));
    }

    private long submissionsWith(String text) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM submission s WHERE s::text LIKE '%" + text + "%'")) {
            row.next();
            return row.getLong(1);
        }
    }
}
