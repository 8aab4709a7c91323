package io.salesprocess.intake;

import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Texts;
import io.salesprocess.platform.http.BodyCheck;
import io.salesprocess.platform.kernel.Rfc3339;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads submissions as browsers send forms: fields by name, the person's with or without {@code prospect.} before it, answers
 * as {@code answers.KEY}. Unknown and repeated fields are refused, as in JSON.
 */
@Provider
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class EncodedFormReader implements MessageBodyReader<SubmissionRequest> {

    private static final String ANSWERS = "answers.";
    private static final int LONGEST_NUMBER = 40;

    private final BodyCheck check;

    @Inject
    EncodedFormReader(BodyCheck check) {
        this.check = check;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == SubmissionRequest.class;
    }

    @Override
    public SubmissionRequest readFrom(
            Class<SubmissionRequest> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return new Fields(decode(new String(check.text(body), StandardCharsets.UTF_8))).toRequest();
    }

    private static Map<String, List<String>> decode(String body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decodePart(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decodePart(pair.substring(equals + 1));
                fields.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
            }
        }
        return fields;
    }

    private static String decodePart(String text) {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like bytes that are not UTF-8.
        }
        throw ProblemException.of(
                ProblemType.MALFORMED_REQUEST, "The body is not a well-formed encoded form in UTF-8.");
    }

    /** Takes fields out one by one, so that what is left over at the end is unknown. */
    private static final class Fields {
        private final Map<String, List<String>> left;
        private final Faults errors = new Faults();

        Fields(Map<String, List<String>> all) {
            this.left = all;
            all.forEach(this::checkTexts);
        }

        /** Stops with the first: a field that is repeated thousands of times is one wrong place. */
        private void checkTexts(String name, List<String> values) {
            for (String value : values) {
                Optional<String> objection = errors.isFull() ? Optional.empty() : Texts.objection(value);
                if (objection.isPresent()) {
                    errors.add(FieldError.at(pointer(name), objection.get()));
                    return;
                }
            }
        }

        private void refuseUnknown() {
            for (String name : left.keySet()) {
                if (errors.isFull()) {
                    return;
                }
                errors.add(FieldError.at(pointer(name), "is not a field of this request"));
            }
        }

        SubmissionRequest toRequest() {
            SubmissionRequest request = new SubmissionRequest(
                    take("submissionId"),
                    new SubmissionRequest.Given(person("name"), person("email"), person("phone"), person("company")),
                    answers(),
                    take("message"),
                    consent(
                            take("consent.textVersion"),
                            parse("consent.givenAt", Rfc3339::parse, "a time of RFC 3339")),
                    take("source"),
                    signals(
                            parse("signals.honeypot", Fields::truth, "true or false"),
                            parse("signals.botScore", Fields::number, "a number from 0 to 1")));
            refuseUnknown();
            errors.throwIfAny();
            return request;
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
            return left.containsKey(name) ? take(name) : take("prospect." + name);
        }

        private String take(String name) {
            List<String> values = left.remove(name);
            if (values == null) {
                return null;
            }
            if (values.size() > 1) {
                errors.add(FieldError.at(pointer(name), "must be given once"));
            }
            return values.get(0).isEmpty() ? null : values.get(0);
        }

        private <T> T parse(String name, Function<String, T> parser, String expected) {
            String text = take(name);
            try {
                return text == null ? null : parser.apply(text);
            } catch (IllegalArgumentException e) {
                errors.add(FieldError.at(pointer(name), "must be " + expected + Rfc3339.lostPlus(text)));
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
            if (text.length() > LONGEST_NUMBER) {
                throw new IllegalArgumentException("overlong");
            }
            return new BigDecimal(text);
        }

        private static String pointer(String name) {
            return FieldError.step(name).replace(".", "/");
        }
    }
}
