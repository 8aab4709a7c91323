package io.salesprocess.scenario.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.salesprocess.scenario.random.Dice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Spoils good bodies: what they say, or how they are written. */
final class Spoiler {

    private static final int LARGEST = 256 * 1024;

    private final Dice dice;
    private final Hostile hostile;

    Spoiler(Dice dice, Hostile hostile) {
        this.dice = dice;
        this.hostile = hostile;
    }

    /** A body of which something is missing, too much, or not what it should be. */
    JsonNode spoilt(JsonNode good) {
        JsonNode body = good.deepCopy();
        List<JsonNode> containers = new ArrayList<>();
        collect(body, containers);
        if (containers.isEmpty() || dice.onceIn(15)) {
            return hostile.value();
        }
        JsonNode container = containers.get(dice.roll(containers.size()));
        if (container instanceof ArrayNode array) {
            for (int i = dice.pick(1, 1, 1, 20, 300); i > 0; i--) {
                array.add(hostile.value());
            }
            return body;
        }
        ObjectNode object = (ObjectNode) container;
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || dice.onceIn(4)) {
            String name = dice.onceIn(3)
                    ? hostile.text()
                    : dice.pick(
                            "id", "stage", "status", "version", "number", "__proto__", "class", "at", "dealId", "key");
            object.set(name, hostile.value());
        } else if (dice.onceIn(4)) {
            object.remove(names.get(dice.roll(names.size())));
        } else {
            object.set(names.get(dice.roll(names.size())), hostile.value());
        }
        return body;
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
        }
        node.forEach(child -> collect(child, containers));
    }

    /** A body that is not written as JSON is, or unlike any that people write. */
    byte[] garbled(JsonNode good) {
        String text = write(good);
        int place = dice.roll(text.length() + 1);
        String before = text.substring(0, place);
        String after = text.substring(place);
        return switch (dice.roll(18)) {
            case 0 -> utf8(before);
            case 1 -> utf8(text + " " + text);
            case 2 -> utf8(text + dice.pick("]", "}", ",", "x", "\0", "// end"));
            case 3 -> utf8("");
            case 4 -> utf8(dice.pick(" ", "\n\t", "null", "[]", "\"\"", "0", "true", "nul", "\uFEFF" + text));
            case 5 -> utf8(text.replace('"', '\''));
            case 6 -> utf8(text.replaceFirst("\\{", "{\"note\":1,\"note\":2,"));
            case 7 -> bytes(utf8(before), dice.pick(0xFF, 0xC0, 0xED, 0x80, 0x00), utf8(after));
            case 8 -> utf8("[".repeat(dice.pick(33, 1_000, 20_000)));
            case 9 -> utf8("{\"a\":".repeat(40) + text + "}".repeat(40));
            case 10 ->
                utf8(text.replaceFirst(
                        "\\d+", dice.pick("1e999999", "NaN", "Infinity", "01", "+1", ".5", "0x1F", "-")));
            case 11 -> utf8(text.replaceFirst("\\d+", "9".repeat(dice.pick(20, 39, 41, 10_000))));
            case 12 -> utf8(text.replaceFirst("\"[^\"]*\"", "\"\\\\ud800\""));
            case 13 -> utf8(before + "/* */" + after);
            case 14 -> utf8(before + dice.pick("\\", "\"", ",", ":", "{", "\u0000", "\u2028") + after);
            case 15 -> utf8(" ".repeat(100_000) + text);
            case 16 -> utf8(text.replaceFirst("\\{", "{" + "\"f\":1,".repeat(1_000)));
            default -> text.getBytes(dice.pick(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE));
        };
    }

    /** A body that is good, but for its size. */
    byte[] large(JsonNode good) {
        String text = write(good);
        return utf8(text + " ".repeat(LARGEST + dice.pick(1, 2, 100_000) - text.length()));
    }

    static String write(JsonNode body) {
        try {
            return Document.JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(byte[] before, int one, byte[] after) {
        byte[] all = new byte[before.length + 1 + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        all[before.length] = (byte) one;
        System.arraycopy(after, 0, all, before.length + 1, after.length);
        return all;
    }
}
