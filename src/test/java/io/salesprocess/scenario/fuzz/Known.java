package io.salesprocess.scenario.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.salesprocess.scenario.fuzz.Document.Operation;
import io.salesprocess.scenario.fuzz.Wire.Answer;
import io.salesprocess.scenario.random.Dice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What earlier answers told: addresses that exist, their versions, and values by the names of their fields. */
final class Known {

    private static final int KEPT = 30;

    /** Fields that mean the same under other names. */
    private static final Map<String, List<String>> ALIASES = Map.of(
            "salespersonId", List.of("ownerId"),
            "prospectId", List.of("duplicateId"),
            "stage", List.of("from"),
            "key", List.of("form"),
            "next", List.of("cursor"));

    /** What single things of a collection are called elsewhere. */
    private static final Map<String, String> NOUNS = Map.of(
            "offerings", "offeringId",
            "salespeople", "salespersonId",
            "prospects", "prospectId",
            "submissions", "submissionId",
            "deals", "dealId");

    private final Map<String, List<String>> values = new HashMap<>();
    private final Map<String, Pattern> things = new TreeMap<>(Collections.reverseOrder());
    private final Map<String, List<List<String>>> addresses = new HashMap<>();
    private final Map<String, String> tags = new HashMap<>();

    Known(Document document) {
        for (Operation operation : document.operations()) {
            if (operation.path().endsWith("}")) {
                things.put(operation.path(), Pattern.compile(operation.path().replaceAll("\\{[^}]+}", "([^/?]+)")));
            }
        }
    }

    void learn(String name, String value) {
        keep(values, name, value);
        ALIASES.getOrDefault(name, List.of()).forEach(alias -> keep(values, alias, value));
    }

    /** There is something at this address. */
    void learnAddress(String path) {
        things.forEach((template, pattern) -> {
            Matcher matcher = pattern.matcher(path);
            if (matcher.matches()) {
                List<String> names = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    names.add(matcher.group(i));
                }
                keep(addresses, template, names);
                String collection = template.substring(0, template.lastIndexOf('/'));
                String noun = NOUNS.get(collection.substring(collection.lastIndexOf('/') + 1));
                if (noun != null) {
                    learn(noun, names.get(names.size() - 1));
                }
            }
        });
    }

    void learn(String path, Answer answer) {
        String tag = answer.header("ETag");
        if (tag != null) {
            tags.put(path, tag);
        }
        if (answer.status() >= 300 || answer.json() == null) {
            return;
        }
        if (answer.header("Location") != null) {
            String location = answer.header("Location").replaceFirst("^https?://[^/]+", "");
            learnAddress(location);
            Optional.ofNullable(tag).ifPresent(version -> tags.put(location, version));
        }
        learnFields(answer.json());
        // Lists of everything would draw in what others are busy with, and no run could be repeated.
        if (path.split("/").length > 3) {
            answer.json().path("items").forEach(item -> {
                learnFields(item);
                Optional.ofNullable(item.path("id").textValue()).ifPresent(id -> learnAddress(path + "/" + id));
            });
        }
    }

    private void learnFields(JsonNode object) {
        object.properties().forEach(field -> {
            if (field.getValue().isTextual() && !field.getKey().equals("id")) {
                learn(field.getKey(), field.getValue().textValue());
            }
        });
        Optional.ofNullable(object.path("dealId").textValue()).ifPresent(id -> learnAddress("/v1/deals/" + id));
        Optional.ofNullable(object.path("prospectId").textValue()).ifPresent(id -> learnAddress("/v1/prospects/" + id));
    }

    Optional<String> value(String name, Dice dice) {
        return some(values.get(name), dice);
    }

    /** The version of what is at or above an address, as it was told last. */
    String tag(String path) {
        return path.isEmpty()
                ? "\"1\""
                : Optional.ofNullable(tags.get(path)).orElseGet(() -> tag(path.substring(0, path.lastIndexOf('/'))));
    }

    /** Fills in the names of an address, of something known if there is any. */
    List<String> names(String template, Dice dice) {
        for (Map.Entry<String, Pattern> thing : things.entrySet()) {
            String known = thing.getKey();
            if (template.equals(known) || template.startsWith(known + "/")) {
                Optional<List<String>> names = some(addresses.get(known), dice);
                if (names.isPresent()) {
                    return names.get();
                }
            }
        }
        return List.of();
    }

    /** Whether something is known for every name of an address. */
    boolean hasAll(String template) {
        return !template.contains("{")
                || template.contains("{token}")
                || things.keySet().stream()
                        .anyMatch(known -> addresses.containsKey(known)
                                && (template.equals(known) || template.startsWith(known + "/"))
                                && !template.substring(known.length()).contains("{"));
    }

    private static <T> Optional<T> some(List<T> list, Dice dice) {
        return list == null ? Optional.empty() : Optional.of(list.get(dice.roll(list.size())));
    }

    private static <T> void keep(Map<String, List<T>> all, String name, T value) {
        List<T> list = all.computeIfAbsent(name, any -> new ArrayList<>());
        if (!list.contains(value)) {
            list.add(value);
        }
        if (list.size() > KEPT) {
            list.remove(0);
        }
    }
}
