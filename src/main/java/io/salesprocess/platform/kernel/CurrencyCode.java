package io.salesprocess.platform.kernel;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The text is the code of a current currency of ISO 4217. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(CurrencyCode.List.class)
@Constraint(validatedBy = CurrencyCode.Check.class)
public @interface CurrencyCode {

    /** What is wrong with any other text. */
    String EXPECTED = "must be the code of a current currency of ISO 4217, such as EUR";

    String message() default EXPECTED;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Whether withdrawn currencies are accepted too. */
    boolean orWithdrawn() default false;

    /** Several of them, for different groups. */
    @Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        CurrencyCode[] value();
    }

    /** Looks the code up; absent values are another constraint's business. */
    class Check implements ConstraintValidator<CurrencyCode, String> {

        private boolean orWithdrawn;

        @Override
        public void initialize(CurrencyCode annotation) {
            orWithdrawn = annotation.orWithdrawn();
        }

        @Override
        public boolean isValid(String value, ConstraintValidatorContext context) {
            return value == null || (orWithdrawn ? Currencies.isOrWasCurrent(value) : Currencies.isCurrent(value));
        }
    }
}
