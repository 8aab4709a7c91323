package io.salesprocess.platform.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.salesprocess.platform.api.Problem;
import io.salesprocess.platform.api.ProblemType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the OpenAPI document says of problems: an example of each, and the operations that respond with it. Read when the first page
 * needs it, because most instances never show one.
 */
@Singleton
class DocumentedProblems {

    /** Where the framework keeps the document that the build has made. */
    private static final String FILE = "META-INF/quarkus-generated-openapi-doc.JSON";

    private static final String PROBLEM = "application/problem+json";

    private final ObjectMapper mapper;
    private final PrettyJson json;
    private volatile Content content;

    DocumentedProblems(ObjectMapper mapper) {
        this.mapper = mapper;
        this.json = new PrettyJson(mapper);
    }

    /**
     * An operation of the API.
     *
     * @param address where Swagger UI shows it
     */
    record Operation(String method, String path, String summary, String address) {}

    /** The operations of one tag. */
    record Group(String tag, List<Operation> operations) {}

    private record Content(JsonNode examples, Map<String, Map<String, List<Operation>>> byType, int operations) {}

    /** An example as JSON. */
    String example(ProblemType type) {
        JsonNode documented = content().examples().path(type.slug()).path("value");
        return json.write(
                documented.isObject()
                        ? documented
                        : Problem.body(type, type.title() + ".", "/v1/deals/nonsense", Map.of()));
    }

    /** The operations that document the type, by tag. */
    List<Group> operations(ProblemType type) {
        return content().byType().getOrDefault(type.slug(), Map.of()).entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getValue()))
                .toList();
    }

    /** How many operations there are. */
    int count() {
        return content().operations();
    }

    private Content content() {
        Content known = content;
        if (known == null) {
            known = read();
            content = known;
        }
        return known;
    }

    private Content read() {
        JsonNode document;
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
            document = mapper.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Map<String, List<Operation>>> byType = new LinkedHashMap<>();
        int operations = 0;
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                JsonNode operation = method.getValue();
                if (!operation.has("operationId")) {
                    continue;
                }
                operations++;
                String tag = operation.path("tags").path(0).asText();
                Operation shown = operation(method.getKey(), path.getKey(), tag, operation);
                for (String type : types(document, operation)) {
                    byType.computeIfAbsent(type, unused -> new LinkedHashMap<>())
                            .computeIfAbsent(tag, unused -> new ArrayList<>())
                            .add(shown);
                }
            }
        }
        return new Content(document.path("components").path("examples"), byType, operations);
    }

    private static Operation operation(String method, String path, String tag, JsonNode operation) {
        String address = "/q/swagger-ui/#/"
                + URLEncoder.encode(tag, StandardCharsets.UTF_8).replace("+", "%20") + "/"
                + operation.path("operationId").asText();
        return new Operation(
                method.toUpperCase(Locale.ROOT), path, operation.path("summary").asText(), address);
    }

    /** A response lists an example of each type that it can have, under the type's name. */
    private static List<String> types(JsonNode document, JsonNode operation) {
        List<String> types = new ArrayList<>();
        for (JsonNode response : operation.path("responses")) {
            JsonNode described = response.has("$ref")
                    ? document.at(response.path("$ref").asText().substring(1))
                    : response;
            described
                    .path("content")
                    .path(PROBLEM)
                    .path("examples")
                    .fieldNames()
                    .forEachRemaining(types::add);
        }
        return types;
    }
}
