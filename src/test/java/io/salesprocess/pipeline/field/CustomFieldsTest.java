package io.salesprocess.pipeline.field;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static io.salesprocess.testkit.Fields.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Fields.Field;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What custom fields there are, and what can become of them. */
@QuarkusTest
class CustomFieldsTest {

    private final List<Field> own = new ArrayList<>();

    @AfterEach
    void retire() {
        own.forEach(Field::retire);
    }

    @Test
    void a_field_is_defined_read_listed_and_changed() {
        Field field = own("deal", "choice", "north", "south");
        String address = "/v1/custom-fields/" + field.id();
        get(address)
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("subject", is("deal"), "key", is(field.key()), "type", is("choice"), "retired", is(false))
                .body("options", contains("north", "south"), "createdAt", notNullValue());
        patch(address, Map.of("label", "  Region ", "options", List.of("south", "east")))
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("label", is("Region"), "options", contains("south", "east"));
        patch(address, Map.of("label", "Region")).statusCode(200).header("ETag", "\"1\"");
        caller().header("If-Match", "\"0\"")
                .body(Map.of("label", "Other"))
                .patch(address)
                .then()
                .statusCode(412);
        get("/v1/custom-fields?subject=deal&limit=200")
                .body("items.key", hasItem(field.key()), "items.subject", everyItem(is("deal")));
        get("/v1/audit?subjectId=" + field.id())
                .body("items.action", contains("custom-field-changed", "custom-field-created"))
                .body("items.subject.kind", everyItem(is("custom-field")));
    }

    @Test
    void lists_are_read_page_by_page_in_the_order_of_definition() {
        Field first = own("prospect", "text");
        Field second = own("prospect", "number");
        List<String> keys = new ArrayList<>();
        String next = "";
        do {
            Response page = caller().get("/v1/custom-fields?subject=prospect&limit=1&count=true" + next);
            page.then().statusCode(200).body("total", notNullValue());
            keys.addAll(page.path("items.key"));
            next = page.path("next") == null ? null : "&cursor=" + page.path("next");
        } while (next != null);
        assertThat(keys).containsSubsequence(first.key(), second.key()).doesNotHaveDuplicates();
    }

    @Test
    void a_key_is_there_once_for_each_subject() {
        Field field = own("deal", "text");
        post("/v1/custom-fields", definition("deal", field.key(), "number"))
                .statusCode(409)
                .body("type", is("/problems/conflict"), "errors.pointer", contains("/key"));
        String id = post("/v1/custom-fields", definition("prospect", field.key(), "number"))
                .statusCode(201)
                .extract()
                .path("id");
        own.add(new Field(UUID.fromString(id), field.key()));
    }

    @Test
    void of_many_who_define_a_key_at_once_one_succeeds() throws Exception {
        String key = "once" + unique("").substring(1, 9);
        List<Integer> statuses = Concurrently.run(8, i -> caller().body(definition("prospect", key, "text"))
                .post("/v1/custom-fields")
                .statusCode());
        assertThat(statuses).containsOnlyOnce(201).allMatch(status -> status == 201 || status == 409);
        String id = caller().get("/v1/custom-fields?subject=prospect&limit=200")
                .path("items.find { it.key == '" + key + "' }.id");
        own.add(new Field(UUID.fromString(id), key));
    }

    @Test
    void subject_key_and_type_never_change() {
        Field field = own("deal", "text");
        String address = "/v1/custom-fields/" + field.id();
        patch(address, Map.of("subject", "prospect", "key", "other", "type", "number"))
                .statusCode(400)
                .body("errors.pointer", hasItems("/subject", "/key", "/type"))
                .body("errors.detail", everyItem(containsString("never changes")));
        patch(address, Map.of("subject", "deal", "key", field.key(), "type", "text", "label", "Same"))
                .statusCode(200);
        Field choice = own("deal", "choice", "north");
        patch("/v1/custom-fields/" + choice.id(), Map.of("type", "text"))
                .statusCode(400)
                .body("errors.pointer", contains("/type"));
        patch("/v1/custom-fields/" + choice.id(), Map.of("options", List.of()))
                .statusCode(400)
                .body("errors.pointer", contains("/options"));
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("type", null);
        patch(address, nothing).statusCode(400).body("errors.pointer", contains("/type"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/key",
                "{\"subject\": \"company\", \"key\": \"a\", \"label\": \"A\", \"type\": \"text\"}|/subject",
                "{\"subject\": \"deal\", \"key\": \"a.b\", \"label\": \"A\", \"type\": \"text\"}|/key",
                "{\"subject\": \"deal\", \"key\": \"1a\", \"label\": \"A\", \"type\": \"text\"}|/key",
                "{\"subject\": \"deal\", \"key\": \"a\", \"label\": \" \", \"type\": \"text\"}|/label",
                "{\"subject\": \"deal\", \"key\": \"a\", \"label\": \"A\", \"type\": \"list\"}|/type",
                "{\"subject\": \"deal\", \"key\": \"a\", \"label\": \"A\", \"type\": \"choice\"}|/options",
                "{\"subject\": \"deal\", \"key\": \"a\", \"label\": \"A\", \"type\": \"text\", \"options\": [\"x\"]}|/options",
                "{\"subject\": \"deal\", \"key\": \"a\", \"label\": \"A\", \"type\": \"choice\", \"options\": [\"x\", \"x \"]}|/options",
                "{\"subject\": \"deal\", \"key\": \"a\", \"label\": \"A\", \"type\": \"choice\", \"options\": [\"x\", \"\"]}|/options/1",
                "{\"subject\": \"deal\", \"key\": \"a\", \"label\": \"A\", \"type\": \"text\", \"version\": 3}|/version"
            })
    void a_wrong_definition_is_refused_by_place(String definition, String pointer) {
        post("/v1/custom-fields", definition).statusCode(400).body("errors.pointer", hasItem(pointer));
    }

    @Test
    void a_subject_has_at_most_fifty_fields_that_are_not_retired() {
        int status;
        do {
            String key = "many" + unique("").replace("-", "").substring(0, 12);
            Response answer =
                    caller().body(definition("prospect", key, "boolean")).post("/v1/custom-fields");
            status = answer.statusCode();
            if (status == 201) {
                own.add(new Field(UUID.fromString(answer.path("id")), key));
            } else {
                answer.then().statusCode(409).body("type", is("/problems/conflict"));
            }
        } while (status == 201);
        long active =
                caller()
                        .get("/v1/custom-fields?subject=prospect&limit=200")
                        .<List<Boolean>>path("items.retired")
                        .stream()
                        .filter(retired -> !retired)
                        .count();
        assertThat(active).isEqualTo(50);
        Field one = own.get(0);
        patch("/v1/custom-fields/" + one.id(), Map.of("retired", true)).statusCode(200);
        patch("/v1/custom-fields/" + one.id(), Map.of("retired", false)).statusCode(200);
        String retired = post("/v1/custom-fields", retired("prospect"))
                .statusCode(201)
                .extract()
                .path("id");
        patch("/v1/custom-fields/" + retired, Map.of("retired", false)).statusCode(409);
    }

    @Test
    void only_administrators_define_fields_and_who_works_on_deals_reads_them() {
        Field field = own("deal", "text");
        for (String role : List.of("manager", "salesperson", "receptionist", "auditor")) {
            String key = role.equals("salesperson") ? Keys.of(role, Sales.salesperson()) : Keys.of(role);
            caller(key).get("/v1/custom-fields/" + field.id()).then().statusCode(200);
            caller(key)
                    .body(Map.of("label", "x"))
                    .patch("/v1/custom-fields/" + field.id())
                    .then()
                    .statusCode(403);
        }
        caller(Keys.of("admin"))
                .body(Map.of("label", "x"))
                .patch("/v1/custom-fields/" + field.id())
                .then()
                .statusCode(200);
    }

    private static Map<String, Object> retired(String subject) {
        Map<String, Object> definition =
                definition(subject, "gone" + unique("").replace("-", "").substring(0, 12), "text");
        definition.put("retired", true);
        return definition;
    }

    private Field own(String subject, String type, String... options) {
        Field field = Fields.own(subject, type, options);
        own.add(field);
        return field;
    }

    static Map<String, Object> cleared(String... keys) {
        Map<String, Object> cleared = new HashMap<>();
        Arrays.stream(keys).forEach(key -> cleared.put(key, null));
        return cleared;
    }
}
