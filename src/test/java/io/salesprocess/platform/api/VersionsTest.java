package io.salesprocess.platform.api;

import static io.salesprocess.testkit.Api.caller;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.salesprocess.testkit.Sales;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code If-Match} holds entity tags; what is none is said to be none, and not taken for an old version. */
@QuarkusTest
class VersionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "7", "W/1", "'1'", "\"1", "1\"", "\"1\" \"2\"", "\"1\", 2", "*, \"1\"", ",", "w/\"1\"", "x"
            })
    void what_is_no_entity_tag_is_refused_with_an_example(String tag) {
        UUID deal = Sales.deal();
        change(deal, tag)
                .statusCode(400)
                .body("type", is("/problems/invalid-request"))
                .body("errors[0].parameter", is("If-Match"))
                .body("errors[0].detail", containsString("\"7\""));
        caller().header("If-Match", tag)
                .body("{\"kind\": \"call\", \"outcome\": \"neutral\"}")
                .post("/v1/deals/" + deal + "/activities")
                .then()
                .statusCode(400);
        caller().header("If-Match", tag)
                .delete("/v1/prospects/" + Sales.prospect())
                .then()
                .statusCode(400);
    }

    @Test
    void a_weak_tag_never_matches_and_is_told_so() {
        UUID deal = Sales.deal();
        String tag = caller().get("/v1/deals/" + deal).header("ETag");
        change(deal, "W/" + tag)
                .statusCode(412)
                .body("type", is("/problems/stale-version"))
                .body("detail", containsString("weak"))
                .body("detail", containsString("Send " + tag));
        change(deal, "W/\"77\"").statusCode(412).body("detail", containsString("does not name"));
        change(deal, "W/" + tag + ", " + tag).statusCode(200);
    }

    @Test
    void any_of_several_tags_will_do() {
        UUID deal = Sales.deal();
        String tag = caller().get("/v1/deals/" + deal).header("ETag");
        change(deal, "\"77\" ,, " + tag + " , ").statusCode(200);
        change(deal, " * ").statusCode(200);
    }

    private static ValidatableResponse change(UUID deal, String tag) {
        return caller().header("If-Match", tag)
                .body("{\"value\": null}")
                .patch("/v1/deals/" + deal)
                .then();
    }
}
