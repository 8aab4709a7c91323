package io.salesprocess.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.JsonErrors;
import io.salesprocess.platform.http.BodyCheck;
import io.salesprocess.platform.http.FormBodies;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads submissions, as JSON or as browsers send forms. What no submission has becomes its context; the form may refuse it. */
@Provider
@Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
public class SubmissionReader implements MessageBodyReader<SentSubmission> {

    private static final Map<Class<?>, String> PLACES = Map.of(
            SubmissionRequest.class, "",
            SubmissionRequest.Given.class, "prospect",
            SubmissionRequest.Consent.class, "consent",
            SubmissionRequest.Signals.class, "signals");

    private final ObjectMapper mapper;
    private final BodyCheck check;
    private final FormBodies forms;

    @Inject
    SubmissionReader(ObjectMapper mapper, BodyCheck check, FormBodies forms) {
        this.mapper = mapper;
        this.check = check;
        this.forms = forms;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type == SentSubmission.class;
    }

    @Override
    public SentSubmission readFrom(
            Class<SentSubmission> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return FormBodies.isForm(mediaType)
                ? new EncodedFields(forms.read(mediaType, body)).toSubmission()
                : json(check.json(body, true));
    }

    private SentSubmission json(byte[] body) throws IOException {
        List<Unknown> unknown = new ArrayList<>();
        SubmissionRequest request;
        try {
            request = mapper.readerFor(SubmissionRequest.class)
                    .withHandler(new Collecting(unknown))
                    .readValue(body);
        } catch (JsonProcessingException e) {
            throw JsonErrors.problem(e);
        }
        // The JSON text null.
        return request == null
                ? null
                : new SentSubmission(
                        withContext(request, unknown),
                        unknown.stream().map(Unknown::pointer).toList(),
                        false);
    }

    private static SubmissionRequest withContext(SubmissionRequest request, List<Unknown> unknown) {
        if (unknown.isEmpty()) {
            return request;
        }
        Faults errors = new Faults();
        Map<String, Object> context = new LinkedHashMap<>(request.context());
        for (Unknown field : unknown) {
            if (!field.value().isNull() && context.put(field.name(), field.value()) != null) {
                errors.add(FieldError.at(field.pointer(), "is in context as well"));
            }
        }
        errors.throwIfAny();
        return request.withContext(context);
    }

    /** A field that no submission has; below another one, its name begins with that one's and a dot. */
    private record Unknown(String name, String pointer, JsonNode value) {

        static Unknown of(String place, String name, JsonNode value) {
            return place.isEmpty()
                    ? new Unknown(name, FieldError.step(name), value)
                    : new Unknown(place + "." + name, "/" + place + FieldError.step(name), value);
        }
    }

    /** Takes aside what the reader does not know, and lets it go on. */
    private static final class Collecting extends DeserializationProblemHandler {

        private final List<Unknown> unknown;

        Collecting(List<Unknown> unknown) {
            this.unknown = unknown;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser json,
                JsonDeserializer<?> reader,
                Object beanOrClass,
                String name)
                throws IOException {
            String place = PLACES.get(reader.handledType());
            if (place == null) {
                return false;
            }
            unknown.add(Unknown.of(place, name, context.readTree(json)));
            return true;
        }
    }
}
