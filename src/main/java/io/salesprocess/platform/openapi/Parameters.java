package io.salesprocess.platform.openapi;

import io.salesprocess.platform.api.ProblemType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Says what the names in a path stand for, and which headers an operation takes. */
final class Parameters {

    private static final Pattern IN_PATH = Pattern.compile("([a-z-]+)/\\{([A-Za-z]+)}");
    private static final Map<String, String> IRREGULAR = Map.of(
            "salespeople", "salesperson",
            "activities", "activity",
            "history", "event",
            "versions", "published version");

    private Parameters() {}

    static void complete(Endpoint endpoint) {
        List<Parameter> parameters = new ArrayList<>(endpoint.parameters());
        Matcher found = IN_PATH.matcher(endpoint.path());
        while (found.find()) {
            String collection = found.group(1);
            String name = found.group(2);
            parameters.stream()
                    .filter(one -> one.getIn() == Parameter.In.PATH
                            && one.getName().equals(name)
                            && one.getDescription() == null)
                    .forEach(one -> one.setDescription("The " + meaning(name) + " of the "
                            + IRREGULAR.getOrDefault(collection, singular(collection)) + "."));
        }
        // In the order of the path, as generated methods take them in the order of the document.
        parameters.sort(Comparator.comparingInt(one -> one.getIn() == Parameter.In.PATH
                ? endpoint.path().indexOf("{" + one.getName() + "}")
                : Integer.MAX_VALUE));
        if (endpoint.isPost()) {
            parameters.add(OASFactory.createParameter().ref("IdempotencyKey"));
        }
        if (endpoint.problems().contains(ProblemType.PRECONDITION_REQUIRED.name())) {
            parameters.add(OASFactory.createParameter().ref("IfMatchRequired"));
        } else if (endpoint.problems().contains(ProblemType.STALE_VERSION.name())) {
            parameters.add(OASFactory.createParameter().ref("IfMatch"));
        }
        if (endpoint.hasEntityTag()) {
            parameters.add(OASFactory.createParameter().ref("IfNoneMatch"));
        }
        endpoint.operation().setParameters(parameters);
    }

    private static String singular(String plural) {
        return plural.replace('-', ' ').replaceFirst("s$", "");
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
