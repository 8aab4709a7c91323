package io.salesprocess.pipeline;

import static io.salesprocess.testkit.Api.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.pipeline.domain.Criteria;
import io.salesprocess.platform.api.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The catalogue of exit criteria says what the table that decides takes. */
@QuarkusTest
class CatalogueTest {

    private static final ObjectMapper JSON = StrictJson.mapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    /** Texts, numbers and other things that somebody could put in for a parameter; {@code 1.0} is no whole number in this API. */
    private static final List<String> VALUES = List.of(
            "\"demo\"",
            "\"Demo\"",
            "\"x-1\"",
            "\"\"",
            "\" \"",
            "\"positive\"",
            "\"manager\"",
            "\"budget_2\"",
            "\"1st\"",
            "\"" + "x".repeat(40) + "\"",
            "\"" + "x".repeat(41) + "\"",
            "\"" + "x".repeat(65) + "\"",
            "0",
            "1",
            "1000",
            "1001",
            "-1",
            "1.5",
            "true",
            "[]",
            "[\"demo\"]",
            "{}",
            "{\"amount\": 100, \"currency\": \"EUR\"}",
            "{\"amount\": -1, \"currency\": \"EUR\"}",
            "{\"amount\": 9007199254740992, \"currency\": \"EUR\"}",
            "{\"amount\": 100, \"currency\": \"eur\"}",
            "{\"amount\": 100}",
            "{\"amount\": \"100\", \"currency\": \"EUR\"}",
            "{\"amount\": 100, \"currency\": \"EUR\", \"tax\": 1}");

    @Test
    void every_criterion_is_listed_with_a_valid_schema_and_the_call_that_satisfies_it() {
        JsonSchema dialect = SCHEMAS.getSchema(com.networknt.schema.SchemaLocation.of(SchemaId.V202012));
        JsonNode items = catalogue();
        assertThat(items).hasSize(Criteria.types().size());
        assertThat(items).allSatisfy(item -> {
            assertThat(item.path("title").asText()).isNotBlank();
            assertThat(dialect.validate(item.path("parameters"))).isEmpty();
            assertThat(item.path("parameters").path("additionalProperties").asBoolean(true))
                    .isFalse();
            assertThat(item.path("satisfyWith").path("method").asText()).isIn("POST", "PATCH");
            assertThat(item.path("satisfyWith").path("href").asText()).startsWith("/v1/");
        });
    }

    @Test
    void schemas_and_checks_agree_on_whatever_parameters() throws IOException {
        int taken = 0;
        int refused = 0;
        for (JsonNode item : catalogue()) {
            JsonSchema schema = SCHEMAS.getSchema(item.path("parameters"));
            for (String given : examples(item.path("parameters").path("properties"))) {
                boolean fits = schema.validate(JSON.readTree(given)).isEmpty();
                Map<String, Object> parameters = JSON.readValue(given, new TypeReference<>() {});
                assertThat(Criteria.faults(item.path("type").asText(), parameters)
                                .isEmpty())
                        .as(item.path("type").asText() + " " + given)
                        .isEqualTo(fits);
                taken += fits ? 1 : 0;
                refused += fits ? 0 : 1;
            }
        }
        assertThat(taken).isGreaterThan(20);
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void it_is_read_over_http() {
        get("/v1/criteria")
                .statusCode(200)
                .body("items.find { it.type == 'target-audience-recorded' }.satisfyWith.field", is("targetAudience"))
                .body(
                        "items.find { it.type == 'questions-answered' }.satisfyWith.href",
                        is("/v1/deals/{id}/questions/{questionId}/answer"))
                .body("items.find { it.type == 'survey-started' }.parameters.properties.minimumAnswers.default", is(1))
                .body("items.find { it.type == 'activity-recorded' }.parameters.required", contains("kind"))
                .body(
                        "items.find { it.type == 'activity-recorded' }.parameters.properties.outcome.enum",
                        contains("positive", "neutral", "negative"));
    }

    private static JsonNode catalogue() {
        return JSON.valueToTree(CriteriaResponse.all()).path("items");
    }

    /** Nothing, an unknown parameter, each parameter alone with every value, and all together. */
    private static List<String> examples(JsonNode properties) {
        List<String> examples = new ArrayList<>(List.of("{}", "{\"unknown\": 1}"));
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            VALUES.forEach(value -> examples.add("{\"" + name + "\": " + value + "}"));
        }
        for (String first : VALUES) {
            for (String second : VALUES) {
                if (names.size() == 2) {
                    examples.add("{\"" + names.get(0) + "\": " + first + ", \"" + names.get(1) + "\": " + second + "}");
                }
            }
        }
        return examples;
    }
}
