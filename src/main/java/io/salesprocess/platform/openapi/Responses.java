package io.salesprocess.platform.openapi;

import io.salesprocess.platform.api.Problem;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.kernel.RequestId;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** What an operation can answer: the problems that follow from what it is, those that its resource declares, and headers. */
final class Responses {

    private static final String RATE_LIMIT = "RateLimit";
    private static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

    private static final Set<ProblemType> UNREADABLE =
            EnumSet.of(ProblemType.MALFORMED_REQUEST, ProblemType.INVALID_REQUEST);

    private final Components components;

    Responses(Components components) {
        this.components = components;
        components
                .getSchemas()
                .get("Problem")
                .getProperties()
                .get("type")
                .setEnumeration(Stream.of(ProblemType.values())
                        .<Object>map(ProblemType::address)
                        .toList());
        Stream.of(ProblemType.values())
                .filter(type -> components.getExamples().containsKey(type.slug()))
                .forEach(type -> complete(components.getExamples().get(type.slug()), type));
    }

    private static void complete(Example example, ProblemType type) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", type.address());
        problem.put("title", type.title());
        problem.put("status", type.status());
        ((Map<?, ?>) example.getValue()).forEach((name, value) -> problem.put((String) name, value));
        example.summary(type.title()).description(type.explanation()).value(problem);
    }

    void addProblems(Endpoint endpoint) {
        APIResponses responses = endpoint.operation().getResponses();
        problems(endpoint).stream()
                .collect(Collectors.groupingBy(
                        ProblemType::status, Collectors.toCollection(() -> EnumSet.noneOf(ProblemType.class))))
                .forEach((status, types) -> responses.addAPIResponse(Integer.toString(status), shared(types)));
        if (endpoint.hasEntityTag()) {
            responses.addAPIResponse("304", OASFactory.createAPIResponse().ref("NotModified"));
        }
        responses.setAPIResponses(new LinkedHashMap<>(new TreeMap<>(responses.getAPIResponses())));
    }

    private static Set<ProblemType> problems(Endpoint endpoint) {
        Set<ProblemType> problems = EnumSet.of(
                ProblemType.INVALID_REQUEST, ProblemType.RATE_LIMITED, ProblemType.INTERNAL, ProblemType.UNAVAILABLE);
        if (endpoint.answersWithBody()) {
            problems.add(ProblemType.NOT_ACCEPTABLE);
        }
        if (endpoint.hasPathParameters()) {
            problems.add(ProblemType.NOT_FOUND);
        }
        if (!endpoint.isOpen()) {
            problems.addAll(List.of(ProblemType.UNAUTHENTICATED, ProblemType.FORBIDDEN));
        }
        if (endpoint.hasBody()) {
            problems.addAll(List.of(
                    ProblemType.MALFORMED_REQUEST,
                    ProblemType.REQUEST_TIMEOUT,
                    ProblemType.CONTENT_TOO_LARGE,
                    ProblemType.UNSUPPORTED_MEDIA_TYPE));
        }
        if (endpoint.isPost()) {
            problems.addAll(List.of(ProblemType.IDEMPOTENCY_IN_PROGRESS, ProblemType.IDEMPOTENCY_KEY_REUSED));
        }
        endpoint.problems().stream().map(ProblemType::valueOf).forEach(problems::add);
        return problems;
    }

    /** What many operations answer stands once, among the components. */
    private APIResponse shared(Set<ProblemType> types) {
        boolean single = types.size() == 1;
        if (!single && !types.equals(UNREADABLE)) {
            return response(types);
        }
        String name = single ? types.iterator().next().slug() : "bad-request";
        if (!components.getResponses().containsKey(name)) {
            components.addResponse(name, response(types));
        }
        return OASFactory.createAPIResponse().ref(name);
    }

    private APIResponse response(Set<ProblemType> types) {
        MediaType content =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        for (ProblemType type : types) {
            if (!components.getExamples().containsKey(type.slug())) {
                throw new IllegalStateException("META-INF/openapi.yaml has no example of " + type.slug());
            }
            content.addExample(type.slug(), OASFactory.createExample().ref(type.slug()));
        }
        APIResponse response = OASFactory.createAPIResponse()
                .description(types.stream()
                        .map(type -> (types.size() == 1 ? "" : "`" + type.slug() + "`: ") + type.title() + ".")
                        .collect(Collectors.joining(" ")))
                .content(OASFactory.createContent().addMediaType("application/problem+json", content));
        if (types.contains(ProblemType.RATE_LIMITED)) {
            addHeaders(response, List.of(HttpHeaders.RETRY_AFTER, RATE_LIMIT, RATE_LIMIT_POLICY));
        }
        types.forEach(type -> addHeaders(response, Problem.headers(type).keySet()));
        return response;
    }

    /** The framework's own words for 200 say nothing. */
    void describeSuccess(Endpoint endpoint, Examples examples) {
        endpoint.operation().getResponses().getAPIResponses().forEach((status, response) -> {
            if (!status.startsWith("2")) {
                return;
            }
            if (response.getDescription() == null || response.getDescription().equals("OK")) {
                String read = endpoint.returnsPage() ? "A page of the list." : "As it is now.";
                response.setDescription(endpoint.isRead() ? read : "As it is after the change.");
            }
            addHeaders(response, List.of(RequestId.HEADER, RATE_LIMIT, RATE_LIMIT_POLICY));
            addHeaders(response, examples.headers(endpoint, status));
            if (endpoint.isPost()) {
                addHeaders(response, List.of("Idempotency-Replayed"));
            }
            if (endpoint.returnsPage()) {
                addHeaders(response, List.of(HttpHeaders.LINK));
            }
            if (endpoint.hasDeprecatedParameter()) {
                addHeaders(response, List.of("Deprecation"));
            }
        });
    }

    private static void addHeaders(APIResponse response, Collection<String> names) {
        names.forEach(name -> response.addHeader(name, OASFactory.createHeader().ref(name)));
    }
}
