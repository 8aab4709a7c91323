package io.salesprocess.testkit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The API as a program with many threads uses it: plain, quick, and whatever the answer is, it is returned. */
public final class Http {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper mapper = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final URI base;
    private final String key;

    /** Calls as somebody who may everything. */
    public Http(URI base) {
        this(base, Keys.trusted());
    }

    public Http(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /**
     * What came back.
     *
     * @param body missing, not null, if there was none
     */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {

        public String header(String name) {
            return headers.firstValue(name).orElse(null);
        }

        /** The name of the problem's type. */
        public String problem() {
            String type = body.path("type").asText();
            return type.substring(type.lastIndexOf('/') + 1);
        }

        /** A field of the body as text, or null. */
        public String text(String field) {
            JsonNode value = body.path(field);
            return value.isNull() || value.isMissingNode() ? null : value.asText();
        }

        @Override
        public String toString() {
            return status + " " + body;
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    /**
     * Sends a request.
     *
     * @param body becomes JSON, or is sent as it is if it is a text; null for none
     * @param headers names and values in turn
     */
    public Answer send(String method, String path, Object body, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                    .timeout(LONGEST_WAIT)
                    .header("Authorization", Keys.bearer(key))
                    .method(method, publisher(body));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            if (headers.length > 0) {
                request.headers(headers);
            }
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), mapper.readTree(response.body()), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.BodyPublisher publisher(Object body) throws IOException {
        if (body == null) {
            return HttpRequest.BodyPublishers.noBody();
        }
        return HttpRequest.BodyPublishers.ofString(
                body instanceof String text ? text : mapper.writeValueAsString(body));
    }
}
