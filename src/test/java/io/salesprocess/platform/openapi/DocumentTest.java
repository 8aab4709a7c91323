package io.salesprocess.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.platform.openapi.Contract.Operation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No operation goes undescribed. */
@QuarkusTest
class DocumentTest {

    private Contract contract;

    @BeforeEach
    void readContract() {
        contract = new Contract();
    }

    @Test
    void every_operation_has_a_summary_and_a_description() {
        assertThat(contract.operations().values())
                .isNotEmpty()
                .filteredOn(operation -> isBlank(operation.description().path("summary"))
                        || isBlank(operation.description().path("description")))
                .extracting(Operation::id)
                .isEmpty();
    }

    @Test
    void every_body_that_is_sent_has_an_example_that_fits_its_schema() {
        List<String> faults = new ArrayList<>();
        contract.operations().values().forEach(operation -> operation
                .description()
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(content -> checkExample(operation.id() + " " + content.getKey(), content.getValue(), faults)));
        assertThat(faults).isEmpty();
    }

    @Test
    void every_answer_has_an_example_that_fits_its_schema() {
        List<String> faults = new ArrayList<>();
        contract.operations().values().forEach(operation -> operation
                .description()
                .path("responses")
                .fieldNames()
                .forEachRemaining(status -> contract.response(operation, status)
                        .path("content")
                        .properties()
                        .forEach(content -> checkExample(operation.id() + " " + status, content.getValue(), faults))));
        assertThat(faults).isEmpty();
    }

    @Test
    void every_parameter_says_of_what_type_it_is() {
        List<String> faults = new ArrayList<>();
        for (Operation operation : contract.operations().values()) {
            for (JsonNode parameter : operation.description().path("parameters")) {
                JsonNode schema = contract.resolved(contract.resolved(parameter).path("schema"));
                if (!schema.has("type")) {
                    faults.add(operation.id() + " " + parameter.path("name").asText());
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void every_operation_declares_its_errors() {
        List<String> faults = new ArrayList<>();
        for (Operation operation : contract.operations().values()) {
            List<String> expected = new ArrayList<>(List.of("400", "429", "500", "503"));
            if (!operation.method().equals("delete")) {
                expected.add("406");
            }
            if (operation.path().contains("{")) {
                expected.add("404");
            }
            if (operation.description().has("requestBody")) {
                expected.addAll(List.of("413", "415"));
            }
            if (operation.method().equals("post")) {
                expected.addAll(List.of("409", "422"));
            }
            if (contract.needsCredentials(operation)) {
                expected.addAll(List.of("401", "403"));
            }
            if (contract.takes(operation, "If-Match", true)) {
                expected.addAll(List.of("412", "428"));
            }
            if (contract.takes(operation, "If-Match", false)) {
                expected.add("412");
            }
            for (String status : expected) {
                if (!contract.response(operation, status).path("content").has("application/problem+json")) {
                    faults.add(operation.id() + " declares no " + status);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void every_operation_says_what_it_answers_when_all_goes_well() {
        List<String> faults = new ArrayList<>();
        for (Operation operation : contract.operations().values()) {
            boolean any = false;
            for (String status : List.of("200", "201", "202", "204")) {
                JsonNode response = contract.response(operation, status);
                any |= !response.isMissingNode();
                if (!response.isMissingNode()
                        && (isBlank(response.path("description")) || response.has("content") == status.equals("204"))) {
                    faults.add(operation.id() + " says too little of " + status);
                }
            }
            if (!any) {
                faults.add(operation.id() + " never succeeds");
            }
        }
        assertThat(faults).isEmpty();
    }

    private void checkExample(String where, JsonNode content, List<String> faults) {
        if (content.has("example")) {
            contract.differences(content.path("schema"), content.get("example"))
                    .forEach(difference -> faults.add(where + ": " + difference));
        } else if (content.path("examples").isEmpty()) {
            faults.add(where + " has no example");
        }
        content.path("examples").forEach(example -> contract.differences(
                        content.path("schema"), contract.resolved(example).path("value"))
                .forEach(difference -> faults.add(where + ": " + difference)));
    }

    private static boolean isBlank(JsonNode text) {
        return text.asText().isBlank();
    }
}
