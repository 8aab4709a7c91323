package io.salesprocess.platform.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/** Tells the address of the next page in a header as well ({@code Link: rel="next"}). */
@Provider
public class NextLink implements ContainerResponseFilter {

    private final PublicUrl publicUrl;

    @Inject
    NextLink(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Paged page && page.next() != null) {
            URI next = request.getUriInfo()
                    .getRequestUriBuilder()
                    .replaceQueryParam("cursor", page.next())
                    .build();
            URI address = publicUrl.inHeader(next.getRawPath() + "?" + next.getRawQuery());
            response.getHeaders().add(HttpHeaders.LINK, "<" + address + ">; rel=\"next\"");
        }
    }
}
