package io.salesprocess.intake;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One {@code submissionId}, one content: equal content in another spelling is the same submission, any other is a conflict. */
@QuarkusTest
class SubmissionIdentityTest {

    @Inject
    DataSource database;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"answers\": {\"several\": [\"a\", \"b\"]} | \"answers\": {\"several\": [\"a, b\"]}",
                "\"answers\": {\"several\": [\"a\", \"b\"]} | \"answers\": {\"several\": [\"b\", \"a\"]}",
                "\"answers\": {\"text\": \"1\"}              | \"answers\": {\"text\": \"1.0\"}",
                "\"answers\": {\"text\": \"1\"}              | \"answers\": {\"text\": 1}",
                "\"answers\": {\"text\": \"a\"}              | \"answers\": {\"text\": \"a \"}",
                "\"answers\": {\"text\": \"true\"}           | \"answers\": {\"sure\": true}",
                "\"answers\": {\"size\": 1}                    | \"answers\": {\"size\": 10}",
                "\"answers\": {\"sure\": false}                | \"answers\": {}",
                "\"message\": \"a\\nb\"                      | \"message\": \"a\", \"source\": \"b\"",
                "\"message\": \"null\"                         | \"message\": null",
                "\"message\": \"a\"                            | \"source\": \"a\"",
                "\"context\": {\"a\": \"1\"}                 | \"context\": {\"a\": \"2\"}",
                "\"signals\": {\"botScore\": 0.1}              | \"signals\": {\"botScore\": 0.2}",
            })
    void other_content_is_a_conflict(String one, String other) {
        String form = form();
        String id = unique("web");
        send(form, body(id, one)).then().statusCode(201);
        send(form, body(id, other)).then().statusCode(409).body("type", is("/problems/submission-conflict"));
        send(form, body(id, one)).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"answers\": {\"size\": 1}        | \"answers\": {\"size\": 1.0}",
                "\"answers\": {\"size\": 100}      | \"answers\": {\"size\": 1e2}",
                "\"answers\": {\"text\": \"\"}   | \"source\": null",
                "\"message\": \"\"                 | \"answers\": {}",
                "\"signals\": {\"botScore\": 0.10} | \"signals\": {\"botScore\": 0.1, \"honeypot\": null}",
                "\"consent\": {\"textVersion\": \"1\", \"givenAt\": \"2026-01-01T10:00:00Z\"} |"
                        + " \"consent\": {\"givenAt\": \"2026-01-01T11:00:00+01:00\", \"textVersion\": \"1\"}",
            })
    void equal_content_in_another_spelling_is_the_same(String one, String other) {
        String form = form();
        String id = unique("web");
        String first =
                send(form, body(id, one)).then().statusCode(201).extract().path("id");
        send(form, body(id, other)).then().statusCode(200).body("id", is(first));
    }

    @Test
    void an_encoded_form_is_the_same_as_json_in_every_type_of_answer() {
        String form = form();
        String id = unique("web");
        String first = send(
                        form,
                        body(
                                id,
                                "\"answers\": {\"size\": 1, \"sure\": true, \"several\": [\"a\", \"b\"], \"text\": \"1\"}"))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        encoded(form, id, "1.0", "yes").then().statusCode(200).body("id", is(first));
        encoded(form, id, "2", "yes").then().statusCode(409);
        encoded(form, id, "1", "no").then().statusCode(409);
    }

    @Test
    void a_retry_is_known_after_the_form_has_changed_the_type_of_its_questions() {
        String form = form();
        String id = unique("web");
        String first =
                encoded(form, id, "1", "yes").then().statusCode(201).extract().path("id");
        Response read = caller().get("/v1/forms/" + form);
        Map<String, Object> changed = new HashMap<>(read.<Map<String, Object>>path("$"));
        changed.put(
                "questions", List.of(question("size", "text"), question("sure", "text"), question("text", "number")));
        caller().header("If-Match", read.header("ETag"))
                .body(changed)
                .put("/v1/forms/" + form)
                .then()
                .statusCode(200);
        encoded(form, id, "1", "yes").then().statusCode(200).body("id", is(first));
        encoded(form, id, "2", "yes").then().statusCode(409);
    }

    @Test
    void a_retry_of_what_an_earlier_version_took_in_is_known() throws Exception {
        String form = form();
        String id = unique("web");
        String first = send(form, body(id, "\"message\": \"a\""))
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE submission SET fingerprint = '\\x00' WHERE submission_id = ?")) {
            update.setString(1, id);
            update.executeUpdate();
        }
        send(form, body(id, "\"message\": \"a\"")).then().statusCode(200).body("id", is(first));
        send(form, body(id, "\"message\": \"b\"")).then().statusCode(409);
    }

    private static Response send(String form, String body) {
        return caller().body(body).post("/v1/forms/" + form + "/submissions");
    }

    private static Response encoded(String form, String id, String size, String sure) {
        return keyed().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("submissionId", id)
                .formParam("name", "Ada")
                .formParam("email", id + "@example.com")
                .formParam("phone", "")
                .formParam("answers.size", size)
                .formParam("answers.sure", sure)
                .formParam("answers.several", "a", "b")
                .formParam("answers.text", "1")
                .post("/v1/forms/" + form + "/submissions");
    }

    private static String body(String id, String rest) {
        return "{\"submissionId\": \"" + id + "\", \"prospect\": {\"name\": \"Ada\", \"email\": \"" + id
                + "@example.com\"}, " + rest + "}";
    }

    private static String form() {
        String key = unique("form");
        post(
                        "/v1/forms",
                        Map.of(
                                "key",
                                key,
                                "title",
                                "Talk to us",
                                "pipeline",
                                "standard",
                                "questions",
                                List.of(
                                        question("text", "text"),
                                        question("size", "number"),
                                        question("sure", "boolean"),
                                        Map.of(
                                                "key", "several",
                                                "label", "Several",
                                                "type", "multiple-choice",
                                                "options", List.of("a", "b", "a, b")))))
                .statusCode(201);
        return key;
    }

    private static Map<String, Object> question(String key, String type) {
        return Map.of("key", key, "label", key, "type", type);
    }
}
