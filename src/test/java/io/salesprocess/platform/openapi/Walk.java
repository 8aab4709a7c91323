package io.salesprocess.platform.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.salesprocess.platform.openapi.Contract.Operation;
import io.salesprocess.testkit.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls operations where the document says they are, and keeps what was sent and answered. */
final class Walk {

    private static final List<String> HEADERS = List.of("Location", "ETag");

    /** Insights may have to catch up with all that other tests have done, and each try waits for a second. */
    private static final int MOST_TRIES = 120;

    private final Contract contract;
    private final Map<String, Map<String, Exchange>> exchanges = new LinkedHashMap<>();

    /** One request and its answer. */
    record Exchange(JsonNode request, Map<String, String> headers, JsonNode body) {}

    Walk(Contract contract) {
        this.contract = contract;
    }

    /** By operation and status, the first of each. */
    Map<String, Map<String, Exchange>> exchanges() {
        return exchanges;
    }

    /**
     * Calls an operation and returns the body of its answer.
     *
     * @param body becomes JSON; null for none
     * @param values what stands for the names in the address, in order, and perhaps a query beginning with {@code ?}
     */
    JsonNode call(String id, Object body, Object... values) {
        Operation operation = contract.operations().get(id);
        assertThat(operation).as(id).isNotNull();
        String address = operation.path();
        String query = "";
        for (Object value : values) {
            if (value.toString().startsWith("?")) {
                query = value.toString();
            } else {
                address = address.replaceFirst("\\{[A-Za-z]+}", value.toString());
            }
        }
        RequestSpecification request = given().urlEncodingEnabled(false).noContentType();
        if (contract.needsCredentials(operation)) {
            request.header("Authorization", Keys.bearer(Keys.trusted()));
        }
        if (contract.takes(operation, "If-Match", true)) {
            request.header("If-Match", "*");
        }
        JsonNode sent = body == null ? null : Contract.JSON.valueToTree(body);
        if (sent != null) {
            request.contentType("application/json").body(sent.toString());
        }
        String method = operation.method().toUpperCase();
        Response answer = request.request(method, address + query);
        for (int i = 0; i < MOST_TRIES && method.equals("GET") && answer.statusCode() == 503; i++) {
            answer = request.request(method, address + query);
        }
        return keep(operation, sent, answer);
    }

    private JsonNode keep(Operation operation, JsonNode sent, Response response) {
        String status = Integer.toString(response.statusCode());
        String text = response.asString();
        assertThat(status).as("%s answered %s", operation.id(), text).startsWith("2");
        boolean isJson = String.valueOf(response.contentType()).contains("json");
        JsonNode body = text.isEmpty() || !isJson ? NullNode.getInstance() : read(text);
        Map<String, String> headers = new LinkedHashMap<>();
        HEADERS.forEach(
                name -> Optional.ofNullable(response.header(name)).ifPresent(value -> headers.put(name, value)));
        headers.computeIfPresent("Location", (name, address) -> address.replaceFirst("^https?://[^/]+", ""));
        exchanges
                .computeIfAbsent(operation.id(), id -> new LinkedHashMap<>())
                .putIfAbsent(status, new Exchange(sent, headers, body));
        return body;
    }

    private static JsonNode read(String text) {
        try {
            return Contract.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
