package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.domain.DealCommand;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.PlainWrites;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What can happen to a deal now, and making it happen. */
@Path("/v1/deals/{id}/transitions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Deals")
public class TransitionResource {

    private final TransitionService service;
    private final DealDoor door;
    private final Deals deals;
    private final PlainWrites writes;

    TransitionResource(TransitionService service, DealDoor door, Deals deals, PlainWrites writes) {
        this.service = service;
        this.door = door;
        this.deals = deals;
        this.writes = writes;
    }

    /** The transitions that the deal's status allows, and what each lacks (rules 1 to 4 and 6). */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listTransitions",
            summary = "See what can happen now",
            description =
                    "The transitions that the deal's status allows. An `advance` that is not allowed names every exit"
                            + " criterion that does not hold, of this stage and of earlier ones, and the call that would satisfy it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TransitionsResponse.class)))
    public Response options(@PathParam("id") UUID id) {
        TransitionService.Options options = service.options(door.caller(), id);
        return door.read(TransitionsResponse.of(options.deal(), options.transitions()), options.deal());
    }

    /**
     * Moves the deal. Refused are a {@code from} that is not the deal's stage, unmet exit criteria, a closed deal, and a
     * missing reason where one is needed (rules 1 to 4, 6 and 9).
     */
    @POST
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "makeTransition",
            summary = "Move a deal",
            description =
                    "`advance` needs every exit criterion of the current and all earlier stages, and wins the deal out"
                            + " of the last stage. `fall-short` begins the next attempt at the stage, `lose` closes the deal, and"
                            + " `reopen` takes a lost deal up where it stood; these need a `reason`. `from` is the stage that you"
                            + " believe the deal to be in: two callers who both advance move it once.")
    @APIResponse(
            responseCode = "201",
            description = "The deal has moved.",
            content = @Content(schema = @Schema(implementation = TransitionResponse.class)))
    @APIResponse(
            responseCode = "200",
            description = "With `dryRun`: the deal would move like this.",
            content = @Content(schema = @Schema(implementation = TransitionResponse.class)))
    @Problems({
        ProblemType.OUT_OF_ORDER,
        ProblemType.DEAL_CLOSED,
        ProblemType.TRANSITION_NOT_ALLOWED,
        ProblemType.CRITERIA_UNMET,
        ProblemType.STALE_VERSION
    })
    public Response make(
            @PathParam("id") UUID id,
            @Parameter(
                            description = "Check everything, and change nothing.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("dryRun")
                    @DefaultValue("false")
                    boolean dryRun,
            @Valid @NotNull TransitionRequest body) {
        DealCommand.Transition wanted = body.command();
        Caller caller = door.caller();
        ExpectedVersion version = door.version();
        if (dryRun) {
            return writes.preview(() -> {
                Deals.Change change = service.dryRun(caller, id, version, wanted);
                return Response.ok(TransitionResponse.of(wanted.type(), change)).build();
            });
        }
        return writes.once(body, location -> deals.mayChange(caller, Permission.WORK_ON_DEALS, id), () -> {
            TransitionResponse made = TransitionResponse.of(wanted.type(), service.make(caller, id, version, wanted));
            return WriteResult.created("/v1/deals/" + id + "/history/" + made.sequence(), made)
                    .tagged(made.version());
        });
    }
}
