package io.salesprocess.scenario.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.salesprocess.scenario.random.Dice;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes values that a schema allows, where possible out of what is known. */
final class Values {

    private static final int DEEPEST = 6;

    private final Document document;
    private final Known known;
    private final Dice dice;

    /** So that lives do not trip over each other's keys. */
    private final String life;

    private int number;

    Values(Document document, Known known, Dice dice, long seed) {
        this.document = document;
        this.known = known;
        this.dice = dice;
        this.life = Long.toHexString(seed);
    }

    /** @param name of the field that it is for */
    JsonNode make(JsonNode given, String name, int depth) {
        JsonNode schema = document.resolved(given);
        for (String alternatives : List.of("oneOf", "anyOf")) {
            if (schema.has(alternatives)) {
                JsonNode either = schema.get(alternatives);
                return make(either.get(dice.onceIn(4) ? dice.roll(either.size()) : 0), name, depth);
            }
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(dice.roll(schema.get("enum").size()));
        }
        JsonNode types = schema.path("type");
        String type = types.isArray()
                ? types.get(dice.onceIn(5) ? types.size() - 1 : 0).asText()
                : types.asText();
        return switch (type) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "string" -> new TextNode(text(schema, name));
            case "integer" -> integer(schema);
            case "number" -> new DecimalNode(BigDecimal.valueOf(dice.roll(100), 2));
            case "boolean" -> BooleanNode.valueOf(dice.onceIn(2));
            case "null" -> NullNode.getInstance();
            default -> anything(depth);
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<String> required = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        schema.path("properties").properties().forEach(field -> {
            if (required.contains(field.getKey()) || (depth < DEEPEST && dice.roll(3) > 0)) {
                object.set(field.getKey(), make(field.getValue(), field.getKey(), depth + 1));
            }
        });
        schema.path("patternProperties").properties().forEach(field -> {
            // Those that stand for one name.
            String name = field.getKey().replaceAll("^\\^|\\$$", "").replace("[.]", ".");
            if (field.getKey().endsWith("$")
                    && name.matches("[\\w.-]+")
                    && (required.contains(name) || (depth < DEEPEST && dice.roll(3) > 0))) {
                object.set(name, make(field.getValue(), name, depth + 1));
            }
        });
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isObject()) {
            for (int i = dice.roll(3); i > 0; i--) {
                object.set(dice.pick("need", "region", "size"), make(additional, "answer", depth + 1));
            }
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (int i = dice.roll(3) + schema.path("minItems").asInt(); i > 0; i--) {
            array.add(make(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private JsonNode integer(JsonNode schema) {
        long least = schema.path("minimum").asLong(1);
        long most = schema.path("maximum").asLong(1_000_000);
        return new LongNode(
                dice.onceIn(10) ? dice.pick(least, most) : least + dice.roll((int) Math.min(most - least, 1_000) + 1));
    }

    private JsonNode anything(int depth) {
        return switch (dice.roll(depth < DEEPEST ? 6 : 4)) {
            case 0 -> NullNode.getInstance();
            case 1 -> BooleanNode.TRUE;
            case 2 -> new LongNode(dice.roll(1_000));
            case 3 -> new TextNode("All");
            case 4 -> JsonNodeFactory.instance.arrayNode().add(anything(depth + 1));
            default -> JsonNodeFactory.instance.objectNode().set("a", anything(depth + 1));
        };
    }

    /** A text that the schema allows, if any of what comes to mind is one. */
    String text(JsonNode schema, String name) {
        switch (schema.path("format").asText()) {
            case "uuid" -> {
                return dice.onceIn(20)
                        ? dice.pick(
                                Dice.NOBODY,
                                UUID.nameUUIDFromBytes(life.getBytes()).toString())
                        : known.value(name, dice).orElse(Dice.NOBODY);
            }
            case "date-time" -> {
                return "20" + (20 + dice.roll(6)) + "-0" + (1 + dice.roll(9)) + "-1" + dice.roll(10) + "T0"
                        + dice.roll(10) + ":30:00" + dice.pick("Z", ".123456Z", "+02:00");
            }
            case "email" -> {
                return known.value(name, dice)
                        .filter(any -> dice.onceIn(2))
                        .orElse("p" + ++number + "-" + life + "@example.com");
            }
            default -> {
                // What follows needs no format.
            }
        }
        Optional<String> told = known.value(name, dice).filter(any -> dice.roll(3) > 0);
        String fresh = dice.pick("a", "k") + ++number + "-" + life;
        Stream<String> examples = StreamSupport.stream(schema.path("examples").spliterator(), false)
                .map(JsonNode::asText);
        return Stream.of(told.stream(), Stream.of(fresh), examples, Stream.of("EUR", "+49301234567", "Words", "a"))
                .flatMap(texts -> texts)
                .filter(text -> fits(schema, text))
                .findFirst()
                .orElse(fresh);
    }

    private static boolean fits(JsonNode schema, String text) {
        return text.length() <= schema.path("maxLength").asInt(Integer.MAX_VALUE)
                && (!schema.has("pattern")
                        || Pattern.compile(schema.get("pattern").asText())
                                .matcher(text)
                                .find());
    }
}
