package io.salesprocess.platform.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.kernel.RequestId;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import jakarta.inject.Singleton;
import java.util.List;

/** Answers requests that the HTTP server has not been told of, and counts them: it would have. */
@Singleton
class WireProblems {

    private static final String REFUSALS = "salesprocess.http.refusals";
    private static final String TYPE = "type";

    private final EarlyProblems problems;
    private final ResourcePaths addresses;
    private final MeterRegistry metrics;

    WireProblems(EarlyProblems problems, ResourcePaths addresses, MeterRegistry metrics) {
        this.problems = problems;
        this.addresses = addresses;
        this.metrics = metrics;
    }

    /**
     * An answer after which the connection is closed.
     *
     * @param request what is known of the request, or null
     */
    FullHttpResponse answer(ProblemType type, String detail, HttpRequest request) {
        metrics.counter(REFUSALS, TYPE, type.slug()).increment();
        String path = request == null ? "" : path(request.uri());
        String requestId =
                RequestId.of(request == null ? null : request.headers().get(RequestId.HEADER));
        List<String> accept = request == null ? List.of() : request.headers().getAll(HttpHeaderNames.ACCEPT);
        EarlyProblems.Body body = problems.body(type, detail, path, accept, requestId);
        HeadersMultiMap headers = HeadersMultiMap.httpHeaders();
        problems.addHeaders(headers, type, body, requestId, path, header(request, CrossOrigin.ORIGIN));
        headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.bytes().length));
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (type == ProblemType.METHOD_NOT_ALLOWED) {
            headers.set(HttpHeaderNames.ALLOW, addresses.methodsAt(path));
        }
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(type.status()),
                Unpooled.wrappedBuffer(body.bytes()),
                headers,
                EmptyHttpHeaders.INSTANCE);
    }

    private static String header(HttpRequest request, CharSequence name) {
        return request == null ? null : request.headers().get(name);
    }

    static String path(String target) {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
