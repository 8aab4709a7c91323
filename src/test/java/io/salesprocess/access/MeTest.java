package io.salesprocess.access;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.post;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salesprocess.testkit.Keys;
import io.salesprocess.testkit.Sales;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers learn of themselves, and what a web site's key learns of its form. */
@QuarkusTest
class MeTest {

    @Test
    void a_key_is_told_its_name_roles_salesperson_and_forms() {
        UUID salesperson = Sales.salesperson();
        String form = Sales.form("standard");
        JsonPath made = post(
                        "/v1/api-keys",
                        Map.of(
                                "name",
                                "Web site",
                                "roles",
                                List.of("salesperson", "intake"),
                                "salespersonId",
                                salesperson,
                                "forms",
                                List.of(form)))
                .extract()
                .jsonPath();
        caller(made.getString("secret"))
                .get("/v1/me")
                .then()
                .statusCode(200)
                .body("kind", is("api-key"), "id", is(made.getString("id")), "name", is("Web site"))
                .body("roles", contains("intake", "salesperson"), "forms", contains(form))
                .body("salespersonId", is(salesperson.toString()));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void every_role_may_ask(Role role) {
        String name = role.name().toLowerCase(java.util.Locale.ROOT);
        String key = role == Role.SALESPERSON ? Keys.of(name, Sales.salesperson()) : Keys.of(name);
        caller(key).get("/v1/me").then().statusCode(200).body("roles", contains(name), "forms", nullValue());
    }

    @Test
    void without_credentials_nobody_is_told_anything() {
        given().get("/v1/me").then().statusCode(401);
        given().header("Authorization", Keys.bearer("spk_unknown"))
                .get("/v1/me")
                .then()
                .statusCode(401);
    }

    @Test
    void a_key_of_a_web_site_reads_its_own_form_to_show_it_and_no_other() {
        String own = Sales.form("standard", Map.of("salespersonId", Sales.salesperson()), Sales.offering());
        String other = Sales.form("standard");
        String key = post("/v1/api-keys", Map.of("name", "Site", "roles", List.of("intake"), "forms", List.of(own)))
                .extract()
                .path("secret");
        String tag = caller(key)
                .get("/v1/forms/" + own)
                .then()
                .statusCode(200)
                .body("key", is(own), "title", is("Talk to us"), "questions", hasSize(1))
                .body("questions[0].label", is("Your need"))
                .body("pipeline", nullValue(), "offeringId", nullValue(), "assignment", nullValue())
                .header("ETag", notNullValue())
                .extract()
                .header("ETag");
        caller(key).header("If-None-Match", tag).get("/v1/forms/" + own).then().statusCode(304);
        caller(key).get("/v1/forms/" + other).then().statusCode(403);
        caller(key).get("/v1/forms/no-such-form").then().statusCode(403);
        caller(key).get("/v1/forms").then().statusCode(403);
        caller().header("If-None-Match", tag)
                .get("/v1/forms/" + own)
                .then()
                .statusCode(200)
                .body("pipeline", is("standard"), "assignment.salespersonId", notNullValue());
    }
}
