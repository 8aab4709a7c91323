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

/** Approvals over HTTP: requests for them, and decisions of other people (rule 13). */
@Path("/v1/deals/{id}/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class ApprovalResource {

    private final ApprovalService approvals;
    private final DealDoor door;

    ApprovalResource(ApprovalService approvals, DealDoor door) {
        this.approvals = approvals;
        this.door = door;
    }

    /** All requests and decisions of the deal, also those that count no more. */
    @GET
    @Needs(Permission.READ_APPROVALS)
    @Operation(
            operationId = "listApprovals",
            summary = "List approvals",
            description =
                    "Requests and decisions in the order in which they were made, also those that no longer count.")
    public Page<ApprovalResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return door.page(
                approvals.list(door.caller(), id, page.afterId(), page.limit() + 1),
                page,
                ApprovalResponse::of,
                () -> approvals.count(door.caller(), id));
    }

    /** Requests approval, grants or refuses it; the deal's owner and the requester cannot decide (rule 13). */
    @POST
    @Needs(Permission.TAKE_PART_IN_APPROVALS)
    @Operation(
            operationId = "recordApproval",
            summary = "Request, grant or refuse approval",
            description =
                    "`requested` needs `work-on-deals` on the deal, `granted` and `refused` need `approve-deals`, and are"
                            + " refused (403) to the deal's owner, to every owner since the request, to the requester, and"
                            + " to other callers of the same salesperson. An approval belongs to the current attempt at the"
                            + " current stage and to the deal's value: a new attempt or a higher value takes it away. A"
                            + " refusal stands until the next request.")
    @APIResponse(
            responseCode = "201",
            description = "Recorded.",
            content = @Content(schema = @Schema(implementation = ApprovalResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.DEAL_CLOSED, ProblemType.STALE_VERSION})
    public Response record(@PathParam("id") UUID id, @Valid @NotNull ApprovalRequest body) {
        return door.create(
                id,
                "approvals",
                body,
                () -> approvals.record(door.caller(), id, door.version(), body),
                ApprovalResponse::of);
    }

    /** One request or decision. */
    @GET
    @Path("/{approvalId}")
    @Needs(Permission.READ_APPROVALS)
    @Operation(
            operationId = "getApproval",
            summary = "Read an approval",
            description = "One request for approval of the deal, or one decision about it.")
    public ApprovalResponse get(@PathParam("id") UUID id, @PathParam("approvalId") UUID approvalId) {
        return ApprovalResponse.of(approvals.get(door.caller(), id, approvalId));
    }
}
