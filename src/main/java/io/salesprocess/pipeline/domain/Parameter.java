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
 * @param largest for a count, the largest; else 0
 */
public record Parameter(
        String name,
        String description,
        Kind kind,
        boolean required,
        Object fallback,
        List<String> options,
        int largest) {

    /** How a word is written: as the kind of an activity is, since another could never be met. */
    public static final String WORD_PATTERN = "[a-z][a-z0-9-]{0,39}";

    /** How the key of a custom field is written. */
    public static final String FIELD_PATTERN = "[A-Za-z][A-Za-z0-9_-]{0,63}";

    /** How the code of a currency is written. */
    public static final String CURRENCY_PATTERN = "[A-Z]{3}";

    /** The largest count, unless the parameter has a lower limit. */
    public static final int LARGEST_COUNT = 1000;

    /** The largest amount: an integer that every JSON reader keeps exactly. */
    public static final long LARGEST_AMOUNT = 9_007_199_254_740_991L;

    /** What a value can be. */
    public enum Kind {
        /** A word in lower case, see {@link #WORD_PATTERN}. */
        WORD,
        /** The key of a custom field of deals. */
        FIELD,
        /** A whole number from 1 to {@link #largest}. */
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

    static Parameter word(String name, String description) {
        return new Parameter(name, description, Kind.WORD, true, null, List.of(), 0);
    }

    static Parameter field(String name, String description) {
        return new Parameter(name, description, Kind.FIELD, true, null, List.of(), 0);
    }

    static Parameter count(String name, String description, int fallback) {
        return count(name, description, fallback, LARGEST_COUNT);
    }

    static Parameter count(String name, String description, int fallback, int largest) {
        return new Parameter(name, description, Kind.COUNT, false, fallback, List.of(), largest);
    }

    static Parameter choice(String name, String description, String fallback, String... options) {
        return new Parameter(name, description, Kind.CHOICE, false, fallback, List.of(options), 0);
    }

    static Parameter money(String name, String description) {
        return new Parameter(name, description, Kind.MONEY, false, null, List.of(), 0);
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
            case WORD -> given instanceof String word && word.matches(WORD_PATTERN) ? word : null;
            case FIELD -> given instanceof String key && key.matches(FIELD_PATTERN) ? key : null;
            case COUNT -> given instanceof Integer count && count >= 1 && count <= largest ? count : null;
            case CHOICE -> given instanceof String option && options.contains(option) ? option : null;
            case MONEY -> money(given);
        };
    }

    private String expectation() {
        return switch (kind) {
            case WORD -> "a word of up to 40 lower-case letters, digits and hyphens that begins with a letter";
            case FIELD -> "the key of a custom field";
            case COUNT -> "a whole number from 1 to " + largest;
            case CHOICE -> "one of " + String.join(", ", options);
            case MONEY -> "an amount in minor units, not negative, and the code of a currency";
        };
    }

    private static Worth money(Object given) {
        Map<?, ?> parts = given instanceof Map<?, ?> map ? map : Collections.emptyMap();
        boolean isWhole = parts.get("amount") instanceof Integer || parts.get("amount") instanceof Long;
        if (parts.size() != 2 || !isWhole || !(parts.get("currency") instanceof String currency)) {
            return null;
        }
        long amount = ((Number) parts.get("amount")).longValue();
        return amount < 0 || amount > LARGEST_AMOUNT || !currency.matches(CURRENCY_PATTERN)
                ? null
                : new Worth(amount, currency);
    }
}
