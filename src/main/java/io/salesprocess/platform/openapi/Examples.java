package io.salesprocess.platform.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.media.Content;

/**
 * What was really sent and answered, one file for each operation: {@code request}, and {@code responses} by status with
 * {@code headers} and {@code body}. A test holds the files to what the service answers.
 */
final class Examples {

    private static final String DIRECTORY = "openapi/examples/";
    /** Whose fields have other names than in JSON. */
    private static final Set<String> FORMS = Set.of("application/x-www-form-urlencoded", "multipart/form-data");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<String, Example> read = new HashMap<>();

    private record Example(Object request, Map<String, Answer> responses) {}

    private record Answer(Map<String, String> headers, Object body) {}

    void attach(Endpoint endpoint) {
        Example example = of(endpoint);
        if (endpoint.hasBody() && example.request() != null) {
            endpoint.operation().getRequestBody().getContent().getMediaTypes().forEach((type, content) -> {
                if (!FORMS.contains(type)) {
                    content.setExample(example.request());
                }
            });
        }
        example.responses().forEach((status, answer) -> {
            Content content =
                    endpoint.operation().getResponses().getAPIResponse(status).getContent();
            if (content != null && answer.body() != null) {
                // Some operations show the same as a page or a file, which have an example of their own.
                content.getMediaTypes().forEach((name, type) -> {
                    if (name.contains("json") && type.getExample() == null) {
                        type.setExample(answer.body());
                    }
                });
            }
        });
    }

    /** The headers that the operation was seen to answer with. */
    Set<String> headers(Endpoint endpoint, String status) {
        Answer answer = of(endpoint).responses().get(status);
        return answer == null ? Set.of() : answer.headers().keySet();
    }

    private Example of(Endpoint endpoint) {
        return read.computeIfAbsent(endpoint.operation().getOperationId(), this::read);
    }

    private Example read(String operation) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream file = loader.getResourceAsStream(DIRECTORY + operation + ".json")) {
            return file == null ? new Example(null, Map.of()) : mapper.readValue(file, Example.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
