package io.salesprocess.page;

import io.salesprocess.intake.VisitorForm;
import io.salesprocess.intake.VisitorForm.Asked;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.Texts;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A form with what a visitor has typed into it, and what is wrong with that, as the template shows it. */
final class FilledForm {

    static final String ANSWER = "answers.";

    private static final int MOST_RADIOS = 7;
    private static final List<String> CONTACT = List.of("email", "phone");

    private final VisitorForm form;
    private final Map<String, List<String>> typed;
    private final String number;
    private final Map<String, String> mistakes;
    private final Map<String, String> texts;
    private final List<Mistake> inOrder = new ArrayList<>();

    /**
     * @param typed by the names of fields
     * @param errors in the submission, in which places are pointers
     * @param number the telephone number as it was understood, for the visitor to confirm; or null
     */
    FilledForm(
            VisitorForm form,
            Locale language,
            Map<String, List<String>> typed,
            List<FieldError> errors,
            String number) {
        this.form = form;
        this.typed = typed;
        this.number = number;
        this.texts = PageTexts.in(language);
        this.mistakes = mistakes(errors);
    }

    /** A place that is wrong: the field that it is in, its label, and what to do. */
    public record Mistake(String id, String label, String text) {}

    /**
     * A field.
     *
     * @param help stands below the label, or null
     * @param mistake what is wrong with what was typed, or null
     * @param isFirstMistake whether it is where the visitor goes on
     */
    public record Field(
            String id,
            String name,
            String label,
            String help,
            boolean required,
            String value,
            String mistake,
            boolean isFirstMistake) {

        /** Whether it may be left empty without a word about it; of e-mail address and telephone number one is needed. */
        public boolean isOptional() {
            return !required && !CONTACT.contains(name);
        }

        /** What screen readers say with the field: its hint, and what is wrong. */
        public String describedBy() {
            return (help == null ? "" : id + "-help") + (mistake == null ? "" : " " + id + "-mistake");
        }
    }

    /**
     * A question.
     *
     * @param kind which control shows it
     * @param choices what can be chosen
     * @param currencies that can be chosen besides the amount, if there are several
     * @param onlyIf when it is asked, in words; null for always
     */
    public record Question(Field field, String kind, List<Choice> choices, List<Choice> currencies, String onlyIf) {

        /** Whether it is answered by several buttons or boxes. */
        public boolean isGroup() {
            return Set.of("radios", "scale", "checkboxes").contains(kind);
        }
    }

    /** Something to choose. */
    public record Choice(String id, String value, String label, boolean chosen) {}

    List<Field> person() {
        return List.of(
                field("name", texts.get("name"), null, true),
                field("email", texts.get("email"), texts.get("contactHelp"), false),
                field(
                        "phone",
                        texts.get("phone"),
                        number == null ? null : texts.get("phoneUnderstood") + " " + number,
                        false),
                field("company", texts.get("company"), null, false));
    }

    Field message() {
        return field("message", texts.get("message"), null, false);
    }

    Field consent() {
        // The text itself is too long for the list of mistakes.
        return form.consent() == null ? null : field("consent", texts.get("consent"), null, true);
    }

    List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < form.questions().size(); i++) {
            questions.add(question(i, form.questions().get(i)));
        }
        return questions;
    }

    /** What is wrong, in the order in which fields stand on the page; known once these have been asked for. */
    List<Mistake> mistakes() {
        return inOrder;
    }

    /** Hides questions that are not asked, where browsers understand it; where not, their condition stands above them. */
    String rules() {
        StringBuilder rules = new StringBuilder();
        for (int i = 0; i < form.questions().size(); i++) {
            VisitorForm.OnlyIf onlyIf = form.questions().get(i).onlyIf();
            if (onlyIf != null) {
                int asked = placeOf(onlyIf.question());
                List<String> choices = form.questions().get(asked).choices();
                String chosen = onlyIf.oneOf().stream()
                        .map(option -> "#q" + asked + "-" + choices.indexOf(option) + ":checked")
                        .collect(Collectors.joining(", "));
                rules.append("form:not(:has(")
                        .append(chosen)
                        .append(")) #q")
                        .append(i)
                        .append("-group { display: none; }\n");
                rules.append("@supports selector(:has(*)) { #q").append(i).append("-if { display: none; } }\n");
            }
        }
        return rules.toString();
    }

    private int placeOf(String key) {
        int place = 0;
        while (!form.questions().get(place).key().equals(key)) {
            place++;
        }
        return place;
    }

    private Question question(int place, Asked asked) {
        String name = ANSWER + asked.key();
        String id = "q" + place;
        List<String> values = typed.getOrDefault(name, List.of());
        List<Choice> choices = new ArrayList<>();
        for (int i = 0; i < asked.choices().size(); i++) {
            String value = asked.choices().get(i);
            choices.add(new Choice(id + "-" + i, value, label(asked, value), values.contains(value)));
        }
        List<Choice> currencies = asked.currencies().stream()
                .map(currency -> new Choice(null, currency, currency, values.contains(currency)))
                .toList();
        String amountIn = asked.type().equals("money") && currencies.size() == 1
                ? " (" + asked.currencies().get(0) + ")"
                : "";
        boolean hasOneField = choices.isEmpty() || kind(asked).equals("select");
        Field field = field(
                hasOneField ? id : id + "-0",
                name,
                asked.label() + amountIn,
                asked.help(),
                asked.required(),
                values.isEmpty() ? "" : values.get(0));
        return new Question(
                new Field(
                        id,
                        field.name(),
                        field.label(),
                        field.help(),
                        field.required(),
                        field.value(),
                        field.mistake(),
                        field.isFirstMistake()),
                kind(asked),
                choices,
                currencies.size() > 1 ? currencies : List.of(),
                asked.onlyIf() == null ? null : condition(asked.onlyIf()));
    }

    private String label(Asked asked, String value) {
        return asked.type().equals("boolean") ? texts.get(value.equals("true") ? "yes" : "no") : value;
    }

    private static String kind(Asked asked) {
        return switch (asked.type()) {
            case "choice" -> asked.choices().size() > MOST_RADIOS ? "select" : "radios";
            case "boolean" -> "radios";
            case "scale" -> "scale";
            case "multiple-choice" -> "checkboxes";
            default -> asked.type();
        };
    }

    private String condition(VisitorForm.OnlyIf onlyIf) {
        Asked asked = form.questions().get(placeOf(onlyIf.question()));
        String answers = onlyIf.oneOf().stream()
                .map(value -> label(asked, value))
                .collect(Collectors.joining(" " + texts.get("or") + " "));
        return MessageFormat.format(texts.get("onlyIf"), asked.label(), answers);
    }

    private Field field(String name, String label, String help, boolean required) {
        List<String> values = typed.getOrDefault(name, List.of());
        return field(name, name, label, help, required, values.isEmpty() ? "" : values.get(0));
    }

    private Field field(String id, String name, String label, String help, boolean required, String value) {
        String mistake = mistakes.get(name);
        boolean isFirst = mistake != null && inOrder.isEmpty();
        if (mistake != null) {
            inOrder.add(new Mistake(id, label, mistake));
        }
        // Without what cannot be seen, and so could not be corrected either.
        return new Field(id, name, label, help, required, Texts.permitted(value), mistake, isFirst);
    }

    /** By the names of fields. */
    private Map<String, String> mistakes(List<FieldError> errors) {
        Map<String, String> found = new HashMap<>();
        for (FieldError error : errors) {
            String pointer = error.pointer() == null ? "" : error.pointer();
            if (pointer.equals("/prospect")) {
                found.putIfAbsent("email", texts.get("mistakeContact"));
            } else if (pointer.startsWith("/prospect/")) {
                String name = pointer.substring("/prospect/".length());
                found.putIfAbsent(name, personMistake(name));
            } else if (pointer.startsWith("/answers/")) {
                String key = pointer.substring("/answers/".length())
                        .replace("~1", "/")
                        .replace("~0", "~");
                found.putIfAbsent(ANSWER + key, answerMistake(key));
            } else if (pointer.equals("/consent")) {
                found.putIfAbsent("consent", texts.get("mistakeConsent"));
            } else {
                String name = pointer.replaceFirst("^/", "");
                found.putIfAbsent(name, textMistake(name));
            }
        }
        return found;
    }

    private String personMistake(String name) {
        boolean isBlank = typed.getOrDefault(name, List.of()).stream().allMatch(Texts::isBlank);
        if (name.equals("name") && isBlank) {
            return texts.get("mistakeName");
        }
        return CONTACT.contains(name)
                ? texts.get(name.equals("email") ? "mistakeEmail" : "mistakePhone")
                : textMistake(name);
    }

    /** Texts are too long, unless there is something in them that the visitor cannot see. */
    private String textMistake(String name) {
        return hasObjection(name) ? texts.get("mistakeCharacters") : texts.get("mistakeLong");
    }

    private boolean hasObjection(String name) {
        return typed.getOrDefault(name, List.of()).stream()
                .anyMatch(text -> Texts.objection(text).isPresent());
    }

    private String answerMistake(String key) {
        boolean isBlank = typed.getOrDefault(ANSWER + key, List.of()).stream().allMatch(Texts::isBlank);
        return form.questions().stream()
                .filter(asked -> asked.key().equals(key))
                .findFirst()
                .map(asked -> isBlank
                        ? texts.get("mistakeAnswer")
                        : hasObjection(ANSWER + key) ? texts.get("mistakeCharacters") : mistakeOf(asked))
                .orElse(texts.get("mistakeOther"));
    }

    private String mistakeOf(Asked asked) {
        String text = texts.get(
                switch (asked.type()) {
                    case "email" -> "mistakeEmail";
                    case "phone" -> "mistakePhone";
                    case "number" -> "mistakeNumber";
                    case "money" -> "mistakeMoney";
                    case "date" -> "mistakeDate";
                    case "text", "long-text" -> asked.min() == null ? "mistakeLong" : "mistakeShort";
                    default -> "mistakeChoice";
                });
        boolean isBounded = (asked.min() != null || asked.max() != null)
                && !asked.type().equals("money")
                && !asked.type().equals("scale");
        return isBounded ? text + " " + MessageFormat.format(texts.get("mistakeBounds"), bounds(asked)) : text;
    }

    private String bounds(Asked asked) {
        String from = asked.min() == null ? "" : texts.get("from") + " " + asked.min();
        String to = asked.max() == null ? "" : texts.get("to") + " " + asked.max();
        return (from + " " + to).strip();
    }
}
