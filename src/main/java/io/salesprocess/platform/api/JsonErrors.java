package io.salesprocess.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What Jackson found wrong with a body, in words for callers: no class names, no positions inside our code. */
public final class JsonErrors {

    private JsonErrors() {}

    /** The problem to answer with. */
    public static ProblemException problem(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return ProblemException.invalid(FieldError.at(pointer(mapping.getPath()), detail(mapping)));
        }
        if (e instanceof MismatchedInputException mismatch) {
            return ProblemException.invalid(FieldError.at("", detail(mismatch)));
        }
        return ProblemException.of(ProblemType.MALFORMED_REQUEST, "The body is not well-formed JSON.");
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        return path.stream()
                .limit(StrictJson.DEEPEST)
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .map(FieldError::step)
                .collect(Collectors.joining());
    }

    private static String detail(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return "is not a field of this request";
        }
        if (e instanceof ValueInstantiationException && e.getCause() instanceof IllegalArgumentException) {
            return e.getCause().getMessage();
        }
        Class<?> wanted = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        String value = e instanceof InvalidFormatException format && format.getValue() instanceof Number
                ? "is out of range, or "
                : "";
        return value + expected(wanted);
    }

    /** What a value of this type must be. */
    public static String expected(Class<?> type) {
        return "must be " + describe(type);
    }

    private static String describe(Class<?> type) {
        if (type == null) {
            return "a value of another type";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> HyphenatedEnums.nameOf((Enum<?>) constant))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "an array";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a text";
            case "Long", "long", "Integer", "int" -> "an integer";
            case "BigDecimal", "Double", "double" -> "a number";
            case "Boolean", "boolean" -> "true or false";
            case "UUID" -> "a UUID";
            case "Instant" -> "a time of RFC 3339, such as 2026-11-23T09:00:00Z";
            case "LocalDate" -> "a date, such as 2026-11-23";
            case "Duration" -> "a duration of ISO 8601, such as P1D";
            default -> "an object";
        };
    }
}
