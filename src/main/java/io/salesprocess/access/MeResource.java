package io.salesprocess.access;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller over HTTP. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "API keys")
public class MeResource {

    private final KeyService keys;
    private final Access access;

    MeResource(KeyService keys, Access access) {
        this.keys = keys;
        this.access = access;
    }

    /** Who is calling, and with which roles. */
    @GET
    @AnyCaller
    @Operation(
            operationId = "getMe",
            summary = "Read who is calling",
            description =
                    "The key or the user whose credentials the request has, with their roles. Use it to check credentials"
                            + " and to find the salesperson that the caller is.")
    public MeResponse get() {
        Caller caller = access.caller();
        return MeResponse.of(caller, keys.nameOf(caller));
    }
}
