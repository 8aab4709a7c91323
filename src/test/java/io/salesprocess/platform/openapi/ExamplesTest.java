package io.salesprocess.platform.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.platform.openapi.Contract.Operation;
import io.salesprocess.platform.openapi.Walk.Exchange;
import io.salesprocess.testkit.Keys;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Walks one sale through every operation, and holds the examples of the document to what was sent and answered. With
 * {@code -Dexamples.update=true}, alone and on an empty database, it writes them anew.
 */
@QuarkusTest
class ExamplesTest {

    private static final String UPDATE = "examples.update";

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final ExampleFiles files = new ExampleFiles(run, Instant.now());
    private Contract contract;
    private Story story;

    @BeforeEach
    void readContract() {
        contract = new Contract();
        story = new Story(new Walk(contract), run);
    }

    @Test
    void every_example_is_what_the_service_takes_and_answers() throws IOException {
        Map<String, Map<String, Exchange>> exchanges = story.tell();
        if (Boolean.getBoolean(UPDATE)) {
            files.write(exchanges);
        }
        submitEncodedExample();
        assertThat(exchanges.keySet())
                .as("the story visits every operation")
                .containsExactlyInAnyOrderElementsOf(contract.operations().keySet());
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, Map<String, Exchange>> entry : exchanges.entrySet()) {
            check(contract.operations().get(entry.getKey()), entry.getValue(), faults);
        }
        assertThat(faults)
                .as(
                        "run ./mvnw test -Dtest=%s -D%s=true if the examples are out of date",
                        getClass().getSimpleName(), UPDATE)
                .isEmpty();
    }

    private void check(Operation operation, Map<String, Exchange> byStatus, List<String> faults) throws IOException {
        JsonNode file = ExampleFiles.read(operation.id());
        byStatus.forEach((status, exchange) -> {
            String where = operation.id() + " " + status;
            JsonNode response = contract.response(operation, status);
            if (response.isMissingNode()) {
                faults.add(where + " is not documented");
                return;
            }
            JsonNode schema = response.path("content").path("application/json").path("schema");
            JsonNode example = file.path("responses").path(status);
            if (!schema.isMissingNode()) {
                contract.differences(schema, exchange.body())
                        .forEach(difference -> faults.add(where + " was answered: " + difference));
                contract.differences(schema, example.path("body"))
                        .forEach(difference -> faults.add(where + " in the file: " + difference));
            }
            if (!names(example.path("headers")).equals(exchange.headers().keySet())) {
                faults.add(where + " has other headers in the file");
            }
            exchange.headers().keySet().stream()
                    .filter(header -> !response.path("headers").has(header))
                    .forEach(header -> faults.add(where + " has the header " + header + ", undocumented"));
        });
        Exchange first = byStatus.values().iterator().next();
        if (first.request() != null && !files.blurred(first.request()).equals(files.blurred(file.path("request")))) {
            faults.add(operation.id() + " was sent another request than the file has");
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The one body that is not JSON. */
    private void submitEncodedExample() {
        Operation submit = contract.operations().get("submitForm");
        JsonNode content =
                submit.description().path("requestBody").path("content").path("application/x-www-form-urlencoded");
        Map<String, String> fields = new HashMap<>();
        content.path("example")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        given().header("Authorization", Keys.bearer(Keys.trusted()))
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(fields)
                .post(submit.path().replace("{key}", story.formKey()))
                .then()
                .statusCode(201);
    }
}
