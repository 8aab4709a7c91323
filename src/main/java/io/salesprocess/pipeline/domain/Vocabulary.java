package io.salesprocess.pipeline.domain;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads and names exit criteria: {@code {"type": "survey-started", "parameters": {"minimumAnswers": 3}}} is
 * {@code new Criteria.SurveyStarted(3)}.
 */
public final class Vocabulary {

    /** Worked out once for each: every answer about a deal names every criterion of its pipeline. */
    private static final ClassValue<String> NAMES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return type.getSimpleName()
                    .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                    .toLowerCase(Locale.ROOT);
        }
    };

    private static final Map<String, Class<?>> BY_NAME = byName();

    /** What a parameter may be, for people. */
    private static final Map<Class<?>, String> IN_WORDS =
            Map.of(Integer.class, "a whole number", String.class, "a text");

    private Vocabulary() {}

    /** The names of all criteria, in alphabetical order. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }

    /**
     * The criterion of this name.
     *
     * @param parameters by name; a parameter with a default may be missing
     * @throws IllegalArgumentException with a sentence for people, if there is no such criterion or a parameter is unknown,
     *     missing or of the wrong type
     */
    public static ExitCriterion criterion(String name, Map<String, Object> parameters) {
        Class<?> type = name == null ? null : BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("There is no criterion " + name + ". There are: " + names() + ".");
        }
        RecordComponent[] components = type.getRecordComponents();
        Set<String> unknown = new TreeSet<>(parameters.keySet());
        for (RecordComponent component : components) {
            unknown.remove(component.getName());
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Criterion " + name + " takes no parameter " + unknown + ".");
        }
        Object[] arguments = Arrays.stream(components)
                .map(component -> argument(name, component, parameters.get(component.getName())))
                .toArray();
        return construct(type, components, arguments);
    }

    static String nameOf(Class<?> type) {
        return NAMES.get(type);
    }

    static Map<String, Object> parametersOf(ExitCriterion criterion) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (RecordComponent component : criterion.getClass().getRecordComponents()) {
            parameters.put(component.getName(), read(criterion, component));
        }
        return Collections.unmodifiableMap(parameters);
    }

    private static Map<String, Class<?>> byName() {
        Map<String, Class<?>> found = new TreeMap<>();
        for (Class<?> type : Criteria.class.getDeclaredClasses()) {
            found.put(nameOf(type), type);
        }
        return found;
    }

    private static Object argument(String name, RecordComponent component, Object value) {
        if (value != null && !component.getType().isInstance(value)) {
            throw new IllegalArgumentException("Parameter " + component.getName() + " of criterion " + name
                    + " must be " + IN_WORDS.get(component.getType()) + ".");
        }
        return value;
    }

    private static ExitCriterion construct(Class<?> type, RecordComponent[] components, Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return (ExitCriterion) constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Criteria are public records.", e);
        }
    }

    private static Object read(ExitCriterion criterion, RecordComponent component) {
        try {
            return component.getAccessor().invoke(criterion);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Criteria are public records.", e);
        }
    }
}
