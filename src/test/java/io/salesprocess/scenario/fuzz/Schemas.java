package io.salesprocess.scenario.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Holds values to the schemas of the document. A field that a schema does not name is a fault too: it is undocumented. */
final class Schemas {

    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private final JsonNode definitions;
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    Schemas(JsonNode components) {
        this.definitions = standAlone(components);
    }

    /** What is wrong with a value; empty if it is what the schema says. */
    List<String> faults(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private JsonSchema compile(JsonNode schema) {
        ObjectNode whole = (ObjectNode) standAlone(schema);
        whole.set("$defs", definitions);
        return factory.getSchema(whole, config);
    }

    private static JsonNode standAlone(JsonNode schema) {
        try {
            JsonNode copy = Document.JSON.readTree(
                    Document.JSON.writeValueAsString(schema).replace("#/components/schemas/", "#/$defs/"));
            close(copy);
            return copy;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(JsonNode schema) {
        schema.forEach(Schemas::close);
        if (schema instanceof ObjectNode object
                && schema.path("properties").isObject()
                && schema.path("type").asText().equals("object")
                && !schema.has("additionalProperties")
                && !schema.has("patternProperties")) {
            object.put("additionalProperties", false);
        }
    }
}
