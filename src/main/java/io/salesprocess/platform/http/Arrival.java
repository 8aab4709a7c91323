package io.salesprocess.platform.http;

import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.kernel.RequestId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Meets every request first, names it, sets what every answer carries, and refuses what nothing behind it should see. */
@Singleton
class Arrival {

    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestId.HEADER);

    private static final String UNREADABLE = "The request could not be read.";
    private static final String NOTHING_THERE = "There is nothing at this address.";

    private final SecurityHeaders security;
    private final EarlyProblems problems;
    private final CrossOrigin sites;
    private final Compression compression;

    Arrival(SecurityHeaders security, EarlyProblems problems, CrossOrigin sites, Compression compression) {
        this.security = security;
        this.problems = problems;
        this.sites = sites;
        this.compression = compression;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            meet(context);
            if (!refuses(context.request())) {
                context.next();
            }
        });
        List.of(400, 404, 413).forEach(status -> router.errorHandler(status, this::refuse));
    }

    /** Answers with a problem what was refused before any resource was asked, unless it is something else that went wrong. */
    void refuse(RoutingContext context) {
        if (!context.response().headWritten()) {
            meet(context);
        }
        HttpServerRequest request = context.request();
        switch (context.statusCode()) {
            case 400 -> problems.answer(request, ProblemType.MALFORMED_REQUEST, UNREADABLE);
            case 404 -> problems.answer(request, ProblemType.NOT_FOUND, NOTHING_THERE);
            case 413 ->
                problems.answer(
                        request,
                        ProblemType.CONTENT_TOO_LARGE,
                        "Bodies may have up to " + BodyCheck.LARGEST + " bytes.");
            default -> {
                if (!context.response().ended() && !context.response().closed()) {
                    context.next();
                }
            }
        }
    }

    /** Again has no effect; requests that are refused before any route is asked have not been met yet. */
    void meet(RoutingContext context) {
        MultiMap headers = context.response().headers();
        if (headers.contains(REQUEST_ID)) {
            return;
        }
        headers.set(REQUEST_ID, RequestId.assign(context.request().getHeader(REQUEST_ID)));
        String path = context.request().path();
        security.addTo(headers, path == null ? "" : path);
        compression.attend(context);
        Acceptable.widen(context.request().method(), context.request().headers());
    }

    private boolean refuses(HttpServerRequest request) {
        if (!isAddress(request.uri())) {
            problems.answer(request, ProblemType.MALFORMED_REQUEST, UNREADABLE);
        } else if (!PlainPath.isPlain(request.uri())) {
            problems.answer(request, ProblemType.NOT_FOUND, NOTHING_THERE);
        } else if (sites.isForeign(request)) {
            problems.answer(request, ProblemType.FORBIDDEN, "Pages of this origin may not call the service.");
        } else if (isEncoded(request.headers())) {
            refuseCoding(request);
        } else {
            return false;
        }
        return true;
    }

    /** Answers a request whose body is compressed. */
    void refuseCoding(HttpServerRequest request) {
        problems.answer(
                request,
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "The body is compressed, or has a Content-Encoding. Send it without.");
    }

    /** The framework would look as well, but answer with nothing: {@code Main} tells it not to. */
    private static boolean isAddress(String address) {
        try {
            return new URI(address).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static boolean hasBody(MultiMap headers) {
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return headers.contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !length.equals("0"));
    }

    /** Bodies are read as they come, so one in a content coding would be taken for broken text. */
    private static boolean isEncoded(MultiMap headers) {
        return headers.contains(HttpHeaders.CONTENT_ENCODING)
                && hasBody(headers)
                && !headers.getAll(HttpHeaders.CONTENT_ENCODING).stream().allMatch("identity"::equalsIgnoreCase);
    }
}
