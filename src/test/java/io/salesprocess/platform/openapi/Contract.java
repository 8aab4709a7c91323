package io.salesprocess.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** The OpenAPI document as the running service serves it, and what it says a value may look like. */
public final class Contract {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Map<String, Pattern> FORMATS = Map.of(
            "uuid", Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
            "date-time", Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z"));

    private final JsonNode document;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    /** An operation and where it is. */
    public record Operation(String id, String method, String path, JsonNode description) {}

    public Contract() {
        try {
            document = JSON.readTree(RestAssured.given()
                    .queryParam("format", "JSON")
                    .get("/q/openapi")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> add(path.getKey(), method.getKey(), method.getValue())));
    }

    private void add(String path, String method, JsonNode description) {
        String id = description.path("operationId").asText();
        operations.put(id, new Operation(id, method, path, description));
    }

    public Map<String, Operation> operations() {
        return operations;
    }

    /** The node itself, or the component that it refers to. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(document.at(node.get("$ref").asText().substring(1))) : node;
    }

    JsonNode response(Operation operation, String status) {
        return resolved(operation.description().path("responses").path(status));
    }

    /** Operations without credentials say so; all others need them. */
    public boolean needsCredentials(Operation operation) {
        return !operation.description().has("security");
    }

    boolean takes(Operation operation, String header, boolean required) {
        return StreamSupport.stream(operation.description().path("parameters").spliterator(), false)
                .map(this::resolved)
                .anyMatch(parameter -> parameter.path("name").asText().equals(header)
                        && parameter.path("required").asBoolean() == required);
    }

    /** How a value differs from what its schema says; empty if it does not. A field that is not documented is a difference. */
    List<String> differences(JsonNode schema, JsonNode value) {
        List<String> differences = new ArrayList<>();
        compare(schema, value, "", differences);
        return differences;
    }

    private void compare(JsonNode given, JsonNode value, String place, List<String> differences) {
        JsonNode schema = resolved(given);
        compareAlternatives(schema, value, place, differences);
        if (schema.has("type") && !isOfType(schema.get("type"), value)) {
            differences.add(place + " is " + value + ", not of type " + schema.get("type"));
            return;
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            differences.add(place + " is " + value + ", not one of " + schema.get("enum"));
        }
        if (value.isTextual()) {
            compareText(schema, value.asText(), place, differences);
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                compare(schema.path("items"), value.get(i), place + "/" + i, differences);
            }
        }
        if (value.isObject()) {
            compareFields(schema, value, place, differences);
        }
    }

    private void compareAlternatives(JsonNode schema, JsonNode value, String place, List<String> differences) {
        for (String keyword : List.of("anyOf", "oneOf")) {
            if (schema.has(keyword)) {
                long matching = StreamSupport.stream(schema.get(keyword).spliterator(), false)
                        .filter(one -> differences(one, value).isEmpty())
                        .count();
                if (matching == 0 || (matching > 1 && keyword.equals("oneOf"))) {
                    differences.add(place + " is " + value + ", which fits " + matching + " of " + keyword);
                }
            }
        }
    }

    private static void compareText(JsonNode schema, String text, String place, List<String> differences) {
        Pattern format = FORMATS.get(schema.path("format").asText());
        if (format != null && !format.matcher(text).matches()) {
            differences.add(place + " is " + text + ", not a " + schema.get("format"));
        }
        if (schema.has("pattern")
                && !Pattern.compile(schema.get("pattern").asText())
                        .matcher(text)
                        .find()) {
            differences.add(place + " is " + text + ", not like " + schema.get("pattern"));
        }
        if (schema.has("maxLength") && text.length() > schema.get("maxLength").asInt()) {
            differences.add(place + " is too long");
        }
    }

    private void compareFields(JsonNode schema, JsonNode value, String place, List<String> differences) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                differences.add(place + "/" + name.asText() + " is missing");
            }
        });
        boolean isOpen = !schema.has("properties") || schema.has("additionalProperties");
        value.properties().forEach(field -> {
            JsonNode known = schema.path("properties").path(field.getKey());
            if (!known.isMissingNode()) {
                compare(known, field.getValue(), place + "/" + field.getKey(), differences);
            } else if (!isOpen
                    && schema.path("patternProperties").properties().stream()
                            .noneMatch(pattern -> Pattern.compile(pattern.getKey())
                                    .matcher(field.getKey())
                                    .find())) {
                if (!schema.has("anyOf") && !schema.has("oneOf")) {
                    differences.add(place + "/" + field.getKey() + " is not documented");
                }
            }
        });
    }

    private static boolean isOfType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            return StreamSupport.stream(type.spliterator(), false).anyMatch(one -> isOfType(one, value));
        }
        return switch (type.asText()) {
            case "null" -> value.isNull();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> false;
        };
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        return StreamSupport.stream(values.spliterator(), false).anyMatch(value::equals);
    }
}
