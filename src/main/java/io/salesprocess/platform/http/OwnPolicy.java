package io.salesprocess.platform.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** A page with a policy of its own is not under that of all others as well: of two policies browsers obey both. */
@Provider
public class OwnPolicy implements ContainerResponseFilter {

    private static final String POLICY = "Content-Security-Policy";
    private static final List<String> GENERAL = List.of(POLICY, "X-Frame-Options", "Cache-Control");

    private final RoutingContext request;

    @Inject
    OwnPolicy(RoutingContext request) {
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext given, ContainerResponseContext response) {
        if (response.getHeaders().containsKey(POLICY)) {
            MultiMap headers = request.response().headers();
            GENERAL.forEach(headers::remove);
        }
    }
}
