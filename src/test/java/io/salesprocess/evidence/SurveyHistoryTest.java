package io.salesprocess.evidence;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Sales.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
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

/** Every answer is kept with who gave it and when; a form never replaces what a colleague recorded. */
@QuarkusTest
class SurveyHistoryTest {

    private final String email = unique("ada") + "@example.com";
    private String form;
    private UUID deal;
    private String first;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void somebody_who_has_answered() {
        form = Sales.form("standard");
        Response receipt = submit(Map.of("need", "Call sheets"));
        deal = UUID.fromString(receipt.path("dealId"));
        first = receipt.path("id");
    }

    @Test
    void a_newer_answer_of_a_form_counts_and_the_earlier_one_is_kept() {
        String second = submit(Map.of("need", "Nothing at all")).path("id");
        survey().body("answers.need", is("Nothing at all"))
                .body("given.value", is(List.of("Call sheets", "Nothing at all")))
                .body("given.submissionId", is(List.of(first, second)))
                .body("given.by.kind", is(List.of("form", "form")))
                .body("given.by.id", is(List.of(form, form)))
                .body("given[0].at", notNullValue());
    }

    @Test
    void a_form_does_not_replace_what_a_colleague_recorded() {
        patch(path(deal, "/survey"), Map.of("answers", Map.of("need", "Twelve call sheets")))
                .statusCode(200)
                .body("answers.need", is("Twelve call sheets"), "given", hasSize(2));
        submit(Map.of("need", "Nothing at all"));
        survey().body("answers.need", is("Twelve call sheets"))
                .body("given.value", is(List.of("Call sheets", "Twelve call sheets", "Nothing at all")))
                .body("given.by.kind", is(List.of("form", "api-key", "form")))
                .body("given[1].submissionId", nullValue());
        get(path(deal, "/history?order=desc&limit=1")).body("items[0].data.answers", is(1));
    }

    @Test
    void what_a_colleague_took_away_can_be_answered_again() {
        Map<String, Object> none = new HashMap<>();
        none.put("need", null);
        patch(path(deal, "/survey"), Map.of("answers", none)).statusCode(200).body("answers.size()", is(0));
        survey().body("given", hasSize(2), "given[1].key", is("need"), "given[1].value", nullValue());
        submit(Map.of("need", "Again"));
        survey().body("answers.need", is("Again"), "given", hasSize(3));
    }

    @Test
    void only_what_a_patch_changes_is_recorded_as_a_colleagues() {
        patch(path(deal, "/survey"), Map.of("answers", Map.of("need", "Call sheets", "size", 12)))
                .statusCode(200);
        survey().body("given.key", is(List.of("need", "size")), "given[1].value", is(12));
        submit(Map.of("need", "Something else"));
        survey().body("answers.need", is("Something else"), "answers.size", is(12));
    }

    @Test
    void given_answers_are_shown_up_to_a_bound_the_newest_of_them_oldest_first() {
        for (int i = 0; i < 6; i++) {
            Map<String, Object> many = new HashMap<>();
            for (int key = 0; key < 100; key++) {
                many.put("k" + key, i);
            }
            patch(path(deal, "/survey"), Map.of("answers", many)).statusCode(200);
        }
        survey().body("given", hasSize(500), "given[0].value", is(1), "given[499].value", is(5));
        get("/v1/prospects/" + prospect() + "/export").body("evidence[0].surveyGiven", hasSize(601));
    }

    @Test
    void answers_of_before_are_kept_though_nobody_knows_whose_they_are() throws SQLException {
        execute("UPDATE survey SET answers = '{\"need\": \"From before\"}' WHERE deal_id = '" + deal + "'");
        submit(Map.of("need", "Nothing at all"));
        survey().body("answers.need", is("Nothing at all"))
                .body("given.value", is(List.of("Call sheets", "From before", "Nothing at all")))
                .body("given[1].by", nullValue(), "given[1].at", nullValue());
        execute("UPDATE survey SET answers = '{\"need\": \"From before too\"}' WHERE deal_id = '" + deal + "'");
        patch(path(deal, "/survey"), Map.of("answers", Map.of("need", "Typed"))).statusCode(200);
        survey().body("given[3].value", is("From before too"), "given[4].value", is("Typed"));
    }

    @Test
    void what_was_given_is_handed_out_and_erased_with_the_person() throws SQLException {
        submit(Map.of("need", "Nothing at all"));
        String prospect = prospect();
        get("/v1/prospects/" + prospect + "/export")
                .body("evidence[0].survey.need", is("Nothing at all"))
                .body("evidence[0].surveyGiven.value", is(List.of("Call sheets", "Nothing at all")));
        caller().header("If-Match", "*")
                .delete("/v1/prospects/" + prospect)
                .then()
                .statusCode(204);
        survey().body("answers.size()", is(0), "given", hasSize(0));
        assertThat(count("survey_given")).isZero();
    }

    @Test
    void an_older_instance_that_erases_a_survey_takes_along_what_was_given() throws SQLException {
        execute("DELETE FROM survey WHERE deal_id = '" + deal + "'");
        assertThat(count("survey_given")).isZero();
    }

    @Test
    void a_survey_with_other_answers_than_before_has_another_tag() {
        String before = caller().get(path(deal, "/survey")).header("ETag");
        patch(path(deal, "/survey"), Map.of("answers", Map.of("need", "Twelve")))
                .statusCode(200);
        String between = caller().get(path(deal, "/survey")).header("ETag");
        submit(Map.of("need", "Nothing at all"));
        assertThat(List.of(before, between, caller().get(path(deal, "/survey")).header("ETag")))
                .doesNotHaveDuplicates();
    }

    private ValidatableResponse survey() {
        return get(path(deal, "/survey")).statusCode(200);
    }

    private String prospect() {
        return get(path(deal, "")).extract().path("prospectId");
    }

    private Response submit(Map<String, Object> answers) {
        return post(
                        "/v1/forms/" + form + "/submissions",
                        Map.of(
                                "submissionId", unique("web"),
                                "prospect", Map.of("name", "Ada Stone", "email", email),
                                "answers", answers))
                .statusCode(201)
                .extract()
                .response();
    }

    private int count(String table) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*) FROM " + table + " WHERE deal_id = '" + deal + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String change) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
    }
}
