package io.salesprocess.platform.http;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.salesprocess.testkit.Sales;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL in every parameter that the document has: it is refused, or a text like any other that nothing is found by. */
@QuarkusTest
class SqlInParametersTest {

    private record Place(String path, String name, String in) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "' or '1'='1",
                "x'; drop table deal_event; --",
                "1; select pg_sleep(10)",
                "1) union select 1 --",
                "opened_at desc, (select pg_sleep(10))"
            })
    void sql_in_a_parameter_finds_nothing(String sql) throws IOException {
        UUID deal = Sales.deal();
        List<Place> places = places();
        assertThat(places).hasSizeGreaterThan(50);
        for (Place place : places) {
            String path = place.in().equals("path")
                    ? place.path().replace("{" + place.name() + "}", "{sql}")
                    : place.path() + "?" + place.name() + "={sql}";
            Response answer = caller().get(path.replaceAll("\\{(?!sql)[^}]+}", deal.toString()), sql);
            assertThat(answer.statusCode())
                    .as("%s: %s", path, answer.asString())
                    .isIn(200, 400, 404);
            if (answer.statusCode() == 200) {
                assertThat(answer.jsonPath().getList("items"))
                        .as("%s: %s", path, answer.asString())
                        .isNullOrEmpty();
            }
        }
        get("/v1/deals/" + deal + "/history/verification").statusCode(200);
    }

    @Test
    void sql_in_the_order_is_refused() {
        for (String sort :
                List.of("openedAt;", "openedAt desc", "openedAt,id", "(select 1)", "opened_at", "--openedAt")) {
            caller().queryParams(Map.of("sort", sort)).get("/v1/deals").then().statusCode(400);
        }
    }

    private static List<Place> places() throws IOException {
        JsonNode document = new ObjectMapper()
                .readTree(get("/q/openapi?format=JSON").extract().asByteArray());
        List<Place> places = new ArrayList<>();
        document.path("paths").properties().forEach(path -> StreamSupport.stream(
                        path.getValue().path("get").path("parameters").spliterator(), false)
                .filter(parameter -> parameter.path("in").asText().matches("path|query"))
                .forEach(parameter -> places.add(new Place(
                        path.getKey(),
                        parameter.path("name").asText(),
                        parameter.path("in").asText()))));
        return places;
    }
}
