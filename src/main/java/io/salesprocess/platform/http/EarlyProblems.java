package io.salesprocess.platform.http;

import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.Problem;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.kernel.RequestId;
import io.salesprocess.platform.page.ReadableProblems;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Answers with a problem where no resource has been asked yet. */
@Singleton
public class EarlyProblems {

    /** What bodies may be encoded in: nothing (RFC 9110). */
    private static final String NO_CODING = "identity";

    private final Json json;
    private final ReadableProblems pages;
    private final SecurityHeaders security;
    private final CrossOrigin sites;

    EarlyProblems(Json json, ReadableProblems pages, SecurityHeaders security, CrossOrigin sites) {
        this.json = json;
        this.pages = pages;
        this.security = security;
        this.sites = sites;
    }

    /** A problem as it is sent: as JSON, or as a page if the client prefers that. */
    record Body(byte[] bytes, String mediaType) {}

    void answer(HttpServerRequest request, ProblemType type, String detail) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            // The client has closed the connection.
            return;
        }
        Body body = body(
                type,
                detail,
                request.path() == null ? "" : request.path(),
                request.headers().getAll(HttpHeaders.ACCEPT),
                RequestId.current());
        addHeaders(response.headers(), type, body);
        sites.addTo(response.headers(), request.getHeader(CrossOrigin.ORIGIN));
        response.setStatusCode(type.status()).end(Buffer.buffer(body.bytes()));
    }

    /**
     * The body of a problem at a path.
     *
     * @param accept the values of the header {@code Accept}
     */
    Body body(ProblemType type, String detail, String path, List<String> accept, String requestId) {
        String instance = Problem.instance(path);
        return pages.arePreferred(accept)
                ? new Body(
                        pages.page(type, detail, instance, Map.of(), requestId).getBytes(StandardCharsets.UTF_8),
                        ReadableProblems.MEDIA_TYPE)
                : new Body(json.bytes(Problem.body(type, detail, instance, Map.of())), Problem.MEDIA_TYPE.toString());
    }

    /**
     * All headers of a problem, for answers that no route has prepared.
     *
     * @param origin of the page that sent the request, or null
     */
    void addHeaders(MultiMap headers, ProblemType type, Body body, String requestId, String path, String origin) {
        headers.set(RequestId.HEADER, requestId);
        security.addTo(headers, path);
        addHeaders(headers, type, body);
        sites.addTo(headers, origin);
    }

    private static void addHeaders(MultiMap headers, ProblemType type, Body body) {
        headers.set(HttpHeaders.CONTENT_TYPE, body.mediaType());
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        Problem.headers(type).forEach(headers::set);
        if (type == ProblemType.UNSUPPORTED_MEDIA_TYPE) {
            // Which here is about the coding and never about the type: then it must not be sent (RFC 9110, section
            // 12.5.3).
            headers.set(HttpHeaders.ACCEPT_ENCODING, NO_CODING);
        }
    }
}
