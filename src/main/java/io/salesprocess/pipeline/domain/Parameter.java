package io.salesprocess.pipeline.domain;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a criterion takes.
 *
 * @param description what it means, for people
 * @param required whether a pipeline must give it
 * @param fallback the value if none is given; null if there is none
 * @param options for a choice, what can be chosen; else empty
 */
public record Parameter(
        String name, String description, Kind kind, boolean required, Object fallback, List<String> options) {

    /** The longest text. */
    public static final int LONGEST_TEXT = 100;

    /** The largest count. */
    public static final int LARGEST_COUNT = 1000;

    /** What a value can be. */
    public enum Kind {
        /** A text that is not blank, of at most {@link #LONGEST_TEXT} characters. */
        TEXT,
        /** The key of a custom field of deals. */
        FIELD,
        /** A whole number from 1 to {@link #LARGEST_COUNT}. */
        COUNT,
        /** One of the options. */
        CHOICE,
        /** An amount in the minor unit of a currency. */
        MONEY
    }

    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        options = List.copyOf(options);
    }

    static Parameter text(String name, String description) {
        return new Parameter(name, description, Kind.TEXT, true, null, List.of());
    }

    static Parameter field(String name, String description) {
        return new Parameter(name, description, Kind.FIELD, true, null, List.of());
    }

    static Parameter count(String name, String description, int fallback) {
        return new Parameter(name, description, Kind.COUNT, false, fallback, List.of());
    }

    static Parameter choice(String name, String description, String fallback, String... options) {
        return new Parameter(name, description, Kind.CHOICE, false, fallback, List.of(options));
    }

    static Parameter money(String name, String description) {
        return new Parameter(name, description, Kind.MONEY, false, null, List.of());
    }

    /** What is wrong with the value given, in a sentence for people. */
    Optional<String> fault(Object given) {
        if (given == null) {
            return required ? Optional.of(name + " is required.") : Optional.empty();
        }
        return read(given) == null ? Optional.of(name + " must be " + expectation() + ".") : Optional.empty();
    }

    /** The value given, read; null if it is none of this kind. */
    Object read(Object given) {
        return switch (kind) {
            case TEXT, FIELD ->
                given instanceof String text && !text.isBlank() && text.codePointCount(0, text.length()) <= LONGEST_TEXT
                        ? text
                        : null;
            case COUNT -> given instanceof Integer count && count >= 1 && count <= LARGEST_COUNT ? count : null;
            case CHOICE -> given instanceof String option && options.contains(option) ? option : null;
            case MONEY -> money(given);
        };
    }

    private String expectation() {
        return switch (kind) {
            case TEXT -> "a text of at most " + LONGEST_TEXT + " characters that is not blank";
            case FIELD -> "the key of a custom field";
            case COUNT -> "a whole number from 1 to " + LARGEST_COUNT;
            case CHOICE -> "one of " + options;
            case MONEY -> "an amount in minor units, not negative, and a currency";
        };
    }

    private static Worth money(Object given) {
        Map<?, ?> parts = given instanceof Map<?, ?> map ? map : Collections.emptyMap();
        boolean isWhole = parts.get("amount") instanceof Integer || parts.get("amount") instanceof Long;
        if (parts.size() != 2 || !isWhole || !(parts.get("currency") instanceof String currency)) {
            return null;
        }
        long amount = ((Number) parts.get("amount")).longValue();
        return amount < 0 || !currency.matches("[A-Z]{3}") ? null : new Worth(amount, currency);
    }
}
