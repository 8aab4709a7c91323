package io.salesprocess.scenario.fuzz;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The OpenAPI document as the service serves it: what can be called, and what may be answered. */
final class Document {

    static final ObjectMapper JSON = JsonMapper.builder()
            // Lone surrogates can only be sent as escapes.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();

    /**
     * @param path with names in braces
     * @param bodies schemas by media type; empty if the operation takes no body
     * @param needsBody whether there must be one of them
     * @param responses by status, references resolved
     * @param secured whether callers must be known
     */
    record Operation(
            String id,
            String method,
            String path,
            List<Parameter> parameters,
            Map<String, JsonNode> bodies,
            boolean needsBody,
            Map<String, JsonNode> responses,
            boolean secured) {

        boolean takes(String header) {
            return parameters.stream().anyMatch(parameter -> parameter.name().equals(header));
        }

        boolean needs(String header) {
            return parameters.stream().anyMatch(parameter -> parameter.name().equals(header) && parameter.required());
        }
    }

    /** @param in {@code path}, {@code query} or {@code header} */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    Document(JsonNode document) {
        this.document = document;
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> operations.add(operation(path.getKey(), method.getKey(), method.getValue()))));
    }

    List<Operation> operations() {
        return operations;
    }

    JsonNode components() {
        return document.path("components").path("schemas");
    }

    /** The methods that the document knows at an address: also where another path has a parameter for a part of it. */
    List<String> methodsAt(String path) {
        return operations.stream()
                .filter(operation -> path.matches(operation.path().replaceAll("\\{[^}]+}", "[^/]+")))
                .map(Operation::method)
                .toList();
    }

    /** The node itself, or the component that it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(document.at(node.get("$ref").asText().substring(1))) : node;
    }

    private Operation operation(String path, String method, JsonNode description) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode given : description.path("parameters")) {
            JsonNode parameter = resolved(given);
            parameters.add(new Parameter(
                    parameter.path("name").asText(),
                    parameter.path("in").asText(),
                    parameter.path("required").asBoolean(),
                    parameter.path("schema")));
        }
        Map<String, JsonNode> bodies = new LinkedHashMap<>();
        description
                .path("requestBody")
                .path("content")
                .properties()
                .forEach(content ->
                        bodies.put(content.getKey(), content.getValue().path("schema")));
        Map<String, JsonNode> responses = new LinkedHashMap<>();
        description
                .path("responses")
                .properties()
                .forEach(response -> responses.put(response.getKey(), resolved(response.getValue())));
        return new Operation(
                description.path("operationId").asText(),
                method.toUpperCase(),
                path,
                parameters,
                bodies,
                description.path("requestBody").path("required").asBoolean(),
                responses,
                !description.has("security") || !description.get("security").isEmpty());
    }
}
