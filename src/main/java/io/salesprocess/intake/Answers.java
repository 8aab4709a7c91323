package io.salesprocess.intake;

import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Checks answers against the questions of a form, and names every wrong one. */
final class Answers {

    private final Map<String, Object> checked = new TreeMap<>();
    private final Faults errors = new Faults();
    private final AnswerReader reader;

    private Answers(AnswerReader reader) {
        this.reader = reader;
    }

    /** The answers of a submission; what is not answered, and what is not asked, is left out. */
    static Answers check(List<Question> questions, Map<String, Object> given, AnswerReader reader) {
        Answers answers = new Answers(reader);
        Map<String, Object> unknown = new TreeMap<>(given);
        for (Question question : questions) {
            Object answer = unknown.remove(question.key());
            if (isAsked(question, answers.checked)) {
                answers.check(question, answer);
            }
        }
        for (String key : unknown.keySet()) {
            if (answers.errors.isFull()) {
                break;
            }
            answers.refuse(key, "is not a question of this form");
        }
        return answers;
    }

    /** Whether the question is asked of who has answered the earlier ones like this. */
    static boolean isAsked(Question question, Map<String, Object> earlier) {
        Question.ShowIf condition = question.showIf();
        if (condition == null) {
            return true;
        }
        Object answer = earlier.get(condition.question());
        return answer != null && Question.chosen(answer).stream().anyMatch(condition.oneOf()::contains);
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
        return earlier instanceof Boolean ? AnswerReader.truth(value) : Optional.of(value);
    }

    /** The answers in the types that their questions ask for. */
    Map<String, Object> checked() {
        return checked;
    }

    Faults errors() {
        return errors;
    }

    private void check(Question question, Object given) {
        if (isMissing(given) || isCurrencyOnly(question, given)) {
            if (question.required()) {
                refuse(question.key(), "needs an answer");
            }
            return;
        }
        reader.read(question, given)
                .ifPresentOrElse(
                        answer -> checked.put(question.key(), answer),
                        () -> refuse(question.key(), AnswerReader.expectation(question)));
    }

    private static boolean isMissing(Object given) {
        return given == null
                || (given instanceof String text && Texts.isBlank(text))
                || (given instanceof List<?> list && list.isEmpty())
                || (given instanceof EncodedText text && text.values().stream().allMatch(Texts::isBlank));
    }

    /** An amount that was left empty, beside a list of currencies that always has one. */
    private static boolean isCurrencyOnly(Question question, Object given) {
        return question.type() == Question.Type.MONEY
                && given instanceof EncodedText text
                && text.values().stream().anyMatch(Texts::isBlank)
                && text.values().stream()
                        .allMatch(value -> Texts.isBlank(value)
                                || question.options().contains(value.strip().toUpperCase(Locale.ROOT)));
    }

    private void refuse(String key, String detail) {
        errors.add(FieldError.at("/answers" + FieldError.step(key), detail));
    }
}
