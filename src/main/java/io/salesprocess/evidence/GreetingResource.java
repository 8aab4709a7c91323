package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Greetings over HTTP: the friendly welcome with which the relationship begins. */
@Path("/v1/deals/{id}/greetings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class GreetingResource {

    private final GreetingService greetings;
    private final DealDoor door;

    GreetingResource(GreetingService greetings, DealDoor door) {
        this.greetings = greetings;
        this.door = door;
    }

    /** All greetings of the deal, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "listGreetings", summary = "List greetings", description = "Oldest first.")
    public Page<GreetingResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return door.page(
                greetings.list(door.caller(), id, page.afterId(), page.limit() + 1),
                page,
                GreetingResponse::of,
                () -> greetings.count(door.caller(), id));
    }

    /** Records a greeting; refused on a closed deal. */
    @POST
    @Needs(Permission.WELCOME_CLIENTS)
    @Operation(
            operationId = "recordGreeting",
            summary = "Record a greeting",
            description = "The relationship begins with a friendly welcome, by the salesperson or a receptionist.")
    @APIResponse(
            responseCode = "201",
            description = "Recorded.",
            content = @Content(schema = @Schema(implementation = GreetingResponse.class)))
    @Problems({ProblemType.DEAL_CLOSED, ProblemType.STALE_VERSION})
    public Response record(@PathParam("id") UUID id, @Valid @NotNull GreetingRequest body) {
        return door.create(
                id,
                "greetings",
                body,
                () -> greetings.record(door.caller(), id, door.version(), body),
                GreetingResponse::of);
    }

    /** One greeting. */
    @GET
    @Path("/{greetingId}")
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "getGreeting", summary = "Read a greeting", description = "One greeting of the deal.")
    public GreetingResponse get(@PathParam("id") UUID id, @PathParam("greetingId") UUID greetingId) {
        return GreetingResponse.of(greetings.get(door.caller(), id, greetingId).row());
    }
}
