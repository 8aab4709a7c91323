package io.salesprocess.platform.http;

import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.request.RequestId;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;

/** Meets every request first, names it, and sets what every answer carries. */
@Singleton
class Arrival {

    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized(RequestId.HEADER);

    private final SecurityHeaders security;

    Arrival(SecurityHeaders security) {
        this.security = security;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            meet(context);
            if (isAddress(context.request().uri())) {
                context.next();
            } else {
                context.fail(ProblemType.MALFORMED_REQUEST.status());
            }
        });
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
    }

    /** The framework would look as well, but answer with nothing: {@code Main} tells it not to. */
    private static boolean isAddress(String address) {
        try {
            new URI(address);
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
