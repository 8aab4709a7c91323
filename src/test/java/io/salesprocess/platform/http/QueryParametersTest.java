package io.salesprocess.platform.http;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.keyed;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A query parameter of the wrong form is named, with what it must be; it is never taken for absent or for false. */
@QuarkusTest
class QueryParametersTest {

    private static final String TIME =
            " | must be a time of RFC 3339, such as 2026-11-23T09:00:00Z, or a date, such as 2026-11-23";
    private static final String PLUS = "; a + in addresses and encoded forms stands for a space, so write it as %2B";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deals | ownerId | 0-0-0-0-0 | must be a UUID or none",
                "deals | prospectId | 0-0-0-0-0 | must be a UUID",
                "deals | openedFrom | yesterday" + TIME,
                "deals | openedTo | 2026-02-30" + TIME,
                "deals | updatedFrom | 2026-11-23T09:00:00" + TIME,
                "deals | openedFrom | 2026-11-23T09:00:00+01:00" + TIME + PLUS,
                "insights/funnel | to | 2026-11-23T09:00:00.5+01:00" + TIME + PLUS,
                "deals | status | OPEN | must be one of open, won, lost",
                "deals | overdue | yes | must be true or false",
                "deals | limit | ten | must be an integer",
                "deals | limit | 201 | must be an integer from 1 to 200",
                "deals | cursor | !"
                        + " | must be the `next` of a page of the same list, with the same filters and order",
                "insights/funnel | owner | nobody | must be a UUID",
                "submissions | status | fine | must be one of accepted, suspect, discarded",
            })
    void a_wrong_parameter_is_named_with_what_it_must_be(String list, String name, String value, String expected) {
        keyed().urlEncodingEnabled(false)
                .get("/v1/" + list + "?" + name + "=" + value)
                .then()
                .statusCode(400)
                .body("type", is("/problems/invalid-request"))
                .body("errors.parameter", is(List.of(name)))
                .body("errors.detail", is(List.of(expected)));
    }

    @ParameterizedTest
    @CsvSource({
        "prospects?q=M%FCller, q",
        "prospects?q=%C3, q",
        "prospects?q=%ED%A0%80, q",
        "prospects?q=%C0%AF, q",
        "deals?stage=a%FF&status=open, stage",
        "deals?source=%FE, source",
        "submissions?form=%E4, form",
        "insights/funnel?pipeline=%80, pipeline"
    })
    void what_is_not_utf_8_is_refused_in_every_parameter(String address, String parameter) {
        given().urlEncodingEnabled(false)
                .header("Authorization", Keys.bearer(Keys.trusted()))
                .get("/v1/" + address)
                .then()
                .statusCode(400)
                .body("type", is("/problems/invalid-request"))
                .body("errors.parameter", is(List.of(parameter)))
                .body("errors.detail", is(List.of("must be percent-encoded UTF-8")));
    }

    @Test
    void the_replacement_character_itself_and_a_plus_for_a_space_are_text() {
        for (String q : List.of("%EF%BF%BD", "a+b", "M%C3%BCller", "a%2Bb")) {
            given().urlEncodingEnabled(false)
                    .header("Authorization", Keys.bearer(Keys.trusted()))
                    .get("/v1/prospects?q=" + q)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void a_wrong_order_of_history_is_refused() {
        get("/v1/deals/" + Sales.deal() + "/history?order=descending")
                .statusCode(400)
                .body("errors[0].parameter", is("order"))
                .body("errors[0].detail", is("must be one of asc, desc"));
    }

    @Test
    void an_id_in_the_path_that_is_none_is_not_found() {
        get("/v1/deals/0-0-x").statusCode(404).body("type", is("/problems/not-found"));
    }
}
