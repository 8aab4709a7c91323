package io.salesprocess.scenario.random;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A body in the making. */
final class Body {
    private final Map<String, Object> fields = new TreeMap<>();

    /** Names and values in turn. */
    static Body of(Object... namesAndValues) {
        Body body = new Body();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.with((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return body;
    }

    Body with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** Without what is null. */
    Map<String, Object> map() {
        Map<String, Object> given = new TreeMap<>(fields);
        given.values().removeIf(Objects::isNull);
        return given;
    }

    Map<String, Object> mapWithNulls() {
        return fields;
    }
}
