package io.salesprocess.platform.api;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;

/**
 * Applies merge patches to what may be changed of a resource, and checks what they change like any request. What a patch leaves
 * alone was accepted when it was stored, under the rules of that time, such as a currency that has been withdrawn since.
 */
@Singleton
public class Patches {

    private final ObjectMapper mapper;
    private final Validation validation;

    Patches(ObjectMapper mapper, Validation validation) {
        this.mapper = mapper;
        this.validation = validation;
    }

    /**
     * What the resource is to be after the patch. Only the components of the record can be changed; any other field is
     * refused as unknown.
     */
    public <T> T apply(MergePatch patch, T before, Class<T> type) {
        if (patch == null) {
            throw ProblemException.invalid(FieldError.at("", "must be an object"));
        }
        try {
            ObjectNode known = mapper.valueToTree(before);
            ObjectNode wanted = patch.applyTo(known);
            T after = mapper.treeToValue(wanted, type);
            Faults.of(validation.errors(after).stream()
                            .filter(error -> isChanged(error.pointer(), known, wanted))
                            .toList())
                    .throwIfAny();
            return after;
        } catch (JsonProcessingException e) {
            throw JsonErrors.problem(e);
        }
    }

    /** What concerns the whole counts as changed. */
    private static boolean isChanged(String pointer, ObjectNode known, ObjectNode wanted) {
        if (pointer == null || pointer.isEmpty()) {
            return true;
        }
        JsonPointer field = JsonPointer.valueOf("/" + pointer.split("/", 3)[1]);
        return !known.at(field).equals(wanted.at(field));
    }
}
