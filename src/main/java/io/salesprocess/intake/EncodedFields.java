package io.salesprocess.intake;

import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.Texts;
import io.salesprocess.platform.http.FormBodies;
import io.salesprocess.platform.kernel.Rfc3339;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The fields of an encoded form: the submission's by name, the person's with or without {@code prospect.} before it, answers as
 * {@code answers.KEY}. They are taken out one by one; what is left over at the end is unknown.
 */
final class EncodedFields {

    private static final String ANSWERS = "answers.";
    private static final int LONGEST_NUMBER = 40;

    private final Map<String, List<String>> left;
    private final Faults errors = new Faults();

    EncodedFields(Map<String, List<String>> all) {
        this.left = new LinkedHashMap<>(all);
        all.forEach(this::checkTexts);
    }

    /** Stops with the first: a field that is repeated thousands of times is one wrong place. */
    private void checkTexts(String name, List<String> values) {
        Stream.concat(Stream.of(name), values.stream())
                .map(text -> errors.isFull() ? Optional.<String>empty() : Texts.objection(text))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(objection -> errors.add(FieldError.at(FormBodies.pointer(name), objection)));
    }

    SentSubmission toSubmission() {
        SubmissionRequest request = new SubmissionRequest(
                take("submissionId"),
                new SubmissionRequest.Given(person("name"), person("email"), person("phone"), person("company")),
                answers(),
                take("message"),
                consent(take("consent.textVersion"), parse("consent.givenAt", Rfc3339::parse, "a time of RFC 3339")),
                take("source"),
                signals(
                        parse("signals.honeypot", EncodedFields::truth, "true or false"),
                        parse("signals.botScore", EncodedFields::number, "a number from 0 to 1")),
                null);
        errors.throwIfAny();
        Map<String, Object> context = context();
        return new SentSubmission(request.withContext(context), places(context), true);
    }

    private static List<String> places(Map<String, Object> context) {
        return context.keySet().stream().map(FormBodies::pointer).toList();
    }

    /** One that comes once is a text, one that is repeated a list. */
    private Map<String, Object> context() {
        Map<String, Object> context = new LinkedHashMap<>();
        left.forEach((name, values) -> context.put(name, values.size() == 1 ? values.get(0) : values));
        return context;
    }

    private static SubmissionRequest.Consent consent(String textVersion, Instant givenAt) {
        return textVersion == null && givenAt == null ? null : new SubmissionRequest.Consent(textVersion, givenAt);
    }

    private static SubmissionRequest.Signals signals(Boolean honeypot, BigDecimal botScore) {
        return honeypot == null && botScore == null ? null : new SubmissionRequest.Signals(honeypot, botScore);
    }

    private Map<String, Object> answers() {
        Map<String, Object> answers = new LinkedHashMap<>();
        List.copyOf(left.keySet()).stream()
                .filter(name -> name.startsWith(ANSWERS))
                .forEach(name -> answers.put(name.substring(ANSWERS.length()), new EncodedText(left.remove(name))));
        return answers;
    }

    private String person(String name) {
        String qualified = "prospect." + name;
        if (left.containsKey(name) && left.containsKey(qualified)) {
            errors.add(FieldError.at(FormBodies.pointer(qualified), "must be given once, with or without prospect."));
            left.remove(qualified);
        }
        return take(left.containsKey(name) ? name : qualified);
    }

    private String take(String name) {
        List<String> values = left.remove(name);
        if (values == null) {
            return null;
        }
        if (values.size() > 1) {
            errors.add(FieldError.at(FormBodies.pointer(name), "must be given once"));
        }
        return values.get(0).isEmpty() ? null : values.get(0);
    }

    private <T> T parse(String name, Function<String, T> parser, String expected) {
        String text = take(name);
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException e) {
            errors.add(FieldError.at(FormBodies.pointer(name), "must be " + expected + Rfc3339.lostPlus(text)));
            return null;
        }
    }

    private static Boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static BigDecimal number(String text) {
        // An exponent could stand for more digits than there is room for.
        if (text.length() > LONGEST_NUMBER || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            throw new IllegalArgumentException("overlong");
        }
        return new BigDecimal(text);
    }
}
