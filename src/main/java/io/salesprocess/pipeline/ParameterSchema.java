package io.salesprocess.pipeline;

import io.salesprocess.pipeline.domain.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a criterion takes as JSON Schema, so that programs can show a form for it and check what is typed. */
final class ParameterSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    private ParameterSchema() {}

    /** The schema of the object {@code parameters} of a criterion. */
    static Map<String, Object> of(List<Parameter> parameters) {
        Map<String, Object> properties = new LinkedHashMap<>();
        parameters.forEach(parameter -> properties.put(parameter.name(), property(parameter)));
        Map<String, Object> schema = object(
                properties,
                parameters.stream()
                        .filter(Parameter::required)
                        .map(Parameter::name)
                        .toList());
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("$schema", DIALECT);
        whole.putAll(schema);
        return whole;
    }

    private static Map<String, Object> property(Parameter parameter) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", parameter.description());
        switch (parameter.kind()) {
            case WORD -> text(schema, Parameter.WORD_PATTERN);
            case FIELD -> text(schema, Parameter.FIELD_PATTERN);
            case COUNT -> whole(schema, 1, parameter.largest());
            case CHOICE -> {
                schema.put("type", "string");
                schema.put("enum", parameter.options());
            }
            case MONEY -> {
                Map<String, Object> amount = new LinkedHashMap<>();
                whole(amount, 0, Parameter.LARGEST_AMOUNT);
                Map<String, Object> currency = new LinkedHashMap<>();
                text(currency, Parameter.CURRENCY_PATTERN);
                Map<String, Object> parts = new LinkedHashMap<>();
                parts.put("amount", amount);
                parts.put("currency", currency);
                schema.putAll(object(parts, List.copyOf(parts.keySet())));
            }
            default ->
                throw new IllegalStateException("Parameters of the kind " + parameter.kind() + " have no schema.");
        }
        if (parameter.fallback() != null) {
            schema.put("default", parameter.fallback());
        }
        return schema;
    }

    private static void text(Map<String, Object> schema, String pattern) {
        schema.put("type", "string");
        schema.put("pattern", "^" + pattern + "$");
    }

    private static void whole(Map<String, Object> schema, long minimum, long maximum) {
        schema.put("type", "integer");
        schema.put("minimum", minimum);
        schema.put("maximum", maximum);
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        return schema;
    }
}
