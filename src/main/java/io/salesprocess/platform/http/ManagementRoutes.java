package io.salesprocess.platform.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Serves health and metrics at the service's own port unless they have one of their own ({@code quarkus.management.host-enabled}).
 * The framework wants that to be decided when the package is built; so it is built with a management interface, which
 * listens only if an operator wants it to.
 */
@Singleton
class ManagementRoutes {

    private final boolean hasOwnPort;
    private volatile Router management;

    ManagementRoutes(@ConfigProperty(name = "quarkus.management.host-enabled") boolean hasOwnPort) {
        this.hasOwnPort = hasOwnPort;
    }

    void know(@Observes ManagementInterface opened) {
        management = opened.router();
    }

    void install(@Observes Router router) {
        if (hasOwnPort) {
            return;
        }
        for (String path : new String[] {"/q/health", "/q/health/*", "/q/metrics"}) {
            router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::pass);
        }
    }

    private void pass(RoutingContext request) {
        // There it lets pages of any site read; here only those of sites that operators have named.
        request.request().headers().remove(HttpHeaders.ORIGIN);
        management.handle(request.request());
    }
}
