package io.salesprocess.intake;

import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks answers against the questions of a form, and names every wrong one. */
final class Answers {

    private static final int LONGEST_TEXT = 5000;
    private static final int LENGTH_OF_DATE = 10;

    private final Map<String, Object> checked = new TreeMap<>();
    private final Faults errors = new Faults();

    private final Locale locale;

    private Answers(Locale locale) {
        this.locale = locale;
    }

    /**
     * The answers of a submission; what is not answered is left out.
     *
     * @param locale in which numbers are typed; null for as programs write them
     */
    static Answers check(List<Question> questions, Map<String, Object> given, Locale locale) {
        Answers answers = new Answers(locale);
        Map<String, Object> unknown = new TreeMap<>(given);
        for (Question question : questions) {
            answers.check(question, unknown.remove(question.key()));
        }
        for (String key : unknown.keySet()) {
            if (answers.errors.isFull()) {
                break;
            }
            answers.refuse(key, "is not a question of this form");
        }
        return answers;
    }

    /**
     * The answers in the types that earlier ones have, whatever the form asks for now, to compare the two. What cannot be read so
     * stays as it came, and differs.
     */
    static Map<String, Object> readLike(Map<String, Object> earlier, Map<String, Object> given, Locale locale) {
        Map<String, Object> read = new TreeMap<>();
        given.forEach((key, answer) -> {
            if (!isMissing(answer)) {
                Optional<?> like = answer instanceof EncodedText text
                        ? decodeLike(earlier.get(key), text, locale)
                        : Optional.empty();
                read.put(key, like.isPresent() ? like.get() : answer);
            }
        });
        return read;
    }

    private static Optional<?> decodeLike(Object earlier, EncodedText text, Locale locale) {
        if (earlier instanceof List) {
            return Optional.of(text.values());
        }
        if (text.values().size() != 1) {
            return Optional.empty();
        }
        String value = text.values().get(0);
        if (earlier instanceof Number) {
            return WrittenNumber.read(value, locale);
        }
        return earlier instanceof Boolean ? truth(value) : Optional.of(value);
    }

    /** The answers in the types that their questions ask for. */
    Map<String, Object> checked() {
        return checked;
    }

    Faults errors() {
        return errors;
    }

    private void check(Question question, Object given) {
        if (isMissing(given)) {
            if (question.required()) {
                refuse(question.key(), "needs an answer");
            }
            return;
        }
        Optional<Object> read = given instanceof EncodedText text ? decode(question, text) : typed(question, given);
        read.ifPresentOrElse(
                answer -> checked.put(question.key(), answer), () -> refuse(question.key(), expectation(question)));
    }

    private static boolean isMissing(Object given) {
        return given == null
                || (given instanceof String text && Texts.isBlank(text))
                || (given instanceof List<?> list && list.isEmpty())
                || (given instanceof EncodedText text && text.values().stream().allMatch(Texts::isBlank));
    }

    private Optional<Object> decode(Question question, EncodedText text) {
        if (question.type() == Question.Type.MULTIPLE_CHOICE) {
            return typed(question, text.values());
        }
        if (text.values().size() != 1) {
            return Optional.empty();
        }
        String value = text.values().get(0);
        return switch (question.type()) {
            case NUMBER -> WrittenNumber.read(value, locale).flatMap(number -> typed(question, number));
            case BOOLEAN -> truth(value);
            default -> typed(question, value);
        };
    }

    private static Optional<Object> typed(Question question, Object given) {
        boolean fits =
                switch (question.type()) {
                    case TEXT -> given instanceof String text && Texts.length(text) <= LONGEST_TEXT;
                    case NUMBER -> given instanceof Number;
                    case BOOLEAN -> given instanceof Boolean;
                    case CHOICE -> question.options().contains(given);
                    case MULTIPLE_CHOICE ->
                        given instanceof List<?> list
                                && question.options().containsAll(list)
                                && list.stream().distinct().count() == list.size();
                    case DATE -> given instanceof String text && isDate(text);
                };
        return fits ? Optional.of(given) : Optional.empty();
    }

    private static Optional<Object> truth(String text) {
        return switch (text) {
            case "true", "on", "yes", "1" -> Optional.of(true);
            case "false", "off", "no", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static boolean isDate(String text) {
        try {
            // Ten characters: years of four digits only.
            return text.length() == LENGTH_OF_DATE && LocalDate.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String expectation(Question question) {
        return switch (question.type()) {
            case TEXT -> "must be a text of up to " + LONGEST_TEXT + " characters";
            case NUMBER -> "must be a number";
            case BOOLEAN -> "must be true or false";
            case CHOICE -> "must be one of " + String.join(", ", question.options());
            case MULTIPLE_CHOICE ->
                "must be an array, without repetition, of some of " + String.join(", ", question.options());
            case DATE -> "must be a date such as 2026-11-23";
        };
    }

    private void refuse(String key, String detail) {
        errors.add(FieldError.at("/answers" + FieldError.step(key), detail));
    }
}
