package io.salesprocess.payment;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.deal.Recorded;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** The reversal of a payment over HTTP (rule 7). Its version is the deal's. */
@Path("/v1/deals/{id}/payments/{paymentId}/reversal")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Payments")
public class ReversalResource {

    private final ReversalService reversals;
    private final DealDoor door;
    private final Writes writes;

    ReversalResource(ReversalService reversals, DealDoor door, Writes writes) {
        this.reversals = reversals;
        this.door = door;
        this.writes = writes;
    }

    /** Takes a whole payment back, once (rule 7). It alone can bring what is collected below zero. */
    @POST
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "reversePayment",
            summary = "Reverse a payment",
            description =
                    "The payment was taken back whole, such as a direct debit that bounced. The reversal counts against all of"
                            + " the payment, also what was refunded of it before: that money is gone as well. So"
                            + " `collected` can fall below zero, which nothing else can do. A payment is reversed once;"
                            + " afterwards nothing of it can be refunded. Send `Idempotency-Key`, or a `reference` that is"
                            + " unique among the deal's reversals: the same reversal reported again under its reference"
                            + " answers 200 and counts once.")
    @APIResponse(
            responseCode = "201",
            description = "Recorded.",
            content = @Content(schema = @Schema(implementation = ReversalResponse.class)))
    @APIResponse(
            responseCode = "200",
            description = "Recorded before, under the same reference.",
            content = @Content(schema = @Schema(implementation = ReversalResponse.class)))
    @Problems({ProblemType.IDEMPOTENCY_KEY_MISSING, ProblemType.CONFLICT, ProblemType.STALE_VERSION})
    public Response record(
            @PathParam("id") UUID id, @PathParam("paymentId") UUID paymentId, @Valid @NotNull ReversalRequest body) {
        References.mustBeRecognisable(body.reference(), writes.key().isPresent());
        return door.once(id, body, () -> {
            ReversalService.Reversed reversed = reversals.record(door.caller(), id, paymentId, door.version(), body);
            ReversalResponse shown = ReversalResponse.of(reversed.reversal());
            String address = "/v1/deals/" + id + "/payments/" + paymentId + "/reversal";
            return (reversed.isNew()
                            ? WriteResult.created(address, shown)
                            : WriteResult.ok(shown).at(address))
                    .tagged(reversed.deal().sequence())
                    .about(reversed.deal().prospectId());
        });
    }

    /** The reversal of the payment; not found as long as it has not been reversed. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getReversal",
            summary = "Read the reversal of a payment",
            description =
                    "The reversal of the payment; not found as long as it has not been reversed. `ETag` is the deal's"
                            + " version.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ReversalResponse.class)))
    public Response get(@PathParam("id") UUID id, @PathParam("paymentId") UUID paymentId) {
        Recorded<Entry> found = reversals.get(door.caller(), id, paymentId);
        return door.read(ReversalResponse.of(found.row()), found.deal());
    }
}
