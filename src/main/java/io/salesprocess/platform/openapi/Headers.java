package io.salesprocess.platform.openapi;

import io.salesprocess.platform.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.DotName;

/** The headers that mean the same at every operation: which version, which retry. */
final class Headers {

    static final String REQUEST_ID = "X-Request-Id";
    static final String REPLAYED = "Idempotency-Replayed";
    static final String RATE_LIMIT = "RateLimit";
    static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

    private static final DotName PROBLEMS = DotName.createSimple(Problems.class);
    private static final DotName RESPONSE = DotName.createSimple(Response.class);
    private static final DotName PAGE = DotName.createSimple("io.salesprocess.platform.paging.Page");
    private static final String NOT_MODIFIED = "NotModified";

    Headers(OpenAPI document) {
        Components components = document.getComponents();
        components
                .addParameter(
                        "IdempotencyKey",
                        parameter(
                                "Idempotency-Key",
                                false,
                                "A value of your own, the same with every retry: the request is carried out once, and"
                                        + " retries get the first answer.",
                                text("3c1d6e0a-7d0f-4c55-9d43-6f1f3a0f1b7e")
                                        .minLength(1)
                                        .maxLength(255)))
                .addParameter(
                        "IfMatch",
                        parameter(
                                HttpHeaders.IF_MATCH,
                                false,
                                "The `ETag` that you read. If somebody has changed the resource since, nothing is"
                                        + " changed and the answer is 412.",
                                text("\"7\"")))
                .addParameter(
                        "IfMatchRequired",
                        parameter(
                                HttpHeaders.IF_MATCH,
                                true,
                                "The `ETag` that you read. If somebody has changed the resource since, nothing is"
                                        + " changed and the answer is 412.",
                                text("\"7\"")))
                .addParameter(
                        "IfNoneMatch",
                        parameter(
                                HttpHeaders.IF_NONE_MATCH,
                                false,
                                "The `ETag` that you have. If the resource is still the same, the answer is 304.",
                                text("\"6\"")));
        components
                .addHeader(HttpHeaders.ETAG, header("The version, for `If-Match` and `If-None-Match`.", text("\"7\"")))
                .addHeader(
                        HttpHeaders.LOCATION,
                        header("Where it can be read.", text("/v1/deals/01936f7e-9d3a-7c41-8a55-3f2b6c1d9e70")))
                .addHeader(
                        HttpHeaders.LINK,
                        header(
                                "The next page, with `rel=\"next\"`; absent on the last page.",
                                text("</v1/deals?cursor=c3Bpbg&limit=50>; rel=\"next\"")))
                .addHeader(
                        HttpHeaders.RETRY_AFTER,
                        header(
                                "Seconds to wait before trying again.",
                                OASFactory.createSchema()
                                        .addType(SchemaType.INTEGER)
                                        .minimum(BigDecimal.ZERO)
                                        .examples(List.of(1))))
                .addHeader(
                        REQUEST_ID,
                        header(
                                "What the request is called in the service's log: the `X-Request-Id` that was sent, if it"
                                        + " has 1 to 64 letters, digits, dots, hyphens or underscores, else a new one.",
                                text("b8a0f1de-7f0c-4b0e-9d1c-2f3f6f0f8a11")))
                .addHeader(
                        RATE_LIMIT,
                        header(
                                "The limit that counts for the request: `r` requests are left, and after `t` seconds"
                                        + " there are more.",
                                text("\"key\";r=0;t=12")))
                .addHeader(
                        RATE_LIMIT_POLICY,
                        header(
                                "What the limit is: `q` requests in `w` seconds, refilled evenly.",
                                text("\"key\";q=300000;w=60")))
                .addHeader(
                        REPLAYED,
                        header(
                                "`true` if this repeats the answer to an earlier request with the same"
                                        + " `Idempotency-Key`; absent otherwise. Once the prospect whom the answer tells"
                                        + " of has been erased, it comes without a body.",
                                OASFactory.createSchema()
                                        .addType(SchemaType.BOOLEAN)
                                        .examples(List.of(true))));
        components.addHeader(HttpHeaders.WWW_AUTHENTICATE, header("How to say who is calling.", text("Bearer")));
        components.addResponse(
                NOT_MODIFIED,
                OASFactory.createAPIResponse()
                        .description("The resource is the one that `If-None-Match` names.")
                        .addHeader(HttpHeaders.ETAG, reference(HttpHeaders.ETAG)));
    }

    void addParameters(Endpoint endpoint) {
        List<Parameter> parameters = new ArrayList<>(endpoint.parameters());
        List<String> problems = endpoint.listed(PROBLEMS);
        if (endpoint.isPost()) {
            parameters.add(OASFactory.createParameter().ref("IdempotencyKey"));
        }
        if (problems.contains(ProblemType.PRECONDITION_REQUIRED.name())) {
            parameters.add(OASFactory.createParameter().ref("IfMatchRequired"));
        } else if (problems.contains(ProblemType.STALE_VERSION.name())) {
            parameters.add(OASFactory.createParameter().ref("IfMatch"));
        }
        if (hasEntityTag(endpoint)) {
            parameters.add(OASFactory.createParameter().ref("IfNoneMatch"));
        }
        endpoint.operation().setParameters(parameters);
    }

    /** Reads that answer with a response of their own making do so for its entity tag. */
    private static boolean hasEntityTag(Endpoint endpoint) {
        return endpoint.isRead() && endpoint.returns(RESPONSE);
    }

    void addToAnswers(Endpoint endpoint, Examples examples) {
        endpoint.operation().getResponses().getAPIResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                add(response, REQUEST_ID);
                add(response, RATE_LIMIT);
                add(response, RATE_LIMIT_POLICY);
                examples.headers(endpoint, status).forEach(name -> add(response, name));
                if (endpoint.isPost()) {
                    add(response, REPLAYED);
                }
                if (endpoint.returns(PAGE)) {
                    add(response, HttpHeaders.LINK);
                }
            }
        });
        if (hasEntityTag(endpoint)) {
            endpoint.operation()
                    .getResponses()
                    .addAPIResponse("304", OASFactory.createAPIResponse().ref(NOT_MODIFIED));
        }
        Responses.sort(endpoint.operation());
    }

    static void add(APIResponse response, String header) {
        response.addHeader(header, reference(header));
    }

    private static Header reference(String name) {
        return OASFactory.createHeader().ref(name);
    }

    private static Header header(String description, Schema schema) {
        return OASFactory.createHeader().description(description).schema(schema);
    }

    private static Parameter parameter(String name, boolean required, String description, Schema schema) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .required(required)
                .description(description)
                .schema(schema);
    }

    private static Schema text(String example) {
        return OASFactory.createSchema().addType(SchemaType.STRING).examples(List.of(example));
    }
}
