package io.salesprocess.pipeline.field;

import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What other features need to know of custom fields. Whoever keeps values has them checked here before they are stored. */
@Singleton
public class CustomFields {

    private static final String POINTER = "/customFields";

    private final CustomFieldStore store;
    private final CustomValueStore values;

    CustomFields(CustomFieldStore store, CustomValueStore values) {
        this.store = store;
        this.values = values;
    }

    /** Whether the subject has a field of this key that takes values. */
    public boolean exists(FieldSubject subject, String key) {
        return Optional.ofNullable(store.named(subject, Set.of(key)).get(key))
                .filter(field -> !field.retired())
                .isPresent();
    }

    /**
     * Holds fields as they are until the transaction ends: none of them is retired meanwhile. For what publishes a need for
     * them, such as a stage with {@code field-present}; the need must be stored in the same transaction.
     *
     * @return those of the keys that are not of a field, or of one that is retired; in alphabetical order
     */
    public Set<String> hold(FieldSubject subject, Collection<String> keys) {
        Map<String, CustomFieldResponse> held = store.held(subject, keys);
        return keys.stream()
                .filter(key -> !held.containsKey(key) || held.get(key).retired())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * All values after a change, in the form in which they are stored. A value that stays as it is is not checked again, whatever
     * its field has become since. Refused with pointers below {@code /customFields} are other values of unknown and of
     * retired fields, of another type, and options that are not offered. Definitions that values rest on do not change until
     * the transaction ends.
     *
     * @param after without nulls; what is not in it is cleared, whatever its field is
     */
    public Map<String, Object> checked(FieldSubject subject, Map<String, Object> before, Map<String, Object> after) {
        Map<String, Object> checked = new TreeMap<>();
        Map<String, Object> changed = new TreeMap<>();
        after.forEach((key, value) -> {
            if (before.containsKey(key) && FieldType.isSame(before.get(key), value)) {
                checked.put(key, before.get(key));
            } else {
                changed.put(key, value);
            }
        });
        if (changed.isEmpty()) {
            return checked;
        }
        Map<String, CustomFieldResponse> fields = store.held(subject, changed.keySet());
        Faults faults = new Faults();
        changed.forEach((key, value) -> {
            CustomFieldResponse field = fields.get(key);
            objection(subject, field, value)
                    .ifPresentOrElse(
                            objection -> faults.add(FieldError.at(POINTER + FieldError.step(key), objection)),
                            () -> checked.put(key, FieldType.canonical(value)));
        });
        faults.throwIfAny();
        return checked;
    }

    /**
     * What a list is to be filtered by.
     *
     * @param wanted query parameters by name, such as {@code field.region}; others than those are refused
     */
    public FieldFilter filter(FieldSubject subject, Map<String, String> wanted) {
        if (wanted.isEmpty()) {
            return FieldFilter.NONE;
        }
        List<FieldParameter> parameters = new ArrayList<>();
        Faults faults = new Faults();
        wanted.forEach((name, value) -> FieldParameter.read(name, value)
                .ifPresentOrElse(
                        parameters::add, () -> faults.add(FieldError.in(name, "must be " + FieldParameter.FORMS))));
        faults.throwIfAny();
        Map<String, CustomFieldResponse> fields = store.named(
                subject, parameters.stream().map(FieldParameter::key).collect(Collectors.toSet()));
        return FieldFilter.of(subject, parameters, fields).counted(values);
    }

    private static Optional<String> objection(FieldSubject subject, CustomFieldResponse field, Object value) {
        if (field == null) {
            return Optional.of(unknown(subject));
        }
        if (field.retired()) {
            return Optional.of("is the key of a retired field, which takes no new values; null clears it");
        }
        return field.accepts(value) ? Optional.empty() : Optional.of(field.expectation());
    }

    /** What is said of any other key. */
    static String unknown(FieldSubject subject) {
        return "must be the key of a custom field of " + subject.inWords() + "; GET /v1/custom-fields lists the fields";
    }
}
