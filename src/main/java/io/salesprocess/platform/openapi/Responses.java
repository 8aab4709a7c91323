package io.salesprocess.platform.openapi;

import io.salesprocess.platform.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.DotName;

/** What an operation can answer: the problems that follow from what it is, and those that its resource declares. */
final class Responses {

    private static final DotName PROBLEMS = DotName.createSimple(Problems.class);
    private static final String PROBLEM_JSON = "application/problem+json";

    private static final Set<ProblemType> UNREADABLE =
            EnumSet.of(ProblemType.MALFORMED_REQUEST, ProblemType.INVALID_REQUEST);

    private final Components components;

    Responses(OpenAPI document) {
        this.components = document.getComponents();
        new ProblemDocumentation().addTo(components);
    }

    void complete(Endpoint endpoint) {
        describeSuccess(endpoint);
        APIResponses responses = endpoint.operation().getResponses();
        Map<Integer, Set<ProblemType>> byStatus = problems(endpoint).stream()
                .collect(Collectors.groupingBy(
                        ProblemType::status,
                        TreeMap::new,
                        Collectors.toCollection(() -> EnumSet.noneOf(ProblemType.class))));
        byStatus.forEach((status, types) -> responses.addAPIResponse(Integer.toString(status), shared(types)));
    }

    private static Set<ProblemType> problems(Endpoint endpoint) {
        Set<ProblemType> problems = EnumSet.of(
                ProblemType.INVALID_REQUEST,
                ProblemType.NOT_ACCEPTABLE,
                ProblemType.RATE_LIMITED,
                ProblemType.INTERNAL,
                ProblemType.UNAVAILABLE);
        if (endpoint.hasPathParameters()) {
            problems.add(ProblemType.NOT_FOUND);
        }
        if (!endpoint.isOpen()) {
            problems.add(ProblemType.UNAUTHENTICATED);
            problems.add(ProblemType.FORBIDDEN);
        }
        if (endpoint.hasBody()) {
            problems.add(ProblemType.MALFORMED_REQUEST);
            problems.add(ProblemType.REQUEST_TIMEOUT);
            problems.add(ProblemType.CONTENT_TOO_LARGE);
            problems.add(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        if (endpoint.isPost()) {
            problems.add(ProblemType.IDEMPOTENCY_IN_PROGRESS);
            problems.add(ProblemType.IDEMPOTENCY_KEY_REUSED);
        }
        endpoint.listed(PROBLEMS).stream().map(ProblemType::valueOf).forEach(problems::add);
        return problems;
    }

    /** What many operations answer stands once, among the components. */
    private APIResponse shared(Set<ProblemType> types) {
        boolean single = types.size() == 1;
        if (!single && !types.equals(UNREADABLE)) {
            return response(types);
        }
        String name = single ? types.iterator().next().slug() : "bad-request";
        if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
            components.addResponse(name, response(types));
        }
        return OASFactory.createAPIResponse().ref(name);
    }

    private static APIResponse response(Set<ProblemType> types) {
        MediaType content =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("Problem"));
        types.forEach(type ->
                content.addExample(type.slug(), OASFactory.createExample().ref(type.slug())));
        APIResponse response = OASFactory.createAPIResponse()
                .description(types.stream()
                        .map(type ->
                                types.size() == 1 ? type.title() + "." : "`" + type.slug() + "`: " + type.title() + ".")
                        .collect(Collectors.joining(" ")))
                .content(OASFactory.createContent().addMediaType(PROBLEM_JSON, content));
        if (types.contains(ProblemType.RATE_LIMITED)) {
            Headers.add(response, HttpHeaders.RETRY_AFTER);
            Headers.add(response, Headers.RATE_LIMIT);
            Headers.add(response, Headers.RATE_LIMIT_POLICY);
        }
        if (types.contains(ProblemType.UNAVAILABLE) || types.contains(ProblemType.IDEMPOTENCY_IN_PROGRESS)) {
            Headers.add(response, HttpHeaders.RETRY_AFTER);
        }
        if (types.contains(ProblemType.UNAUTHENTICATED)) {
            Headers.add(response, HttpHeaders.WWW_AUTHENTICATE);
        }
        return response;
    }

    /** The framework's own words for 200 say nothing. */
    private static void describeSuccess(Endpoint endpoint) {
        APIResponse ok = endpoint.operation().getResponses().getAPIResponse("200");
        if (ok != null && (ok.getDescription() == null || ok.getDescription().equals("OK"))) {
            ok.setDescription(
                    endpoint.isRead()
                            ? endpoint.method()
                                            .returnType()
                                            .name()
                                            .withoutPackagePrefix()
                                            .equals("Page")
                                    ? "A page of the list."
                                    : "As it is now."
                            : "As it is after the change.");
        }
    }

    static void sort(Operation operation) {
        Map<String, APIResponse> sorted = new TreeMap<>(operation.getResponses().getAPIResponses());
        operation.getResponses().setAPIResponses(new LinkedHashMap<>(sorted));
    }
}
