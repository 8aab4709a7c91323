package io.salesprocess.platform.api;

import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.List;

/** Checks values against their constraints where the framework does not: after a patch, and in what has several parts. */
@Singleton
public class Validation {

    private final Validator validator;

    Validation(Validator validator) {
        this.validator = validator;
    }

    /** Refuses a value that violates its constraints. */
    public void check(Object value) {
        Faults.of(errors(value)).throwIfAny();
    }

    /** The violated constraints. */
    public List<FieldError> errors(Object value) {
        return Violations.errors(validator.validate(value));
    }
}
