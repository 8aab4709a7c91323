package io.salesprocess.payment;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.deal.Recorded;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
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

/** Refunds of a payment over HTTP (rule 7). A refund's version is the deal's. */
@Path("/v1/deals/{id}/payments/{paymentId}/refunds")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Payments")
public class RefundResource {

    private final RefundService refunds;
    private final DealDoor door;
    private final Writes writes;

    RefundResource(RefundService refunds, DealDoor door, Writes writes) {
        this.refunds = refunds;
        this.door = door;
        this.writes = writes;
    }

    /** All refunds of the payment, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listRefunds",
            summary = "List a payment's refunds",
            description = "In the order in which they were recorded.")
    public Page<RefundResponse> list(
            @PathParam("id") UUID id, @PathParam("paymentId") UUID paymentId, @BeanParam PageRequest page) {
        return door.page(
                refunds.list(door.caller(), id, paymentId, page.afterId(), page.limit() + 1),
                page,
                RefundResponse::of,
                () -> refunds.count(door.caller(), id, paymentId));
    }

    /**
     * Records a refund (rule 7). Refused are more than is left of the payment, another currency than the deal's, and a refund that
     * nothing would recognise if it were reported again.
     */
    @POST
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "recordRefund",
            summary = "Record a refund",
            description =
                    "Money has gone back, no more than is left of the payment. Send `Idempotency-Key`, or a `reference`"
                            + " that is unique among the deal's refunds: the same refund reported again under its reference, with the same"
                            + " amount, answers 200 and counts once.")
    @APIResponse(
            responseCode = "201",
            description = "Recorded.",
            content = @Content(schema = @Schema(implementation = RefundResponse.class)))
    @APIResponse(
            responseCode = "200",
            description = "Recorded before, under the same reference.",
            content = @Content(schema = @Schema(implementation = RefundResponse.class)))
    @Problems({
        ProblemType.IDEMPOTENCY_KEY_MISSING,
        ProblemType.CONFLICT,
        ProblemType.RULE_VIOLATED,
        ProblemType.STALE_VERSION
    })
    public Response record(
            @PathParam("id") UUID id, @PathParam("paymentId") UUID paymentId, @Valid @NotNull RefundRequest body) {
        References.mustBeRecognisable(body.reference(), writes.key().isPresent());
        return door.once(id, body, () -> {
            RefundService.Refunded refunded = refunds.record(door.caller(), id, paymentId, door.version(), body);
            RefundResponse shown = RefundResponse.of(refunded.refund());
            String address = "/v1/deals/" + id + "/payments/" + shown.paymentId() + "/refunds/" + shown.id();
            return (refunded.isNew()
                            ? WriteResult.created(address, shown)
                            : WriteResult.ok(shown).at(address))
                    .tagged(refunded.deal().sequence())
                    .about(refunded.deal().prospectId());
        });
    }

    /** One refund of the payment. */
    @GET
    @Path("/{refundId}")
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getRefund",
            summary = "Read a refund",
            description = "One refund of the payment. `ETag` is the deal's version.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RefundResponse.class)))
    public Response get(
            @PathParam("id") UUID id, @PathParam("paymentId") UUID paymentId, @PathParam("refundId") UUID refundId) {
        Recorded<Entry> found = refunds.get(door.caller(), id, paymentId, refundId);
        return door.read(RefundResponse.of(found.row()), found.deal());
    }
}
