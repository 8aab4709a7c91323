package io.salesprocess.scenario.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.salesprocess.scenario.fuzz.Document.Operation;
import io.salesprocess.scenario.fuzz.Document.Parameter;
import io.salesprocess.scenario.fuzz.Request.Trick;
import io.salesprocess.scenario.fuzz.Wire.Answer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds answers to the document, and to what must never be in an answer. */
final class AnswerCheck {

    private static final Pattern ITEM = Pattern.compile("/transitions/(\\d+)");
    private static final String PROBLEM = "application/problem+json";

    private static final Pattern INSIDES = Pattern.compile(
            "io\\.salesprocess|org\\.(hibernate|jboss|postgresql)|java\\."
                    + "(lang|util|time|sql|io)|jakarta\\.|com\\.fasterxml|io\\.(quarkus|vertx|netty|agroal)|Exception\\b|\\bat [a-z.]+\\(");

    /** Events have types of this kind for everyone to see. */
    private static final Pattern EVENT_TYPE = Pattern.compile("io\\.salesprocess\\.[a-z-]+\\.[a-z-]+\\.v\\d+");

    private static final Pattern SQL =
            Pattern.compile("\\b(SELECT|INSERT|UPDATE|DELETE|WHERE|constraint|relation|violates|duplicate key)\\b");

    /**
     * What no operation declares, because it is about HTTP and not about the operation: an address or a method that is not
     * there, bodies where none belong, headers and addresses that are broken or longer than any server takes.
     */
    private static final Map<Trick, Set<Integer>> OF_HTTP = new EnumMap<>(Map.of(
            Trick.ADDRESS, Set.of(400, 401, 403, 404, 405),
            Trick.METHOD, Set.of(401, 405),
            Trick.LONG, Set.of(404, 414, 431),
            Trick.BROKEN, Set.of(400, 417),
            Trick.LARGE, Set.of(413),
            Trick.BODY, Set.of(415)));

    private static final Set<String> TELLING =
            Set.of("Location", "ETag", "Link", "Retry-After", "Idempotency-Replayed", "WWW-Authenticate");

    private final Document document;
    private final Schemas schemas;
    private final Schemas schemasOfRequests;

    AnswerCheck(Document document) {
        this.document = document;
        this.schemas = Schemas.ofAnswers(document.components());
        this.schemasOfRequests = Schemas.ofRequests(document.components());
    }

    /** Everything that is wrong; empty if nothing is. */
    List<String> faults(Request request, Answer answer) {
        List<String> faults = new ArrayList<>();
        if (answer.status() >= 500) {
            faults.add("is a fault of the service");
        }
        if (INSIDES.matcher(EVENT_TYPE.matcher(answer.text()).replaceAll("type"))
                .find()) {
            faults.add("tells of the insides");
        }
        if (answer.status() < 400
                && request.operation().secured()
                && !request.method().equals("OPTIONS")
                && !request.headers().containsKey(Credentials.HEADER)) {
            faults.add("is for anybody");
        }
        if (answer.status() >= 400) {
            checkProblem(request, answer, faults);
        }
        JsonNode declared = request.operation().responses().get(Integer.toString(answer.status()));
        if (request.has(Trick.METHOD) || request.has(Trick.ADDRESS)) {
            checkElsewhere(request, answer, declared, faults);
        } else if (isOfHttp(request, answer)) {
            // The body has been looked at.
        } else if (declared == null) {
            faults.add("is not declared");
        } else {
            checkDeclared(answer, declared, faults);
            if (answer.status() < 300) {
                checkAcceptance(request, answer, faults);
            }
        }
        return faults;
    }

    private static boolean isOfHttp(Request request, Answer answer) {
        return request.tricks().stream().anyMatch(trick -> OF_HTTP.get(trick).contains(answer.status()));
    }

    /** At an address that may be another's all that can be said is that it is no nonsense. */
    private void checkElsewhere(Request request, Answer answer, JsonNode declared, List<String> faults) {
        // A HEAD is refused like the GET that it asks about.
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        boolean isThere = !request.has(Trick.ADDRESS)
                && document.methodsAt(request.operation().path()).contains(method);
        boolean isRead = request.method().equals("HEAD") || request.method().equals("OPTIONS");
        if (answer.status() < 400) {
            if (!isThere && !isRead && !request.has(Trick.ADDRESS)) {
                faults.add("accepts a method that is not declared");
            }
        } else if (declared == null && !isThere && !isOfHttp(request, answer)) {
            faults.add("is not what HTTP has for this");
        }
        if (answer.status() == 405 && answer.header("Allow") == null) {
            faults.add("does not say what is allowed");
        }
    }

    private void checkProblem(Request request, Answer answer, List<String> faults) {
        boolean isBare = request.method().equals("HEAD") || request.isUnreadable();
        if (isBare && answer.body().length == 0) {
            return;
        }
        if (answer.mediaType().equals("text/html") && request.prefersPages()) {
            return;
        }
        JsonNode problem = answer.json();
        if (!answer.mediaType().equals(PROBLEM) || problem == null) {
            faults.add("is no problem, but '" + answer.mediaType() + "'");
            return;
        }
        schemas.faults(document.components().path("Problem"), problem)
                .forEach(fault -> faults.add("is a problem of another shape: " + fault));
        if (problem.path("status").asInt() != answer.status()) {
            faults.add("names another status");
        }
        String said = problem.path("title").asText()
                + problem.path("detail").asText()
                + problem.path("errors").findValuesAsText("detail");
        if (SQL.matcher(said).find()) {
            faults.add("tells of SQL");
        }
    }

    private void checkDeclared(Answer answer, JsonNode declared, List<String> faults) {
        JsonNode content = declared.path("content");
        boolean isErased = answer.header("Idempotency-Replayed") != null && answer.body().length == 0;
        // Problems are pages for browsers, which is said once for all operations.
        boolean isPage = answer.status() >= 400 && answer.mediaType().equals("text/html");
        if (isErased || isPage) {
            // It told of a prospect who is no more; or checkProblem has looked.
        } else if (content.isEmpty() != (answer.body().length == 0)) {
            faults.add("has a body where the document has none, or the other way round");
        } else if (!content.isEmpty()) {
            JsonNode representation = content.path(answer.mediaType());
            JsonNode json = answer.json();
            if (representation.isMissingNode()) {
                faults.add("is of the media type '" + answer.mediaType() + "', which is not declared");
            } else if (answer.mediaType().endsWith("json") && json == null) {
                faults.add("is not JSON");
            } else if (json != null) {
                schemas.faults(representation.path("schema"), json)
                        .forEach(fault -> faults.add("does not fit its schema: " + fault));
            }
        }
        checkHeaders(answer, declared, faults);
    }

    private static void checkHeaders(Answer answer, JsonNode declared, List<String> faults) {
        boolean isReplayed = answer.header("Idempotency-Replayed") != null;
        JsonNode body = answer.json();
        for (String name : TELLING) {
            boolean isThere = answer.header(name) != null;
            boolean isDeclared = declared.path("headers").has(name);
            if (isThere && !isDeclared) {
                faults.add("has the header " + name + ", which is not declared");
            }
            boolean isNeeded =
                    switch (name) {
                        // Of versions only the present one counts, and it may have moved on since the first answer.
                        case "ETag" -> !isReplayed;
                        case "Link" -> body != null && !body.path("next").isNull();
                        case "Idempotency-Replayed" -> false;
                        // One status for several problems, of which not all can be waited for.
                        case "Retry-After" -> answer.status() >= 500;
                        default -> true;
                    };
            if (isDeclared && !isThere && isNeeded) {
                faults.add("lacks the header " + name);
            }
        }
        if (answer.status() == 201 && answer.header("Location") == null) {
            faults.add("does not say where to find what was created");
        }
    }

    /** An item of a batch, which has an outcome of its own. */
    private static boolean isRefusedByItself(String fault, Answer answer) {
        Matcher place = ITEM.matcher(fault);
        return place.lookingAt()
                && answer.json() != null
                && answer.json()
                                .path("items")
                                .path(Integer.parseInt(place.group(1)))
                                .path("status")
                                .asInt()
                        == 400;
    }

    /** What the document forbids is not taken. */
    private void checkAcceptance(Request request, Answer answer, List<String> faults) {
        Operation operation = request.operation();
        if (operation.needs("If-Match") && !request.headers().containsKey("If-Match")) {
            faults.add("takes a change without If-Match");
        }
        String key = request.headers().get("Idempotency-Key");
        if (key != null && (key.isBlank() || key.length() > 255)) {
            faults.add("takes an Idempotency-Key that is none");
        }
        boolean isReplayed = answer.header("Idempotency-Replayed") != null;
        // A body that may be left out can be empty, too: many clients name its type all the same.
        boolean isLeftOut = !operation.needsBody() && request.body() != null && request.body().length == 0;
        if (request.json() != null && !isReplayed && !isLeftOut) {
            String type = request.headers().get("Content-Type").split(";")[0].strip();
            schemasOfRequests.faults(operation.bodies().get(type), request.json()).stream()
                    .filter(fault -> !isRefusedByItself(fault, answer))
                    .forEach(fault -> faults.add("takes a body that the document forbids: " + fault));
        }
        if (request.query() == null) {
            faults.add("takes a parameter twice");
        } else {
            request.query().forEach((name, value) -> checkParameter(operation, name, value, faults));
        }
    }

    /** One that is an object stands for many names: {@code field.KEY} for those of all custom fields. */
    private static boolean covers(Parameter parameter, String name) {
        return parameter.schema().path("type").asText().equals("object")
                ? name.startsWith(parameter.name().replace("KEY", ""))
                : parameter.name().equals(name);
    }

    private void checkParameter(Operation operation, String name, String value, List<String> faults) {
        Parameter parameter = operation.parameters().stream()
                .filter(one -> one.in().equals("query") && covers(one, name))
                .findFirst()
                .orElse(null);
        if (parameter == null) {
            faults.add("takes an unknown parameter");
            return;
        }
        JsonNode given = document.resolved(parameter.schema());
        JsonNode schema = given.path("type").asText().equals("object")
                ? document.resolved(given.path("additionalProperties"))
                : given;
        schemas.faults(schema, parsed(schema.path("type").asText(), value))
                .forEach(fault -> faults.add("takes " + name + " that the document forbids: " + fault));
    }

    private static JsonNode parsed(String type, String value) {
        if (type.equals("integer") && value.matches("-?\\d{1,18}")) {
            return new LongNode(Long.parseLong(value));
        }
        if (type.equals("boolean") && value.matches("true|false")) {
            return BooleanNode.valueOf(value.equals("true"));
        }
        return new TextNode(value);
    }
}
