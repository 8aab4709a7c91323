package io.salesprocess.platform.api;

import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.kernel.Rfc3339;
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
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        Function<String, ?> reader = reader(type);
        return Arrays.stream(annotations)
                .filter(annotation -> reader != null && annotation instanceof QueryParam)
                .findFirst()
                .map(query -> new Converter<>(
                        ((QueryParam) query).value(), JsonErrors.expected(type), (Function<String, T>) reader))
                .orElse(null);
    }

    private static Function<String, ?> reader(Class<?> type) {
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
            return Rfc3339::parse;
        }
        if (type == int.class) {
            return Integer::valueOf;
        }
        return type == Boolean.class || type == boolean.class ? QueryConverters::flag : null;
    }

    private static boolean flag(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException();
    }

    private record Converter<T>(String name, String expected, Function<String, T> reader) implements ParamConverter<T> {

        @Override
        public T fromString(String text) {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw ProblemException.invalid(FieldError.in(name, expected));
            }
        }

        @Override
        public String toString(T value) {
            return value instanceof Enum<?> constant ? HyphenatedEnums.nameOf(constant) : value.toString();
        }
    }
}
