package io.salesprocess.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.salesprocess.event.EventCatalogue.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** What other systems read about types of events is what the service writes. */
class EventCatalogueTest {

    private static final String UPDATE = "events.update";
    private static final Path PAGE = Path.of("docs/events.md");
    private static final Path ASYNC = Path.of("docs/asyncapi.yaml");
    private static final String BEGIN = "<!-- types -->\n";
    private static final String END = "<!-- end of types -->";

    @Test
    void every_type_has_a_meaning() {
        assertThat(EventCatalogue.all()).isNotEmpty().allSatisfy(type -> assertThat(type.meaning())
                .as("EventCatalogue says what %s means", type.nameInHistory())
                .isNotBlank());
    }

    @Test
    void the_page_lists_every_type_with_its_facts() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        compare(PAGE, page.substring(0, from) + table() + page.substring(to));
    }

    @Test
    void the_asyncapi_document_has_every_type() throws IOException {
        compare(ASYNC, asyncApi());
    }

    @Test
    void the_asyncapi_document_is_what_the_specification_says() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonSchema specification = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(mapper.readTree(
                        Path.of("src/test/resources/asyncapi/3.0.0.json").toFile()));
        Map<String, Object> document = new Yaml().load(Files.readString(ASYNC));
        assertThat(specification.validate(mapper.<JsonNode>valueToTree(document)))
                .isEmpty();
        document.put("operations", Map.of("tellEvents", Map.of("action", "shout")));
        assertThat(specification.validate(mapper.<JsonNode>valueToTree(document)))
                .as("the schema finds faults")
                .isNotEmpty();
    }

    /** What no schema tells: every reference leads somewhere, and all types are there. */
    @Test
    void the_asyncapi_document_is_whole() throws IOException {
        Map<String, Object> document = new Yaml().load(Files.readString(ASYNC));
        assertThat(document).containsEntry("asyncapi", "3.0.0").containsKeys("info", "channels", "operations");
        assertThat(at(document, "#/info")).containsKeys("title", "version");
        List<String> references = new ArrayList<>();
        references(document, references);
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(at(document, reference))
                .as(reference)
                .isNotNull());
        assertThat(at(document, "#/operations/tellEvents"))
                .containsEntry("action", "send")
                .containsKey("channel");
        assertThat(at(document, "#/channels/events/messages"))
                .hasSameSizeAs(EventCatalogue.all())
                .containsOnlyKeys(at(document, "#/components/messages").keySet());
    }

    private static void compare(Path file, String made) throws IOException {
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(file, made);
        }
        assertThat(made)
                .as(
                        "If the change of the types is meant, run ./mvnw test -Dtest=EventCatalogueTest -D%s=true and"
                                + " commit %s",
                        UPDATE, file)
                .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| type | meaning | facts |\n| --- | --- | --- |\n");
        for (EventType type : EventCatalogue.all()) {
            table.append("| `%s` | %s | %s |%n"
                    .formatted(type.nameInHistory(), type.meaning(), facts(type.facts()))
                    .replace(System.lineSeparator(), "\n"));
        }
        return table.toString();
    }

    private static String facts(Map<String, Object> schema) {
        List<String> facts = new ArrayList<>();
        properties(schema).forEach((name, property) -> facts.add("`" + name + "` " + kind(property)));
        return facts.isEmpty() ? "none" : String.join("; ", facts);
    }

    @SuppressWarnings("unchecked")
    private static String kind(Map<String, Object> schema) {
        boolean isNullable = schema.get("type") instanceof List<?>;
        String kind;
        if (schema.containsKey("properties")) {
            List<String> inner = new ArrayList<>();
            properties(schema).forEach((name, property) -> inner.add(name + " " + kind(property)));
            kind = "{" + String.join(", ", inner) + "}";
        } else if (schema.containsKey("items")) {
            kind = "list of " + kind((Map<String, Object>) schema.get("items"));
        } else if (schema.containsKey("additionalProperties")) {
            kind = "map to " + kind((Map<String, Object>) schema.get("additionalProperties"));
        } else if (schema.containsKey("enum")) {
            kind = String.join("/", (List<String>) schema.get("enum"));
        } else if (schema.containsKey("format")) {
            kind = schema.get("format").equals("uuid") ? "id" : "time";
        } else {
            kind = isNullable
                    ? ((List<String>) schema.get("type")).get(0)
                    : schema.get("type").toString();
        }
        return isNullable ? kind + "?" : kind;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> properties(Map<String, Object> schema) {
        return (Map<String, Map<String, Object>>) schema.get("properties");
    }

    private static String asyncApi() {
        Map<String, Object> inChannel = new LinkedHashMap<>();
        Map<String, Object> messages = new LinkedHashMap<>();
        Map<String, Object> schemas = new LinkedHashMap<>();
        schemas.put("envelope", envelope());
        for (EventType type : EventCatalogue.all()) {
            inChannel.put(type.name(), ordered("$ref", "#/components/messages/" + type.name()));
            messages.put(
                    type.name(),
                    ordered(
                            "name",
                            type.name(),
                            "title",
                            type.nameInHistory(),
                            "summary",
                            type.meaning(),
                            "contentType",
                            "application/json",
                            "payload",
                            ordered("$ref", "#/components/schemas/" + type.name())));
            schemas.put(
                    type.name(),
                    ordered(
                            "allOf",
                            List.of(
                                    ordered("$ref", "#/components/schemas/envelope"),
                                    ordered(
                                            "type",
                                            "object",
                                            "properties",
                                            ordered(
                                                    "type",
                                                    ordered("const", type.name()),
                                                    "data",
                                                    ordered(
                                                            "type",
                                                            "object",
                                                            "properties",
                                                            ordered(
                                                                    "type",
                                                                    ordered("const", type.nameInHistory()),
                                                                    "data",
                                                                    type.facts())))))));
        }
        Map<String, Object> document = ordered(
                "asyncapi",
                "3.0.0",
                "info",
                ordered(
                        "title",
                        "Sales Process events",
                        "version",
                        "1.0",
                        "description",
                        "What happens to deals, as CloudEvents 1.0. docs/delivery.md says what is promised."),
                "channels",
                ordered(
                        "events",
                        ordered(
                                "address",
                                "/v1/events/stream",
                                "description",
                                "Server-sent events; the same envelopes are in the feed GET /v1/events, are posted"
                                        + " to webhooks, and are written to a topic of Kafka where operators"
                                        + " configure one.",
                                "messages",
                                inChannel)),
                "operations",
                ordered(
                        "tellEvents",
                        ordered(
                                "action",
                                "send",
                                "summary",
                                "Tells every event in commit order.",
                                "channel",
                                ordered("$ref", "#/channels/events"))),
                "components",
                ordered("messages", messages, "schemas", schemas));
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        // Written once for each use: anchors are harder to read than repetition.
        options.setDereferenceAliases(true);
        return "# Made from the types of events by EventCatalogueTest; see CONTRIBUTING.md.\n"
                + new Yaml(options).dump(document);
    }

    private static Map<String, Object> envelope() {
        Map<String, Object> text = ordered("type", "string");
        Map<String, Object> textOrNull = ordered("type", List.of("string", "null"));
        Map<String, Object> id = ordered("type", "string", "format", "uuid");
        Map<String, Object> time = ordered("type", "string", "format", "date-time");
        Map<String, Object> number = ordered("type", "integer");
        Map<String, Object> data = ordered(
                "sequence",
                number,
                "type",
                text,
                "at",
                time,
                "actor",
                ordered("type", "object"),
                "stage",
                text,
                "from",
                textOrNull,
                "to",
                textOrNull,
                "attempt",
                number,
                "reasonDigest",
                textOrNull,
                "pipeline",
                ordered("type", "object"),
                "data",
                ordered("type", "object"),
                "previousHash",
                text,
                "hash",
                text,
                "href",
                text);
        return ordered(
                "type",
                "object",
                "required",
                List.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data"),
                "properties",
                ordered(
                        "specversion",
                        ordered("const", "1.0"),
                        "id",
                        id,
                        "source",
                        ordered("const", "/deals"),
                        "type",
                        text,
                        "subject",
                        id,
                        "time",
                        time,
                        "datacontenttype",
                        ordered("const", "application/json"),
                        "data",
                        ordered("type", "object", "required", new ArrayList<>(data.keySet()), "properties", data)));
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> document, String reference) {
        Map<String, Object> found = document;
        for (String step : reference.substring("#/".length()).split("/")) {
            found = found == null ? null : (Map<String, Object>) found.get(step);
        }
        return found;
    }

    private static void references(Object node, List<String> found) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                found.add(reference);
            }
            map.values().forEach(value -> references(value, found));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> references(value, found));
        }
    }
}
