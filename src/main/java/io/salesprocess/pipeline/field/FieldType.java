package io.salesprocess.pipeline.field;

import io.salesprocess.platform.api.Texts;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.Currencies;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the values of a custom field are: which values are accepted, and how a value is written in a filter. The index of values
 * ({@code custom_value_word}, {@code custom_value_amount}) says the same in SQL.
 */
@Schema(name = "CustomFieldType")
public enum FieldType {
    TEXT("a text of up to 2,000 characters that is not blank") {
        @Override
        boolean accepts(Object value, List<String> options) {
            return value instanceof String text
                    && Texts.length(text) <= LONGEST_TEXT
                    && !Texts.isBlank(text)
                    && Texts.objection(text).isEmpty();
        }
    },
    NUMBER("a number with up to 20 digits before and up to 10 digits after the decimal point") {
        @Override
        boolean accepts(Object value, List<String> options) {
            return value instanceof Number number && isBounded(decimal(number));
        }

        @Override
        BigDecimal parse(String text) {
            if (!DECIMAL.matcher(text).matches()) {
                throw new IllegalArgumentException();
            }
            return bounded(new BigDecimal(text));
        }
    },
    MONEY(
            "an amount of money such as {\"amount\": 125000, \"currency\": \"EUR\"}: an integer in the currency's minor unit"
                    + " from 0 to " + Amount.MOST + ", and the code of a current currency of ISO 4217") {
        @Override
        boolean accepts(Object value, List<String> options) {
            return value instanceof Map<?, ?> money
                    && money.keySet().equals(PARTS_OF_MONEY)
                    && money.get("amount") instanceof Number amount
                    && isMinorUnits(decimal(amount))
                    && money.get("currency") instanceof String currency
                    && Currencies.isCurrent(currency);
        }

        @Override
        BigDecimal parse(String text) {
            if (!INTEGER.matcher(text).matches() || !isMinorUnits(new BigDecimal(text))) {
                throw new IllegalArgumentException();
            }
            return new BigDecimal(text);
        }
    },
    DATE("a date such as 2026-11-23") {
        @Override
        boolean accepts(Object value, List<String> options) {
            return value instanceof String text && isDate(text);
        }

        @Override
        BigDecimal parse(String text) {
            if (!isDate(text)) {
                throw new IllegalArgumentException();
            }
            return new BigDecimal(text.replace("-", ""));
        }
    },
    CHOICE("one of the options") {
        @Override
        boolean accepts(Object value, List<String> options) {
            return value instanceof String text && options.contains(text);
        }
    },
    BOOLEAN("true or false") {
        @Override
        boolean accepts(Object value, List<String> options) {
            return value instanceof Boolean;
        }

        @Override
        BigDecimal parse(String text) {
            return switch (text) {
                case "true" -> BigDecimal.ONE;
                case "false" -> BigDecimal.ZERO;
                default -> throw new IllegalArgumentException();
            };
        }
    };

    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_DIGITS_BEFORE = 20;
    private static final int MOST_DIGITS_AFTER = 10;
    private static final Set<String> PARTS_OF_MONEY = Set.of("amount", "currency");
    private static final Pattern DATE_FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");
    private static final Pattern INTEGER = Pattern.compile("\\d{1,20}");
    private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(Amount.MOST);

    private final String expectation;

    FieldType(String expectation) {
        this.expectation = expectation;
    }

    /** Whether a value that JSON can hold is one of this type. */
    abstract boolean accepts(Object value, List<String> options);

    /**
     * The number by which the index finds the value that a filter names.
     *
     * @throws IllegalArgumentException if the text names no value of this type
     */
    BigDecimal parse(String text) {
        throw new IllegalArgumentException("Values of this type are found as a whole.");
    }

    /** Whether values are found by a digest of the whole, because they have no order. */
    boolean isWord() {
        return this == TEXT || this == CHOICE;
    }

    /** Whether values have an order that a filter can use. */
    boolean isOrdered() {
        return this == NUMBER || this == MONEY || this == DATE;
    }

    /** What a value has to be, such as {@code a date such as 2026-11-23}. */
    String expectation(List<String> options) {
        return this == CHOICE ? "one of: " + String.join(", ", options) : expectation;
    }

    /** How a value is written in a filter. */
    String expectationInFilter() {
        return switch (this) {
            case MONEY -> "an amount in the currency's minor unit, such as 125000";
            default -> expectation;
        };
    }

    /** Whether both are the same value, however their numbers are written. */
    static boolean isSame(Object one, Object other) {
        return comparable(one).equals(comparable(other));
    }

    /** The value with its numbers in the shortest form, in which they are stored. */
    static Object canonical(Object value) {
        if (value instanceof Number number) {
            BigDecimal exact = decimal(number);
            return exact.scale() <= 0 ? exact.toBigIntegerExact() : exact;
        }
        return value instanceof Map<?, ?> money
                ? Map.of("amount", canonical(money.get("amount")), "currency", money.get("currency"))
                : value;
    }

    private static Object comparable(Object value) {
        if (value instanceof Number number) {
            return decimal(number);
        }
        if (value instanceof Map<?, ?> parts && parts.get("amount") instanceof Number amount) {
            return List.of(decimal(amount), String.valueOf(parts.get("currency")), parts.size());
        }
        return value == null ? "" : value;
    }

    /** Exact, and the same for 1, 1.0 and 1e0; it stays small whatever the exponent is. */
    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString()).stripTrailingZeros();
    }

    private static boolean isBounded(BigDecimal stripped) {
        return stripped.scale() <= MOST_DIGITS_AFTER
                && (long) stripped.precision() - stripped.scale() <= MOST_DIGITS_BEFORE;
    }

    private static BigDecimal bounded(BigDecimal number) {
        if (!isBounded(number.stripTrailingZeros())) {
            throw new IllegalArgumentException();
        }
        return number;
    }

    private static boolean isMinorUnits(BigDecimal amount) {
        return isBounded(amount.stripTrailingZeros())
                && amount.stripTrailingZeros().scale() <= 0
                && amount.signum() >= 0
                && amount.compareTo(MOST_MONEY) <= 0;
    }

    private static boolean isDate(String text) {
        if (!DATE_FORM.matcher(text).matches()) {
            return false;
        }
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
