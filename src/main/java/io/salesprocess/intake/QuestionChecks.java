package io.salesprocess.intake;

import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.kernel.Amount;
import io.salesprocess.platform.kernel.Currencies;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Checks that the parts of questions go together, and names every place where they do not. */
final class QuestionChecks {

    private static final int WIDEST_SCALE = 20;
    private static final BigDecimal LARGEST_SCALE = BigDecimal.valueOf(1000);
    private static final Set<Question.Type> COUNTED =
            Set.of(Question.Type.TEXT, Question.Type.LONG_TEXT, Question.Type.MULTIPLE_CHOICE);
    private static final Set<Question.Type> BOUNDLESS =
            Set.of(Question.Type.BOOLEAN, Question.Type.CHOICE, Question.Type.EMAIL, Question.Type.PHONE);

    private final Faults faults = new Faults();
    private final Map<String, Question> earlier = new HashMap<>();
    private String place;

    private QuestionChecks() {}

    /** What is wrong with the questions, with pointers into the form. */
    static Faults check(List<Question> questions) {
        QuestionChecks checks = new QuestionChecks();
        for (int i = 0; i < questions.size() && !checks.faults.isFull(); i++) {
            checks.place = "/questions/" + i;
            checks.check(questions.get(i));
        }
        return checks.faults;
    }

    private void check(Question question) {
        checkOptions(question);
        checkBounds(question);
        checkCondition(question);
        checkTells(question);
        if (earlier.putIfAbsent(question.key(), question) != null) {
            add("/key", "is the key of an earlier question");
        }
    }

    private void checkOptions(Question question) {
        boolean hasOptions = !question.options().isEmpty();
        switch (question.type()) {
            case CHOICE, MULTIPLE_CHOICE -> {
                if (!hasOptions) {
                    add("/options", "must name what can be chosen");
                }
            }
            case MONEY -> {
                if (!hasOptions || !question.options().stream().allMatch(Currencies::isCurrent)) {
                    add("/options", "must be codes of current currencies of ISO 4217, such as EUR");
                }
            }
            default -> {
                if (hasOptions) {
                    add("/options", "is for questions of the types choice, multiple-choice and money only");
                }
            }
        }
        if (new HashSet<>(question.options()).size() < question.options().size()) {
            add("/options", "must not name an option twice");
        }
    }

    private void checkBounds(Question question) {
        if (BOUNDLESS.contains(question.type())) {
            refuse("/min", question.min(), "is not for questions of this type");
            refuse("/max", question.max(), "is not for questions of this type");
            return;
        }
        boolean isMin = checkBound(question, "/min", question.min());
        boolean isMax = checkBound(question, "/max", question.max());
        if (!isMin || !isMax) {
            return;
        }
        if (question.type() == Question.Type.SCALE) {
            int steps = question.scaleEnds() - question.scaleBegins();
            if (steps < 1 || steps > WIDEST_SCALE) {
                add("/max", "must be from 1 to " + WIDEST_SCALE + " above min");
            }
        } else if (question.min() != null && question.max() != null && isAbove(question.min(), question.max())) {
            add("/max", "must not be below min");
        }
    }

    private boolean checkBound(Question question, String part, Object bound) {
        if (bound == null) {
            return true;
        }
        boolean isDate = question.type() == Question.Type.DATE;
        if (isDate) {
            if (bound instanceof String text && WrittenDate.isIso(text)) {
                return true;
            }
            add(part, "must be a date such as 2026-11-23");
            return false;
        }
        if (!(bound instanceof Number number)) {
            add(part, "must be a number");
            return false;
        }
        BigDecimal value = new BigDecimal(number.toString());
        if (question.type() == Question.Type.NUMBER) {
            return true;
        }
        boolean isCount = COUNTED.contains(question.type()) || question.type() == Question.Type.MONEY;
        boolean isWhole = value.stripTrailingZeros().scale() <= 0;
        if (!isWhole || isCount && value.signum() < 0 || exceeds(question, value)) {
            add(part, isCount ? "must be a whole number, not negative" : "must be a whole number up to 1000");
            return false;
        }
        return true;
    }

    private static boolean exceeds(Question question, BigDecimal value) {
        BigDecimal most = question.type() == Question.Type.MONEY
                ? BigDecimal.valueOf(Amount.MOST)
                : question.type() == Question.Type.SCALE ? LARGEST_SCALE : BigDecimal.valueOf(Integer.MAX_VALUE);
        return value.abs().compareTo(most) > 0;
    }

    private static boolean isAbove(Object min, Object max) {
        return min instanceof Number
                ? new BigDecimal(min.toString()).compareTo(new BigDecimal(max.toString())) > 0
                : min.toString().compareTo(max.toString()) > 0;
    }

    private void checkCondition(Question question) {
        Question.ShowIf condition = question.showIf();
        if (condition == null) {
            return;
        }
        Question asked = earlier.get(condition.question());
        if (asked == null || asked.choices().isEmpty()) {
            add(
                    "/showIf/question",
                    "must be the key of an earlier question of the type choice, multiple-choice, boolean or scale");
        } else {
            checkChoices("/showIf/oneOf", condition.oneOf(), asked);
        }
    }

    private void checkTells(Question question) {
        Question.Tells tells = question.tells();
        if (tells == null) {
            return;
        }
        if (question.choices().isEmpty()) {
            add("/tells", "is for questions of the types choice, multiple-choice, boolean and scale only");
            return;
        }
        checkChoices("/tells/interest", tells.interest().keySet(), question);
        checkChoices("/tells/fit", tells.fit().keySet(), question);
        if (Stream.concat(tells.interest().values().stream(), tells.fit().values().stream())
                .anyMatch(Objects::isNull)) {
            add("/tells", "must say something of each option that it names");
        }
    }

    private void checkChoices(String part, Collection<String> named, Question question) {
        List<String> unknown = new ArrayList<>(named);
        unknown.removeAll(question.choices());
        if (!unknown.isEmpty()) {
            add(
                    part,
                    "names " + String.join(", ", unknown) + ", but can name only "
                            + String.join(", ", question.choices()));
        }
    }

    private void refuse(String part, Object value, String detail) {
        if (value != null) {
            add(part, detail);
        }
    }

    private void add(String part, String detail) {
        faults.add(FieldError.at(place + part, detail));
    }
}
