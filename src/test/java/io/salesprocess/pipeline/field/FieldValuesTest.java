package io.salesprocess.pipeline.field;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.patch;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Fields;
import io.salesprocess.testkit.Fields.Field;
import io.salesprocess.testkit.Sales;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values of custom fields, on deals and on prospects alike. */
@QuarkusTest
class FieldValuesTest {

    private final List<Field> own = new ArrayList<>();

    /** Where values are written. */
    enum Subject {
        DEAL {
            @Override
            ValidatableResponse create(Map<String, ?> values) {
                return post("/v1/deals", Map.of("prospectId", Sales.prospect(), "customFields", values));
            }
        },
        PROSPECT {
            @Override
            ValidatableResponse create(Map<String, ?> values) {
                return post(
                        "/v1/prospects",
                        Map.of("name", "Ada", "email", unique("ada") + "@example.com", "customFields", values));
            }
        };

        abstract ValidatableResponse create(Map<String, ?> values);

        String slug() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        ValidatableResponse change(String id, Object values) {
            String body = values instanceof String json ? "{\"customFields\": " + json + "}" : null;
            return caller().header("If-Match", "*")
                    .body(body == null ? Map.of("customFields", values) : body)
                    .patch(address(id))
                    .then();
        }

        String address(String id) {
            return "/v1/" + slug() + "s/" + id;
        }
    }

    @AfterEach
    void retire() {
        own.forEach(Field::retire);
    }

    @ParameterizedTest
    @EnumSource
    void a_value_of_each_type_is_stored_and_shown_as_it_was_sent(Subject subject) {
        String text = own(subject, "text");
        String number = own(subject, "number");
        String money = own(subject, "money");
        String date = own(subject, "date");
        String choice = own(subject, "choice", "north", "south");
        String flag = own(subject, "boolean");
        String id = subject.create(Map.of(
                        text,
                        "Two\nlines",
                        money,
                        Map.of("amount", 5, "currency", "EUR"),
                        date,
                        "2026-02-28",
                        flag,
                        false))
                .statusCode(201)
                .body("customFields." + text, is("Two\nlines"), "customFields." + flag, is(false))
                .extract()
                .path("id");
        subject.change(id, "{\"%s\": 12345678901234567890.0123456789, \"%s\": \"south\"}".formatted(number, choice))
                .statusCode(200);
        get(subject.address(id))
                .body("customFields." + number, is(new BigDecimal("12345678901234567890.0123456789")))
                .body("customFields." + choice, is("south"), "customFields." + date, is("2026-02-28"))
                .body("customFields." + money, is(Map.of("amount", 5, "currency", "EUR")));
        subject.change(id, "{\"%s\": {\"amount\": 7}}".formatted(money))
                .statusCode(200)
                .body("customFields." + money + ".currency", is("EUR"), "customFields." + money + ".amount", is(7));
        subject.change(id, CustomFieldsTest.cleared(text, number, money, date, choice, flag))
                .statusCode(200)
                .body("customFields.size()", is(0));
    }

    @ParameterizedTest
    @EnumSource
    void each_wrong_value_is_named_and_it_is_said_what_is_expected(Subject subject) {
        String text = own(subject, "text");
        String number = own(subject, "number");
        String money = own(subject, "money");
        String date = own(subject, "date");
        String choice = own(subject, "choice", "north", "south");
        String flag = own(subject, "boolean");
        Map<String, Object> wrong = Map.of(
                text, 1, number, "1", money, 5, date, "28.02.2026", choice, "east", flag, "yes", "noSuchField", 1);
        subject.create(wrong)
                .statusCode(400)
                .body("errors.size()", is(7))
                .body(
                        "errors.pointer",
                        hasItems("/customFields/" + text, "/customFields/" + flag, "/customFields/noSuchField"))
                .body(detail(choice), containsString("must be one of: north, south"))
                .body(detail(money), containsString("\"currency\": \"EUR\""))
                .body(detail(date), containsString("such as 2026-11-23"))
                .body(detail("noSuchField"), containsString("GET /v1/custom-fields"));
        String id = subject.create(Map.of()).statusCode(201).extract().path("id");
        for (String nasty : List.of(
                "{\"%s\": 1e999999}".formatted(number),
                "{\"%s\": {\"amount\": 1e999999, \"currency\": \"EUR\"}}".formatted(money),
                "{\"%s\": {\"amount\": 1, \"currency\": null}}".formatted(money),
                "{\"%s\": [1]}".formatted(number),
                "{\"%s\": {\"a\": {\"b\": 1}}}".formatted(text),
                "{\"a/b~c\": 1}",
                "{\"\": 1}",
                "{\"%s\": \"\\u202e\"}".formatted(text),
                "{\"%s\": true, \"%s\": true}".formatted(flag, flag),
                "[]",
                "1")) {
            subject.change(id, nasty).statusCode(400);
        }
        subject.change(id, "{\"a/b~c\": 1}").body("errors.pointer", contains("/customFields/a~1b~0c"));
        get(subject.address(id)).body("customFields.size()", is(0));
    }

    @ParameterizedTest
    @EnumSource
    void a_retired_field_and_a_removed_option_keep_what_is_there_and_take_nothing_new(Subject subject) {
        Field choice = field(subject, "choice", "north", "south");
        Field number = field(subject, "number");
        String id = subject.create(Map.of(choice.key(), "north", number.key(), new BigDecimal("1.50")))
                .statusCode(201)
                .extract()
                .path("id");
        patch("/v1/custom-fields/" + choice.id(), Map.of("options", List.of("south")))
                .statusCode(200);
        patch("/v1/custom-fields/" + number.id(), Map.of("retired", true)).statusCode(200);
        subject.change(id, "{\"%s\": \"north\", \"%s\": 1.500}".formatted(choice.key(), number.key()))
                .statusCode(200);
        subject.change(id, Map.of(number.key(), 2))
                .statusCode(400)
                .body("errors.pointer", contains("/customFields/" + number.key()))
                .body("errors[0].detail", containsString("retired"));
        subject.create(Map.of(choice.key(), "north")).statusCode(400);
        subject.change(id, Map.of(choice.key(), "south"))
                .statusCode(200)
                .body("customFields." + number.key(), is(new BigDecimal("1.5")));
        subject.change(id, Map.of(choice.key(), "north")).statusCode(400);
        subject.change(id, CustomFieldsTest.cleared(number.key()))
                .statusCode(200)
                .body("customFields." + number.key(), is((Object) null));
        subject.change(id, Map.of(number.key(), 1)).statusCode(400);
    }

    @Test
    void a_deal_that_is_opened_with_values_tells_its_history_their_keys_only() {
        String text = own(Subject.DEAL, "text");
        String mark = unique("secret");
        String id = Subject.DEAL
                .create(Map.of(text, mark))
                .statusCode(201)
                .extract()
                .path("id");
        get("/v1/deals/" + id + "/history")
                .body("items.type", contains("deal.opened", "deal.custom-fields-changed"))
                .body("items[1].data.present", contains(text));
        get("/v1/deals/" + id + "/history/verification").body("intact", is(true), "stateMatches", is(true));
        String none = Subject.DEAL
                .create(CustomFieldsTest.cleared(text))
                .statusCode(201)
                .extract()
                .path("id");
        get("/v1/deals/" + none + "/history").body("items.type", contains("deal.opened"));
    }

    @Test
    void a_form_cannot_set_fields_of_prospects() {
        String text = own(Subject.PROSPECT, "text");
        Map<String, Object> submission = new java.util.HashMap<>(Sales.submission());
        submission.put(
                "prospect",
                Map.of("name", "Ada", "email", unique("ada") + "@example.com", "customFields", Map.of(text, "x")));
        post("/v1/forms/" + Sales.form("standard") + "/submissions", submission).statusCode(400);
    }

    @Test
    void a_field_of_deals_is_none_of_prospects() {
        String text = own(Subject.DEAL, "text");
        Subject.PROSPECT.create(Map.of(text, "x")).statusCode(400);
    }

    @Test
    void other_changes_of_a_prospect_leave_its_fields() {
        String text = own(Subject.PROSPECT, "text");
        String id = Subject.PROSPECT
                .create(Map.of(text, "x"))
                .statusCode(201)
                .extract()
                .path("id");
        caller().header("If-Match", "*")
                .body(Map.of("company", "Stone GmbH"))
                .patch("/v1/prospects/" + id)
                .then()
                .statusCode(200)
                .body("customFields." + text, is("x"));
        get("/v1/prospects?q=" + UUID.randomUUID()).statusCode(200);
    }

    private static String detail(String key) {
        return "errors.find { it.pointer == '/customFields/" + key + "' }.detail";
    }

    private String own(Subject subject, String type, String... options) {
        return field(subject, type, options).key();
    }

    private Field field(Subject subject, String type, String... options) {
        Field field = Fields.own(subject.slug(), type, options);
        own.add(field);
        return field;
    }
}
