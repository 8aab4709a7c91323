package io.salesprocess.deal.handover;

import io.salesprocess.access.Access;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.handover.HandoverService.Progress;
import io.salesprocess.platform.api.LongWrites;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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

/** Handovers over HTTP. */
@Path("/v1/salespeople/{id}/handover")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Salespeople")
public class HandoverResource {

    private final HandoverService handovers;
    private final Access access;
    private final LongWrites writes;

    HandoverResource(HandoverService handovers, Access access, LongWrites writes) {
        this.handovers = handovers;
        this.access = access;
        this.writes = writes;
    }

    /** Gives all open deals of a salesperson away. */
    @POST
    @Needs(Permission.ASSIGN_OWNERS)
    @Operation(
            operationId = "handOver",
            summary = "Hand over all open deals of a salesperson",
            description =
                    "Gives every open deal of the salesperson to another one, or to all who are active and present in turn;"
                            + " each deal gets the event `deal.owner-assigned`. Deals are given away a few at a time, for at most"
                            + " about twenty seconds in one request. If the response says that deals are `left`, or there is none because"
                            + " the connection broke or the service failed, send the request again, with another `Idempotency-Key` if"
                            + " there was a response: it goes on where the last one ended.")
    @APIResponse(
            responseCode = "200",
            description = "Given away, as far as `left` says.",
            content = @Content(schema = @Schema(implementation = HandoverResponse.class)))
    @Problems(ProblemType.CONFLICT)
    public Response handOver(@PathParam("id") UUID id, @Valid @NotNull HandoverRequest body) {
        Caller caller = access.caller();
        Progress start = handovers.start(id, body.salespersonId());
        return writes.once(body, start, before -> handovers.step(caller, before), progress -> progress.left()
                .map(left -> WriteResult.ok(new HandoverResponse(id, body.to(), progress.moved(), left))));
    }
}
