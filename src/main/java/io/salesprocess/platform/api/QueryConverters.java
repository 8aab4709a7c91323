package io.salesprocess.platform.api;

import io.salesprocess.platform.kernel.Ids;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads query parameters as strictly as bodies, and names the parameter that is wrong. The framework would answer 404, and take
 * any text but {@code true} for false.
 */
@Provider
public class QueryConverters implements ParamConverterProvider {

    @Override
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(QueryParam.class::isInstance)
                .findFirst()
                .map(query -> converter(type, ((QueryParam) query).value()))
                .orElse(null);
    }

    @SuppressWarnings("unchecked")
    private static <T> ParamConverter<T> converter(Class<T> type, String name) {
        Function<String, ?> reader = reader(type, name);
        Function<String, String> expected =
                type == Instant.class ? FilterTimes::expected : text -> JsonErrors.expected(type);
        return reader == null ? null : new Converter<>(name, expected, (Function<String, T>) reader);
    }

    private static Function<String, ?> reader(Class<?> type, String name) {
        if (type.isEnum()) {
            return text -> Arrays.stream(type.getEnumConstants())
                    .filter(value -> HyphenatedEnums.nameOf((Enum<?>) value).equals(text))
                    .findFirst()
                    .orElseThrow(IllegalArgumentException::new);
        }
        if (type == UUID.class) {
            return Ids::parse;
        }
        if (type == Instant.class) {
            return text -> FilterTimes.parse(name, text);
        }
        if (type == int.class) {
            return Integer::valueOf;
        }
        if (type == Long.class) {
            return Long::valueOf;
        }
        return type == Boolean.class || type == boolean.class ? QueryConverters::flag : null;
    }

    private static boolean flag(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException();
    }

    private record Converter<T>(String name, Function<String, String> expected, Function<String, T> reader)
            implements ParamConverter<T> {

        @Override
        public T fromString(String text) {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid(FieldError.in(name, expected.apply(text)));
            }
        }

        @Override
        public String toString(T value) {
            return value instanceof Enum<?> constant ? HyphenatedEnums.nameOf(constant) : value.toString();
        }
    }
}
