package io.salesprocess.evidence;

import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.Texts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answers of a survey that a person can change. */
@Schema(name = "SurveyPatch", description = "What can be changed of a survey.")
record SurveyBody(
        @Schema(
                description =
                        "By the keys of the questions: texts, numbers, booleans, or arrays of texts. At most 200.",
                examples = "{\"need\": \"Replace our call sheets\"}")
        Map<String, Object> answers) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final int MOST_ANSWERS = 200;
    private static final int LONGEST_TEXT = 5000;
    private static final int MOST_CHOICES = 100;

    SurveyBody {
        Map<String, Object> kept = answers == null ? new TreeMap<>() : new TreeMap<>(answers);
        kept.values().removeIf(Objects::isNull);
        answers = kept;
    }

    /** What differs from before: the answers that are new or changed, and null where one was removed. */
    Map<String, Object> changesSince(SurveyBody before) {
        Map<String, Object> changes = new TreeMap<>(answers);
        before.answers.forEach((key, answer) -> {
            if (answer.equals(answers.get(key))) {
                changes.remove(key);
            } else {
                changes.putIfAbsent(key, null);
            }
        });
        return changes;
    }

    void check() {
        Faults errors = new Faults();
        if (answers.size() > MOST_ANSWERS) {
            errors.add(FieldError.at("/answers", "must have at most " + MOST_ANSWERS + " entries"));
        }
        answers.forEach((key, answer) -> {
            String place = "/answers" + FieldError.step(key);
            if (!KEY.matcher(key).matches()) {
                errors.add(FieldError.at(
                        place, "needs a key of up to 64 letters, digits, - and _ that begins with a letter"));
            } else if (!isAnswer(answer)) {
                errors.add(FieldError.at(
                        place,
                        "must be a text of up to " + LONGEST_TEXT
                                + " characters, a number, a boolean, or an array of such texts"));
            }
        });
        errors.throwIfAny();
    }

    private static boolean isAnswer(Object answer) {
        return answer instanceof Boolean
                || answer instanceof Number
                || isText(answer)
                || (answer instanceof List<?> list
                        && list.size() <= MOST_CHOICES
                        && list.stream().allMatch(SurveyBody::isText));
    }

    private static boolean isText(Object value) {
        return value instanceof String text && Texts.length(text) <= LONGEST_TEXT;
    }
}
