package io.salesprocess.platform.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Meets every request first, and sets what every answer carries. */
@Singleton
class Arrival {

    private final SecurityHeaders security;

    Arrival(SecurityHeaders security) {
        this.security = security;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            meet(context);
            context.next();
        });
    }

    private void meet(RoutingContext context) {
        MultiMap headers = context.response().headers();
        String path = context.request().path();
        security.addTo(headers, path == null ? "" : path);
    }
}
