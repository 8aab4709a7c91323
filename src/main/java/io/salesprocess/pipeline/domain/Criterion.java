package io.salesprocess.pipeline.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * One entry of the table of {@link Criteria}: what a criterion is called, what it takes, when it holds, and what is said and
 * to be done when it does not.
 *
 * @param type the name in pipeline definitions and refusals, such as {@code interest-strong}
 * @param parameters what a pipeline says with it; none for most
 * @param condition whether evidence meets it, given the parameters
 * @param missing one sentence for people, given that the evidence does not meet it
 * @param action what to do about it, given that the evidence does not meet it
 */
record Criterion(
        String type,
        List<Parameter> parameters,
        BiPredicate<Evidence, Values> condition,
        BiFunction<Evidence, Values, String> missing,
        BiFunction<Evidence, Values, Action> action) {

    /** One without parameters of which always the same is missing. */
    static Criterion of(String type, Predicate<Evidence> condition, String missing, Action action) {
        return new Criterion(
                type,
                List.of(),
                (evidence, none) -> condition.test(evidence),
                (evidence, none) -> missing,
                (evidence, none) -> action);
    }

    /** The values of the parameters, read and complete. */
    record Values(Map<String, Object> byName) {

        String text(String name) {
            return (String) byName.get(name);
        }

        int count(String name) {
            return (Integer) byName.get(name);
        }
    }

    /**
     * What a criterion takes.
     *
     * @param valueType what a value must be
     * @param inWords the same for people
     * @param fallback the value if none is given; null if one is required
     * @param check whether a value of that type will do
     * @param expectation what is said if it will not
     */
    record Parameter(
            String name,
            Class<?> valueType,
            String inWords,
            Object fallback,
            Predicate<Object> check,
            String expectation) {

        static Parameter text(String name) {
            return new Parameter(
                    name, String.class, "a text", null, value -> !((String) value).isBlank(), name + " is required.");
        }

        static Parameter count(String name, int fallback) {
            return new Parameter(
                    name,
                    Integer.class,
                    "a whole number",
                    fallback,
                    value -> (Integer) value >= 1,
                    name + " must be at least 1.");
        }

        private Object read(String type, Object given) {
            if (given != null && !valueType.isInstance(given)) {
                throw new IllegalArgumentException(
                        "Parameter " + name + " of criterion " + type + " must be " + inWords + ".");
            }
            Object value = given == null ? fallback : given;
            if (value == null || !check.test(value)) {
                throw new IllegalArgumentException(expectation);
            }
            return value;
        }
    }

    /** The parameters that a pipeline gives, with defaults; refused with a sentence for people if they do not fit. */
    Map<String, Object> read(Map<String, Object> given) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        Map<String, Object> values = new TreeMap<>();
        for (Parameter parameter : parameters) {
            unknown.remove(parameter.name());
            values.put(parameter.name(), parameter.read(type, given.get(parameter.name())));
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Criterion " + type + " takes no parameter " + unknown + ".");
        }
        return Collections.unmodifiableMap(values);
    }
}
