package io.salesprocess.payment;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Payments over HTTP (rule 7). A payment's version is the deal's. */
@Path("/v1/deals/{id}/payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Payments")
public class PaymentResource {

    private final PaymentService payments;
    private final DealDoor door;
    private final Writes writes;

    PaymentResource(PaymentService payments, DealDoor door, Writes writes) {
        this.payments = payments;
        this.door = door;
        this.writes = writes;
    }

    /** All payments of the deal, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listPayments",
            summary = "List a deal's payments",
            description = "In the order in which they were recorded.")
    public Page<PaymentResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return door.page(
                payments.list(door.caller(), id, page.afterId(), page.limit() + 1),
                page,
                Function.identity(),
                () -> payments.count(door.caller(), id));
    }

    /**
     * Records a payment (rule 7). Refused are money for a deal that is not won, another currency than the deal's, and a payment
     * that nothing would recognise if it were reported again. Paying too much is not refused: the money did arrive.
     */
    @POST
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "recordPayment",
            summary = "Record a payment",
            description =
                    "Money has arrived for a won deal, in the deal's currency. More than was agreed is recorded as well,"
                            + " and shows as overpaid. Send `Idempotency-Key`, or a `reference` that is unique in the deal: the same"
                            + " payment reported again under its reference answers 200 and counts once.")
    @APIResponse(
            responseCode = "201",
            description = "Recorded.",
            content = @Content(schema = @Schema(implementation = PaymentResponse.class)))
    @APIResponse(
            responseCode = "200",
            description = "Recorded before, under the same reference.",
            content = @Content(schema = @Schema(implementation = PaymentResponse.class)))
    @Problems({
        ProblemType.IDEMPOTENCY_KEY_MISSING,
        ProblemType.CONFLICT,
        ProblemType.RULE_VIOLATED,
        ProblemType.STALE_VERSION
    })
    public Response record(@PathParam("id") UUID id, @Valid @NotNull PaymentRequest body) {
        References.mustBeRecognisable(body.reference(), writes.key().isPresent());
        return door.once(id, body, () -> {
            PaymentService.Received received = payments.record(door.caller(), id, door.version(), body);
            PaymentResponse shown = PaymentResponse.of(received.payment());
            String address = "/v1/deals/" + id + "/payments/" + shown.id();
            return (received.isNew()
                            ? WriteResult.created(address, shown)
                            : WriteResult.ok(shown).at(address))
                    .tagged(received.deal().sequence())
                    .about(received.deal().prospectId());
        });
    }

    /** One payment of the deal, with what has gone back of it. */
    @GET
    @Path("/{paymentId}")
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getPayment",
            summary = "Read a payment",
            description = "One payment of the deal, with what has gone back of it. `ETag` is the deal's version.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PaymentResponse.class)))
    public Response get(@PathParam("id") UUID id, @PathParam("paymentId") UUID paymentId) {
        PaymentService.Received found = payments.get(door.caller(), id, paymentId);
        return door.read(PaymentResponse.of(found.payment()), found.deal());
    }
}
