package io.salesprocess.paper.render;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a template can read: the components of a record, down to texts and truth values. The values are copied into plain maps and
 * lists, so a template gets hold of no object that does more than hold them.
 */
final class Fields {

    private static final Map<Class<?>, Fields> KNOWN = new ConcurrentHashMap<>();

    /** A component: a text or truth value, a group of fields, or a list of groups or of texts. */
    record Field(RecordComponent component, Fields group, boolean isList) {}

    private final Map<String, Field> fields = new LinkedHashMap<>();

    private Fields(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            boolean isList = component.getType() == List.class;
            Class<?> element = isList
                    ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                    : component.getType();
            fields.put(component.getName(), new Field(component, element.isRecord() ? of(element) : null, isList));
        }
    }

    static Fields of(Class<?> type) {
        Fields known = KNOWN.get(type);
        if (known == null) {
            known = new Fields(type);
            KNOWN.put(type, known);
        }
        return known;
    }

    /** The field of this name, or null. */
    Field get(String name) {
        return fields.get(name);
    }

    String names() {
        return String.join(", ", fields.keySet());
    }

    /** The values by name; what is absent becomes an empty text, list or group. */
    Map<String, Object> values(Record data, Effort effort) {
        Map<String, Object> values = new LinkedHashMap<>();
        fields.forEach(
                (name, field) -> values.put(name, value(field, data == null ? null : read(field, data), effort)));
        return values;
    }

    private static Object value(Field field, Object value, Effort effort) {
        if (field.isList()) {
            List<?> elements = value == null ? List.of() : (List<?>) value;
            return effort.limited(elements.stream()
                    .map(element ->
                            field.group() == null ? element : field.group().values((Record) element, effort))
                    .toList());
        }
        if (field.group() != null) {
            return field.group().values((Record) value, effort);
        }
        if (value == null) {
            return field.component().getType() == boolean.class ? Boolean.FALSE : "";
        }
        return value;
    }

    private static Object read(Field field, Record data) {
        try {
            field.component().getAccessor().setAccessible(true);
            return field.component().getAccessor().invoke(data);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record can be read.", e);
        }
    }
}
