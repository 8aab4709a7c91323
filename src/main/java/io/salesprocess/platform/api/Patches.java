package io.salesprocess.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;

/** Applies merge patches to what may be changed of a resource, and checks the outcome like any request. */
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
            T after = mapper.treeToValue(patch.applyTo(mapper.valueToTree(before)), type);
            validation.check(after);
            return after;
        } catch (JsonProcessingException e) {
            throw JsonErrors.problem(e);
        }
    }
}
