package io.salesprocess.platform.http;

import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.Problem;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.kernel.RequestId;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/** Answers with a problem where no resource has been asked yet. */
@Singleton
public class EarlyProblems {

    /** What bodies may be encoded in: nothing (RFC 9110). */
    private static final String NO_CODING = "identity";

    private final Json json;
    private final SecurityHeaders security;
    private final CrossOrigin sites;

    EarlyProblems(Json json, SecurityHeaders security, CrossOrigin sites) {
        this.json = json;
        this.security = security;
        this.sites = sites;
    }

    void answer(HttpServerRequest request, ProblemType type, String detail) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            // The client has closed the connection.
            return;
        }
        addHeaders(response.headers(), type);
        sites.addTo(response.headers(), request.getHeader(CrossOrigin.ORIGIN));
        response.setStatusCode(type.status())
                .end(Buffer.buffer(body(type, detail, request.path() == null ? "" : request.path())));
    }

    /** The body of a problem at a path. */
    public byte[] body(ProblemType type, String detail, String path) {
        return json.bytes(Problem.body(type, detail, Problem.instance(path), Map.of()));
    }

    /**
     * All headers of a problem, for answers that no route has prepared.
     *
     * @param origin of the page that sent the request, or null
     */
    void addHeaders(MultiMap headers, ProblemType type, String requestId, String path, String origin) {
        headers.set(RequestId.HEADER, requestId);
        security.addTo(headers, path);
        addHeaders(headers, type);
        sites.addTo(headers, origin);
    }

    private static void addHeaders(MultiMap headers, ProblemType type) {
        headers.set(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE.toString());
        Problem.headers(type).forEach(headers::set);
        if (type == ProblemType.UNSUPPORTED_MEDIA_TYPE) {
            // Which here is about the coding and never about the type: then it must not be sent (RFC 9110, section
            // 12.5.3).
            headers.set(HttpHeaders.ACCEPT_ENCODING, NO_CODING);
        }
    }
}
