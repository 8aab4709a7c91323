package io.salesprocess.platform.api;

import io.quarkus.hibernate.validator.ValidatorFactoryCustomizer;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Collection;
import java.util.Map;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;

/**
 * Makes the constraints on texts mean what the OpenAPI document says: {@code @Size} counts code points, as {@code maxLength} does,
 * and {@code @NotBlank} refuses all that nobody sees. The library counts UTF-16 units, and takes a no-break space for content.
 */
@Singleton
class TextConstraints implements ValidatorFactoryCustomizer {

    @Override
    public void customize(BaseHibernateValidatorConfiguration<?> configuration) {
        ConstraintMapping mapping = configuration.createConstraintMapping();
        mapping.constraintDefinition(Size.class)
                .includeExistingValidators(false)
                .validatedBy(SizeOfText.class)
                .validatedBy(SizeOfCollection.class)
                .validatedBy(SizeOfMap.class);
        mapping.constraintDefinition(NotBlank.class)
                .includeExistingValidators(false)
                .validatedBy(NotBlankText.class);
        configuration.addMapping(mapping);
    }

    // The library creates validators by their public constructors.

    /** How many characters, entries or elements there may be. */
    public abstract static class SizeOf<T> implements ConstraintValidator<Size, T> {

        private int min;
        private int max;

        abstract int sizeOf(T value);

        @Override
        public void initialize(Size size) {
            min = size.min();
            max = size.max();
        }

        @Override
        public boolean isValid(T value, ConstraintValidatorContext context) {
            return value == null || sizeOf(value) >= min && sizeOf(value) <= max;
        }
    }

    /** Of a text, in code points. */
    public static final class SizeOfText extends SizeOf<CharSequence> {
        @Override
        int sizeOf(CharSequence text) {
            return Character.codePointCount(text, 0, text.length());
        }
    }

    /** Of a collection. */
    public static final class SizeOfCollection extends SizeOf<Collection<?>> {
        @Override
        int sizeOf(Collection<?> elements) {
            return elements.size();
        }
    }

    /** Of a map. */
    public static final class SizeOfMap extends SizeOf<Map<?, ?>> {
        @Override
        int sizeOf(Map<?, ?> entries) {
            return entries.size();
        }
    }

    /** That something of a text can be seen. */
    public static final class NotBlankText implements ConstraintValidator<NotBlank, CharSequence> {
        @Override
        public boolean isValid(CharSequence text, ConstraintValidatorContext context) {
            return text != null && !Texts.isBlank(text);
        }
    }
}
