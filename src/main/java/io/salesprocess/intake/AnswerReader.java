package io.salesprocess.intake;

import io.salesprocess.platform.api.Texts;
import io.salesprocess.platform.contact.EmailAddress;
import io.salesprocess.platform.contact.TelephoneNumber;
import io.salesprocess.platform.contact.TelephoneNumbers;
import io.salesprocess.platform.kernel.Amount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads answers as their questions ask for them, from JSON or as people type them. */
final class AnswerReader {

    private static final int LONGEST_TEXT = 5000;
    private static final int LONGEST_LONG_TEXT = 20_000;
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_PHONE = 100;
    private static final int LONGEST_MONEY = 60;

    /** As loose as can be: what is no address at all is refused, and mail tells the rest. */
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    private static final Pattern MONEY =
            Pattern.compile("(?<before>[A-Za-z]{3})?\\s*(?<number>[^A-Za-z]+?)\\s*(?<after>[A-Za-z]{3})?");

    private final Locale locale;
    private final String region;
    private final TelephoneNumbers numbers;

    /**
     * @param locale in which numbers and dates are typed; null for as programs write them
     * @param region where telephone numbers are from; null for the configured one
     */
    AnswerReader(Locale locale, String region, TelephoneNumbers numbers) {
        this.locale = locale;
        this.region = region;
        this.numbers = numbers;
    }

    /** The answer, if it is one that the question takes. */
    Optional<Object> read(Question question, Object given) {
        return given instanceof EncodedText text ? typed(question, text.values()) : inJson(question, given);
    }

    private Optional<Object> typed(Question question, List<String> values) {
        if (question.type() == Question.Type.MULTIPLE_CHOICE) {
            return inJson(question, values);
        }
        if (question.type() == Question.Type.MONEY) {
            return typedMoney(question, String.join(" ", values)).flatMap(money -> inJson(question, money));
        }
        if (values.size() != 1) {
            return Optional.empty();
        }
        String value = values.get(0);
        return switch (question.type()) {
            case NUMBER -> WrittenNumber.read(value, locale).flatMap(number -> inJson(question, number));
            case SCALE ->
                WrittenNumber.read(value, null)
                        .filter(AnswerReader::isWhole)
                        .flatMap(number -> inJson(question, number.intValue()));
            case DATE -> WrittenDate.read(value, locale).flatMap(date -> inJson(question, date.toString()));
            case BOOLEAN -> truth(value).map(answer -> answer);
            default -> inJson(question, value);
        };
    }

    private Optional<Object> inJson(Question question, Object given) {
        return switch (question.type()) {
            case TEXT -> text(question, given, LONGEST_TEXT);
            case LONG_TEXT -> text(question, given, LONGEST_LONG_TEXT);
            case EMAIL -> email(given);
            case PHONE -> phone(given);
            case NUMBER -> given(given instanceof Number number && isWithin(question, number), given);
            case MONEY -> money(question, given);
            case DATE -> given(given instanceof String text && isDateWithin(question, text), given);
            case BOOLEAN -> given(given instanceof Boolean, given);
            case CHOICE -> given(question.options().contains(given), given);
            case MULTIPLE_CHOICE -> given(given instanceof List<?> list && areChoices(question, list), given);
            case SCALE -> given(given instanceof Integer && question.choices().contains(given.toString()), given);
        };
    }

    private static Optional<Object> given(boolean fits, Object answer) {
        return fits ? Optional.of(answer) : Optional.empty();
    }

    private static Optional<Object> text(Question question, Object given, int longest) {
        return given(
                given instanceof String text && Texts.length(text) <= longest && isWithin(question, Texts.length(text)),
                given);
    }

    private static Optional<Object> email(Object given) {
        return given instanceof String text && Texts.length(text) <= LONGEST_EMAIL
                ? Optional.ofNullable(EmailAddress.normalize(text))
                        .filter(address -> EMAIL.matcher(address).matches())
                        .map(address -> address)
                : Optional.empty();
    }

    private Optional<Object> phone(Object given) {
        return given instanceof String text && Texts.length(text) <= LONGEST_PHONE
                ? numbers.read(text, region).map(TelephoneNumber::text)
                : Optional.empty();
    }

    private static Optional<Object> money(Question question, Object given) {
        return given instanceof Map<?, ?> money
                        && money.size() == 2
                        && (money.get("amount") instanceof Integer || money.get("amount") instanceof Long)
                        && ((Number) money.get("amount")).longValue() >= 0
                        && ((Number) money.get("amount")).longValue() <= Amount.MOST
                        && question.options().contains(money.get("currency"))
                        && isWithin(question, (Number) money.get("amount"))
                ? Optional.of(given)
                : Optional.empty();
    }

    /** Without a currency it is the only one that the question takes. */
    private Optional<Object> typedMoney(Question question, String text) {
        Matcher parts = MONEY.matcher(text.strip());
        if (Texts.length(text) > LONGEST_MONEY || !parts.matches()) {
            return Optional.empty();
        }
        String before = parts.group("before");
        String after = parts.group("after");
        String named = before == null ? after : before;
        if (before != null && after != null
                || named == null && question.options().size() != 1) {
            return Optional.empty();
        }
        String currency = named == null ? question.options().get(0) : named.toUpperCase(Locale.ROOT);
        if (!question.options().contains(currency)) {
            return Optional.empty();
        }
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return WrittenNumber.read(parts.group("number"), locale)
                .map(number -> number.movePointRight(digits))
                .filter(AnswerReader::isWhole)
                .filter(number -> number.abs().compareTo(BigDecimal.valueOf(Amount.MOST)) <= 0)
                .map(number -> Map.of("amount", number.longValueExact(), "currency", currency));
    }

    private static boolean areChoices(Question question, List<?> list) {
        return question.options().containsAll(list)
                && list.stream().distinct().count() == list.size()
                && isWithin(question, list.size());
    }

    private static boolean isDateWithin(Question question, String text) {
        return WrittenDate.isIso(text)
                && (question.min() == null || !isBefore(text, question.min()))
                && (question.max() == null || !isBefore(question.max().toString(), text));
    }

    private static boolean isBefore(String date, Object bound) {
        return LocalDate.parse(date).isBefore(LocalDate.parse(bound.toString()));
    }

    private static boolean isWithin(Question question, Number number) {
        BigDecimal value = new BigDecimal(number.toString());
        return (question.min() == null
                        || value.compareTo(new BigDecimal(question.min().toString())) >= 0)
                && (question.max() == null
                        || value.compareTo(new BigDecimal(question.max().toString())) <= 0);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    static Optional<Boolean> truth(String text) {
        return switch (text) {
            case "true", "on", "yes", "1" -> Optional.of(true);
            case "false", "off", "no", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** What the question takes, for who gave something else. */
    static String expectation(Question question) {
        return switch (question.type()) {
            case TEXT -> "must be a text" + characters(question, LONGEST_TEXT);
            case LONG_TEXT -> "must be a text" + characters(question, LONGEST_LONG_TEXT);
            case EMAIL -> "must be a well-formed e-mail address";
            case PHONE -> "must be a telephone number with its area code or country's code, such as +4930901820";
            case NUMBER -> "must be a number" + range(question);
            case MONEY ->
                "must be an amount in minor units, not negative, and a currency, one of "
                        + String.join(", ", question.options()) + range(question);
            case DATE -> "must be a date such as 2026-11-23" + range(question);
            case BOOLEAN -> "must be true or false";
            case CHOICE -> "must be one of " + String.join(", ", question.options());
            case MULTIPLE_CHOICE ->
                "must be an array, without repetition, of some of " + String.join(", ", question.options())
                        + range(question);
            case SCALE -> "must be a whole number from " + question.scaleBegins() + " to " + question.scaleEnds();
        };
    }

    private static String characters(Question question, int longest) {
        Object most = question.max() == null ? longest : question.max();
        return question.min() == null
                ? " of up to " + most + " characters"
                : " of " + question.min() + " to " + most + " characters";
    }

    private static String range(Question question) {
        if (question.min() == null && question.max() == null) {
            return "";
        }
        if (question.max() == null) {
            return ", at least " + question.min();
        }
        return question.min() == null
                ? ", at most " + question.max()
                : ", from " + question.min() + " to " + question.max();
    }
}
