package io.salesprocess.platform.http;

import static io.restassured.RestAssured.given;
import static io.salesprocess.testkit.Api.keyed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.platform.openapi.Contract;
import io.salesprocess.platform.openapi.Contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code OPTIONS} tells the same methods as a refusal of another. */
@QuarkusTest
class MethodsOnOfferTest {

    @Test
    void every_address_tells_its_methods() {
        List<String> faults = new ArrayList<>();
        Set<String> paths = new Contract()
                .operations().values().stream().map(Operation::path).collect(Collectors.toSet());
        for (String template : paths) {
            String path = template.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
            Response options = given().options(path);
            String allowed = options.header("Allow");
            if (options.statusCode() != 204 || allowed == null) {
                faults.add(template + ": " + options.statusCode() + " " + allowed);
                continue;
            }
            String other = List.of("PUT", "DELETE", "PATCH").stream()
                    .filter(method -> !allowed.contains(method))
                    .findFirst()
                    .orElseThrow();
            Response refusal = keyed().request(other, path);
            if (refusal.statusCode() != 405 || !allowed.equals(refusal.header("Allow"))) {
                faults.add(template + ": " + allowed + ", but " + other + " " + refusal.statusCode() + " "
                        + refusal.header("Allow"));
            }
        }
        assertThat(paths).isNotEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void pages_tell_theirs_as_well() {
        given().options("/problems").then().statusCode(204).header("Allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void where_nothing_is_there_are_no_methods() {
        given().options("/v1/nothing")
                .then()
                .statusCode(404)
                .header("Allow", is(nullValue()))
                .body("type", is("/problems/not-found"));
    }
}
