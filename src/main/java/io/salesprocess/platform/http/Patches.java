package io.salesprocess.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.platform.problem.Faults;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.JsonErrors;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.Violations;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.List;

/** Applies merge patches to what may be changed of a resource, and checks the outcome like any request. */
@Singleton
public class Patches {

    private final ObjectMapper mapper;
    private final Validator validator;

    Patches(ObjectMapper mapper, Validator validator) {
        this.mapper = mapper;
        this.validator = validator;
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
            validate(after);
            return after;
        } catch (JsonProcessingException e) {
            throw JsonErrors.problem(e);
        }
    }

    /** Refuses a request that breaks its constraints. */
    public void validate(Object request) {
        Faults.of(errors(request)).throwIfAny();
    }

    /** What is wrong with a request. */
    public List<FieldError> errors(Object request) {
        return Violations.errors(validator.validate(request));
    }
}
