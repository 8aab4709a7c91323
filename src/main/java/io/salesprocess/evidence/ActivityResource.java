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

/** Activities over HTTP: what a salesperson chose to do inside a stage (rule 5). */
@Path("/v1/deals/{id}/activities")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class ActivityResource {

    private final ActivityService activities;
    private final DealDoor door;

    ActivityResource(ActivityService activities, DealDoor door) {
        this.activities = activities;
        this.door = door;
    }

    /** All activities on the deal, in the order in which they were recorded. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listActivities",
            summary = "List activities",
            description = "In the order in which they were recorded.")
    public Page<ActivityResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return door.page(
                activities.list(door.caller(), id, page.afterId(), page.limit() + 1),
                page,
                ActivityResponse::of,
                () -> activities.count(door.caller(), id));
    }

    /** Records an activity, in any order and number (rule 5); refused is one that is still to come. */
    @POST
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "recordActivity",
            summary = "Record an activity",
            description =
                    "Salespeople choose their own activities, in any order and number; none is needed for the order of"
                            + " stages. Their effect is measured.")
    @APIResponse(
            responseCode = "201",
            description = "Recorded.",
            content = @Content(schema = @Schema(implementation = ActivityResponse.class)))
    @Problems({ProblemType.STALE_VERSION, ProblemType.RULE_VIOLATED})
    public Response record(@PathParam("id") UUID id, @Valid @NotNull ActivityRequest body) {
        return door.create(
                id,
                "activities",
                body,
                () -> activities.record(door.caller(), id, door.version(), body),
                ActivityResponse::of);
    }

    /** One activity. */
    @GET
    @Path("/{activityId}")
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "getActivity", summary = "Read an activity", description = "One activity on the deal.")
    public ActivityResponse get(@PathParam("id") UUID id, @PathParam("activityId") UUID activityId) {
        return ActivityResponse.of(activities.get(door.caller(), id, activityId).row());
    }
}
