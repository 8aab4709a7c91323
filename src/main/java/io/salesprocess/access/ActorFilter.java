package io.salesprocess.access;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;

/** Refuses changes by nobody. */
@Provider
public class ActorFilter implements ContainerRequestFilter {

    private final Caller caller;
    private final ResourceInfo resource;

    @Inject
    ActorFilter(Caller caller, ResourceInfo resource) {
        this.caller = caller;
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean reads = request.getMethod().equals(HttpMethod.GET)
                || request.getMethod().equals(HttpMethod.HEAD);
        if (!reads && !resource.getResourceMethod().isAnnotationPresent(NoActorNeeded.class)) {
            caller.actorId();
        }
    }
}
