package io.salesprocess.platform.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text that may be absent, but not {@linkplain Texts#isBlank blank}. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Visible.Check.class)
public @interface Visible {

    /** The same as far as a document of the API can say it. */
    String PATTERN = "[\\s\\S]*\\S[\\s\\S]*";

    String message() default "must not be blank";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Looks for something to see. */
    class Check implements ConstraintValidator<Visible, String> {

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text == null || !Texts.isBlank(text);
        }
    }
}
