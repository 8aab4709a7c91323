package io.salesprocess.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;

/**
 * Reads the elements of a request that answers each of them by itself, so that a wrong element is refused like a wrong request of
 * its own, with pointers into the element, and the others are carried out.
 */
@Singleton
public class Elements {

    private final ObjectMapper mapper;
    private final Validation validation;

    Elements(ObjectMapper mapper, Validation validation) {
        this.mapper = mapper;
        this.validation = validation;
    }

    /** The element as this type; refused is what a request of this type would be refused for. */
    public <T> T read(JsonNode element, Class<T> type) {
        if (element == null || !element.isObject()) {
            throw ProblemException.invalid(FieldError.at("", "must be an object"));
        }
        try {
            T value = mapper.treeToValue(element, type);
            validation.check(value);
            return value;
        } catch (JsonProcessingException e) {
            throw JsonErrors.problem(e);
        }
    }
}
