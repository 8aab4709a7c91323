package io.salesprocess.intake;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms as browsers and form plug-ins send them lose nothing of what people typed. */
@QuarkusTest
class EncodedFormTest {

    private static final String ENCODED = "application/x-www-form-urlencoded";

    @ParameterizedTest
    @ValueSource(ints = {2_048, 2_049, 5_000})
    void a_message_is_as_long_as_in_json(int length) {
        String id = accepted(encoded(Sales.form("standard"), Map.of("message", "ü".repeat(length))));
        get("/v1/submissions/" + id).body("content.message", is("ü".repeat(length)));
    }

    @Test
    void a_message_that_is_too_long_is_named() {
        encoded(Sales.form("standard"), Map.of("message", "x".repeat(5_001)))
                .statusCode(400)
                .body("errors.pointer", is(List.of("/message")));
    }

    @Test
    void there_may_be_many_fields_with_long_names() {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < 600; i++) {
            fields.put("field_" + "x".repeat(50) + i, "v");
        }
        accepted(encoded(Sales.form("standard"), fields));
    }

    @Test
    void a_body_that_is_too_large_is_refused_as_such() {
        encoded(Sales.form("standard"), Map.of("message", "x".repeat(300_000))).statusCode(413);
    }

    @Test
    void text_in_another_charset_than_declared_is_named() {
        Answer answer = raw(
                Sales.form("standard"),
                ENCODED,
                "submissionId=" + unique("web") + "&name=M%FCller&email=a@example.com",
                StandardCharsets.UTF_8);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().getList("errors.pointer")).isEqualTo(List.of("/name"));
        assertThat(answer.body().getString("errors[0].detail")).contains("UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1", "iso-8859-1", "windows-1252", "ISO-8859-15", "UTF-8"})
    void a_declared_charset_is_read(String charset) throws Exception {
        Charset used = Charset.forName(charset.equalsIgnoreCase("iso-8859-1") ? "windows-1252" : charset);
        String name = "Jürgen Groß 5 €";
        String body = "submissionId=" + unique("web") + "&email=" + unique("j") + "@example.com&name=";
        String form = Sales.form("standard");
        Answer escaped = raw(form, ENCODED + "; charset=" + charset, body + URLEncoder.encode(name, used), used);
        assertThat(nameIn(escaped)).isEqualTo(name);
        Answer again = raw(form, ENCODED + ";charset=" + charset, body + name.replace(' ', '+'), used);
        assertThat(again.status()).isEqualTo(200);
    }

    @Test
    void a_charset_is_declared_by_the_field_of_html_too() {
        String body = "submissionId=" + unique("web") + "&email=" + unique("j")
                + "@example.com&name=Müller&_charset_=iso-8859-1";
        Answer answer = raw(Sales.form("standard"), ENCODED, body, StandardCharsets.ISO_8859_1);
        assertThat(nameIn(answer)).isEqualTo("Müller");
        get("/v1/submissions/" + answer.body().getString("id")).body("content.context", nullValue());
    }

    @Test
    void another_charset_is_refused_with_those_that_are_read() {
        keyed().contentType(ENCODED + "; charset=UTF-16")
                .body("name=x")
                .post(address(Sales.form("standard")))
                .then()
                .statusCode(415)
                .body("detail", containsString("ISO-8859-1"));
    }

    @Test
    void a_multipart_form_without_files_is_read_like_an_encoded_one() {
        String form = Sales.form("standard");
        String id = unique("web");
        String email = unique("ada") + "@example.com";
        String parts = part("submissionId", id)
                + part("name", "Jürgen\r\nGroß")
                + part("email", email)
                + part("answers.need", "a=b&c")
                + part("utm_source", "news")
                + emptyFile("upload");
        String first = accepted(multipart(form, parts).statusCode(201));
        get("/v1/submissions/" + first)
                .body(
                        "content.prospect.name", is("Jürgen\r\nGroß"),
                        "content.answers.need", is("a=b&c"),
                        "content.context", is(Map.of("utm_source", "news")));
        // The same in the other encoding is the same submission.
        keyed().contentType(ENCODED + "; charset=UTF-8")
                .formParam("submissionId", id)
                .formParam("name", "Jürgen\r\nGroß")
                .formParam("email", email)
                .formParam("answers.need", "a=b&c")
                .formParam("utm_source", "news")
                .post(address(form))
                .then()
                .statusCode(200)
                .body("id", is(first));
    }

    @Test
    void a_file_is_refused_by_name() {
        String parts = part("submissionId", unique("web")) + part("name", "Ada") + part("email", "a@example.com")
                + "--edge\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"cv.pdf\"\r\n"
                + "Content-Type: application/pdf\r\n\r\n%PDF\r\n";
        multipart(Sales.form("standard"), parts).statusCode(400).body("errors.pointer", is(List.of("/attachment")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "--edge\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAda",
                "--edge\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAda\r\n",
                "--edge\r\n\r\nAda\r\n--edge--",
                "--edge--",
            })
    void a_broken_multipart_form_is_refused(String body) {
        String form = Sales.form("standard");
        for (String type : new String[] {"multipart/form-data; boundary=edge", "multipart/form-data"}) {
            Answer answer = raw(form, type, body, StandardCharsets.UTF_8);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().getString("type")).startsWith("/problems/");
        }
    }

    @Test
    void a_long_field_of_a_multipart_form_is_read() {
        String parts = part("submissionId", unique("web"))
                + part("name", "Ada")
                + part("email", unique("a") + "@example.com")
                + part("message", "é".repeat(5_000));
        String id = accepted(multipart(Sales.form("standard"), parts));
        get("/v1/submissions/" + id).body("content.message", is("é".repeat(5_000)));
    }

    @Test
    void other_media_types_are_refused_with_those_that_are_taken() {
        keyed().contentType("text/plain")
                .body("name=Ada")
                .post(address(Sales.form("standard")))
                .then()
                .statusCode(415)
                .header("Accept", containsString("multipart/form-data"))
                .body(
                        "detail",
                        containsString("application/json, application/x-www-form-urlencoded, multipart/form-data"));
        keyed().contentType("text/plain")
                .body("x")
                .patch("/v1/deals/" + Sales.deal())
                .then()
                .statusCode(415)
                .body("detail", containsString("application/merge-patch+json"));
    }

    @Test
    void unknown_fields_of_an_encoded_form_are_kept_as_context() {
        String form = Sales.form("standard");
        String id = accepted(encoded(
                form, Map.of("utm_source", "news letter", "_token", "x1", "submit", "Send", "prospect.title", "Dr")));
        get("/v1/submissions/" + id)
                .body(
                        "content.context",
                        is(Map.of(
                                "utm_source",
                                "news letter",
                                "_token",
                                "x1",
                                "submit",
                                "Send",
                                "prospect.title",
                                "Dr")));
    }

    @Test
    void answers_to_no_question_and_known_fields_given_twice_stay_refused() {
        String form = Sales.form("standard");
        encoded(form, Map.of("answers.other", "x"))
                .statusCode(400)
                .body("errors.pointer", is(List.of("/answers/other")));
        encoded(form, Map.of("prospect.name", "Ada"))
                .statusCode(400)
                .body("errors.pointer", is(List.of("/prospect/name")));
    }

    @Test
    void unknown_fields_of_json_are_refused_unless_the_form_keeps_them() {
        Map<String, Object> submission = with("utm_source", "news");
        json(Sales.form("standard"), submission).statusCode(400).body("errors.pointer", is(List.of("/utm_source")));
        String keeping = form(Map.of("unknownFields", "keep"));
        String id = accepted(json(keeping, submission));
        get("/v1/submissions/" + id).body("content.context", is(Map.of("utm_source", "news")));
        json(keeping, submission).statusCode(200);
        Map<String, Object> deeper = with("gclid", List.of("a", "b"));
        deeper.put("prospect", Map.of("name", "Ada", "email", unique("a") + "@example.com", "title", "Dr"));
        String other = accepted(json(keeping, deeper));
        get("/v1/submissions/" + other)
                .body("content.context", is(Map.of("gclid", List.of("a", "b"), "prospect.title", "Dr")));
        json(keeping, with("answers", Map.of("other", 1))).statusCode(400);
    }

    @Test
    void every_unknown_field_is_named_if_the_form_refuses_them() {
        String refusing = form(Map.of("unknownFields", "refuse"));
        get("/v1/forms/" + refusing).body("unknownFields", is("refuse"));
        encoded(refusing, Map.of("utm_source", "x", "_token", "y"))
                .statusCode(400)
                .body("errors.pointer", hasItem("/utm_source"))
                .body("errors.pointer", hasItem("/_token"));
        Map<String, Object> submission = with("utm_source", "x");
        submission.put("stage", "won");
        json(refusing, submission).statusCode(400).body("errors.pointer", hasItem("/stage"));
    }

    @Test
    void context_is_personal_data_like_the_rest() {
        String secret = unique("secret");
        String id = accepted(encoded(Sales.form("standard"), Map.of("utm_source", secret)));
        String prospect = get("/v1/submissions/" + id).extract().path("prospectId");
        get("/v1/prospects/" + prospect + "/export").body(containsString(secret));
        caller().header("If-Match", "*")
                .delete("/v1/prospects/" + prospect)
                .then()
                .statusCode(204);
        get("/v1/submissions/" + id).body("content", nullValue()).body(not(containsString(secret)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"locale | 12,5 | 12.5", "locale | 1.234,56 | 1234.56", "page | 12,5 | 12.5", "locale | 7 | 7"})
    void a_typed_number_follows_the_locale_of_the_form(String where, String typed, float number) {
        String form = form(where.equals("page") ? Map.of("page", Map.of("locale", "de")) : Map.of("locale", "de-DE"));
        String id = accepted(encoded(form, Map.of("answers.size", typed)));
        get("/v1/submissions/" + id)
                .body("content.answers.size.toString()", is(number == 7 ? "7" : Float.toString(number)));
    }

    @Test
    void without_a_locale_a_number_is_written_as_in_json() {
        String form = form(Map.of());
        accepted(encoded(form, Map.of("answers.size", "12.5")));
        encoded(form, Map.of("answers.size", "12,5"))
                .statusCode(400)
                .body("errors.pointer", is(List.of("/answers/size")));
        json(form(Map.of("locale", "de")), with("answers", Map.of("size", "12,5")))
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"de_DE", "xx", "german", "", "-"})
    void a_locale_is_a_language_tag(String locale) {
        post("/v1/forms", definition(Map.of("locale", locale)))
                .statusCode(400)
                .body("errors.pointer", is(List.of("/locale")));
    }

    private record Answer(int status, JsonPath body) {}

    /** Sends these bytes; other clients would encode them once more. */
    private static Answer raw(String form, String type, String body, Charset charset) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + address(form)))
                .header("Authorization", Keys.bearer(Keys.trusted()))
                .header("Content-Type", type)
                .header("Idempotency-Key", unique("key"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(charset)))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JsonPath.from(answer.body()));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String nameIn(Answer accepted) {
        assertThat(accepted.status()).isEqualTo(201);
        return get("/v1/submissions/" + accepted.body().getString("id"))
                .extract()
                .path("content.prospect.name");
    }

    private static ValidatableResponse encoded(String form, Map<String, String> fields) {
        return keyed().contentType(ENCODED + "; charset=UTF-8")
                .formParam("submissionId", unique("web"))
                .formParam("name", "Ada Stone")
                .formParam("email", unique("ada") + "@example.com")
                .formParams(fields)
                .post(address(form))
                .then();
    }

    private static ValidatableResponse json(String form, Map<String, Object> submission) {
        return post(address(form), submission);
    }

    private static Map<String, Object> with(String field, Object value) {
        Map<String, Object> submission = new HashMap<>(Sales.submission());
        submission.remove("answers");
        submission.put(field, value);
        return submission;
    }

    private static ValidatableResponse multipart(String form, String parts) {
        return keyed().contentType("multipart/form-data; boundary=edge")
                .body((parts + "--edge--\r\n").getBytes(StandardCharsets.UTF_8))
                .post(address(form))
                .then();
    }

    private static String part(String name, String value) {
        return "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String emptyFile(String name) {
        return "--edge\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n\r\n";
    }

    private static String accepted(ValidatableResponse answer) {
        return answer.statusCode(201).extract().path("id");
    }

    private static String form(Map<String, Object> settings) {
        Map<String, Object> definition = definition(settings);
        post("/v1/forms", definition).statusCode(201);
        return (String) definition.get("key");
    }

    private static Map<String, Object> definition(Map<String, Object> settings) {
        Map<String, Object> definition = new HashMap<>(settings);
        definition.put("key", unique("form"));
        definition.put("title", "Talk to us");
        definition.put("pipeline", "standard");
        definition.put("questions", List.of(Map.of("key", "size", "label", "Size", "type", "number")));
        return definition;
    }

    private static String address(String form) {
        return "/v1/forms/" + form + "/submissions";
    }
}
