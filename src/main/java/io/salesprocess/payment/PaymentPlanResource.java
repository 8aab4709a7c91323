package io.salesprocess.payment;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.deal.Recorded;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
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

/** The payment plan of a deal over HTTP. Its version is the deal's. */
@Path("/v1/deals/{id}/payment-plan")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Payments")
public class PaymentPlanResource {

    private final PaymentPlanService plans;
    private final DealDoor door;

    PaymentPlanResource(PaymentPlanService plans, DealDoor door) {
        this.plans = plans;
        this.door = door;
    }

    /** The instalments, and what has been paid of each. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getPaymentPlan",
            summary = "Read the payment plan",
            description =
                    "The instalments, and what has been paid of each: what the deal has brought in fills the oldest first. An"
                            + " instalment is overdue from the day after it is due, in UTC.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PaymentPlanResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        Recorded<PaymentPlanService.Shown> found = plans.get(door.caller(), id);
        return Response.ok(PaymentPlanResponse.of(found.row()))
                .tag(Long.toString(found.deal().sequence()))
                .build();
    }

    /** Splits the value into instalments; refused are ones that do not add up to it (rule 7). */
    @PUT
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "putPaymentPlan",
            summary = "Agree on a payment plan",
            description =
                    "Splits the deal's value into instalments, in the place of those that there were. They must add up to the"
                            + " value. An empty list takes the plan away.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PaymentPlanResponse.class)))
    @Problems({ProblemType.RULE_VIOLATED, ProblemType.DEAL_CLOSED, ProblemType.STALE_VERSION})
    public Response put(@PathParam("id") UUID id, @Valid @NotNull PaymentPlanRequest body) {
        return door.change(() -> plans.put(door.caller(), id, door.version(), body), PaymentPlanResponse::of);
    }
}
