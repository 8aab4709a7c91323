package io.salesprocess.platform.openapi;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says what the names in an address stand for, by the collection before each: {@code /deals/{id}} has a deal's id. */
final class PathParameters {

    private static final Pattern PARAMETER = Pattern.compile("([a-z-]+)/\\{([A-Za-z]+)}");
    private static final Map<String, String> IRREGULAR = Map.of(
            "salespeople", "salesperson",
            "activities", "activity",
            "history", "event",
            "versions", "published version");

    private PathParameters() {}

    static void describe(Endpoint endpoint) {
        Matcher found = PARAMETER.matcher(endpoint.path());
        while (found.find()) {
            String noun = IRREGULAR.getOrDefault(found.group(1), singular(found.group(1)));
            for (Parameter parameter : endpoint.parameters()) {
                if (parameter.getIn() == Parameter.In.PATH
                        && parameter.getName().equals(found.group(2))
                        && parameter.getDescription() == null) {
                    parameter.setDescription("The " + meaning(found.group(2)) + " of the " + noun + ".");
                }
            }
        }
    }

    private static String singular(String plural) {
        String words = plural.replace('-', ' ');
        return words.endsWith("s") ? words.substring(0, words.length() - 1) : words;
    }

    private static String meaning(String name) {
        return switch (name) {
            case "key" -> "key";
            case "token" -> "secret part";
            case "version", "sequence" -> "number";
            default -> "id";
        };
    }
}
