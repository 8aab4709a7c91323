package io.salesprocess.scenario.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
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

    private final boolean areOfRequests;

    private Schemas(JsonNode components, boolean areOfRequests) {
        this.areOfRequests = areOfRequests;
        this.definitions = standAlone(components);
    }

    static Schemas ofAnswers(JsonNode components) {
        return new Schemas(components, false);
    }

    /** In a request, fields that are only read are ignored, whatever is in them. */
    static Schemas ofRequests(JsonNode components) {
        return new Schemas(components, true);
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

    private JsonNode standAlone(JsonNode schema) {
        try {
            JsonNode copy = Document.JSON.readTree(
                    Document.JSON.writeValueAsString(schema).replace("#/components/schemas/", "#/$defs/"));
            close(copy);
            return copy;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void close(JsonNode schema) {
        schema.forEach(this::close);
        if (areOfRequests && schema.path("properties") instanceof ObjectNode properties) {
            properties.properties().stream()
                    .filter(property -> property.getValue().path("readOnly").asBoolean())
                    .toList()
                    .forEach(property -> properties.set(property.getKey(), BooleanNode.TRUE));
        }
        if (schema instanceof ObjectNode object
                && schema.path("properties").isObject()
                && schema.path("type").asText().equals("object")
                && !schema.has("additionalProperties")
                && !schema.has("patternProperties")) {
            object.put("additionalProperties", false);
        }
    }
}
