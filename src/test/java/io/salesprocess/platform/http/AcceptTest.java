package io.salesprocess.platform.http;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.keyed;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Sales;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that accepts what the document names for an operation is not refused for it. */
@QuarkusTest
class AcceptTest {

    private static final String PROBLEM = "application/problem+json";

    @ParameterizedTest
    @ValueSource(strings = {PROBLEM, "application/json", "text/html", "nonsense", "a/b;;,"})
    void what_has_no_body_may_be_accepted_as_anything(String accept) {
        String prospect = "/v1/prospects/" + Sales.prospect();
        caller().accept(accept).header("If-Match", "*").delete(prospect).then().statusCode(204);
        caller().accept(accept).delete(prospect).then().statusCode(428).contentType(PROBLEM);
        caller().accept(accept)
                .delete("/v1/api-keys/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PROBLEM,
                "Application/Problem+JSON",
                PROBLEM + ";q=0.9",
                PROBLEM + ", text/html;q=0.1",
                "text/html, " + PROBLEM + ", application/xml"
            })
    void problems_are_acceptable_everywhere(String accept) {
        keyed().header("Accept", accept)
                .get("/v1/offerings?limit=1")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("$", hasKey("items"));
        caller().header("Accept", accept)
                .body(Map.of("name", "x", "kind", "product"))
                .post("/v1/offerings")
                .then()
                .statusCode(201);
        keyed().header("Accept", accept)
                .get("/v1/offerings/x")
                .then()
                .statusCode(404)
                .contentType(PROBLEM);
    }

    @Test
    void what_is_preferred_to_a_problem_is_what_comes() {
        keyed().header("Accept", PROBLEM + ", text/vnd.mermaid")
                .get("/v1/pipelines/standard/diagram")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/vnd.mermaid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/xml", PROBLEM + ";q=0", "application/problem+xml"})
    void what_cannot_be_provided_is_still_refused(String accept) {
        keyed().header("Accept", accept)
                .get("/v1/offerings")
                .then()
                .statusCode(406)
                .contentType(PROBLEM);
    }
}
