package io.salesprocess.platform.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Gathers bodies before a thread is given to the request. A sender who is slow holds a connection then, and not one of the
 * threads that everybody else needs. Bodies of all media types are gathered as they are: the framework's handler would decode
 * forms, under limits of its own, and refuse without a word on the field what it cannot decode.
 */
@Singleton
class BodyBuffer {

    /** Ahead of the routes of the resources. */
    private static final int EARLY = -1_000;

    private static final int TOO_LARGE = 413;

    /** Of others nobody reads a body, and some bodies cannot even be gathered. */
    private static final Set<HttpMethod> WITH_BODIES =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    /** The first two bytes of every gzip file. */
    private static final int GZIP = 0x1F8B;

    private final Arrival arrival;

    BodyBuffer(Arrival arrival) {
        this.arrival = arrival;
    }

    void install(@Observes Router router) {
        Doors.ROUTES.forEach(door -> install(router, door));
    }

    private void install(Router router, String door) {
        router.route(door)
                .order(EARLY)
                .handler(context -> {
                    if (isGathered(context.request())) {
                        gather(context);
                    } else {
                        context.next();
                    }
                })
                .failureHandler(arrival::refuse);
        router.route(door).order(EARLY + 1).handler(context -> {
            if (isGzip(context.body().buffer())) {
                arrival.refuseCoding(context.request());
            } else {
                context.next();
            }
        });
    }

    /** A body that was compressed without saying so would be taken for broken text. */
    private static boolean isGzip(Buffer body) {
        return body != null && body.length() > 1 && body.getUnsignedShort(0) == GZIP;
    }

    /** Over HTTP/2 the framework reads bodies itself: by the time we are asked, frames have arrived that we would miss. */
    private static boolean isGathered(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2
                && WITH_BODIES.contains(request.method())
                && Arrival.hasBody(request.headers());
    }

    private static void gather(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (announcesTooMuch(request)) {
            context.fail(TOO_LARGE);
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            context.response().writeContinue();
        }
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (context.failed()) {
                return;
            }
            if (body.length() + part.length() > BodyCheck.LARGEST) {
                context.fail(TOO_LARGE);
            } else {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(failure -> {
            if (!context.failed()) {
                context.fail(failure);
            }
        });
        request.endHandler(end -> {
            if (!context.failed()) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
            }
        });
        // The server holds requests back until somebody takes them.
        request.resume();
    }

    private static boolean announcesTooMuch(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length != null && Long.parseLong(length) > BodyCheck.LARGEST;
        } catch (NumberFormatException e) {
            // The decoder has refused it.
            return false;
        }
    }
}
