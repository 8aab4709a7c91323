package io.salesprocess.payment;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.Cursor;
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

/** Money that fits no deal, over HTTP (rule 16). */
@Path("/v1/unassigned-payments")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Payments")
public class UnassignedPaymentResource {

    private final UnassignedPaymentService payments;
    private final Access access;
    private final Writes writes;
    private final KeptReplay replay;

    UnassignedPaymentResource(UnassignedPaymentService payments, Access access, Writes writes, KeptReplay replay) {
        this.payments = payments;
        this.access = access;
        this.writes = writes;
        this.replay = replay;
    }

    /** Money that waits for a person to assign it, or money that has been assigned. */
    @GET
    @Needs(Permission.READ_UNASSIGNED_PAYMENTS)
    @Operation(
            operationId = "listUnassignedPayments",
            summary = "List money that fits no deal",
            description = "What still waits to be assigned, or with `assigned=true` what has been. Oldest first.")
    public Page<UnassignedPaymentResponse> list(
            @Parameter(
                            description = "Whether to list what has been assigned instead.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("assigned")
                    @DefaultValue("false")
                    Boolean assigned,
            @BeanParam PageRequest page) {
        return Page.of(
                        payments.list(access.caller(), assigned, page.afterId(), page.limit() + 1),
                        page.limit(),
                        UnassignedPaymentResponse::of,
                        money -> Cursor.of(money.id()))
                .counted(page, most -> payments.count(access.caller(), assigned, most));
    }

    /** Keeps money that fits no deal; refused is a reference that was used for other money. */
    @POST
    @Needs(Permission.ASSIGN_PAYMENTS)
    @Operation(
            operationId = "keepUnassignedPayment",
            summary = "Record money that fits no deal",
            description =
                    "Money has arrived, and no deal is known that it belongs to, or the deal is paid in another currency. Send"
                            + " `Idempotency-Key`, or a `reference` that is unique among unassigned payments: the same"
                            + " payment reported again under its reference answers 200 and is kept once.")
    @APIResponse(
            responseCode = "201",
            description = "Kept.",
            content = @Content(schema = @Schema(implementation = UnassignedPaymentResponse.class)))
    @APIResponse(
            responseCode = "200",
            description = "Kept before, under the same reference.",
            content = @Content(schema = @Schema(implementation = UnassignedPaymentResponse.class)))
    @Problems({ProblemType.IDEMPOTENCY_KEY_MISSING, ProblemType.CONFLICT})
    public Response keep(@Valid @NotNull UnassignedPaymentRequest body) {
        References.mustBeRecognisable(body.reference(), writes.key().isPresent());
        return writes.once(body, replay, () -> {
            UnassignedPaymentService.Kept kept = payments.keep(access.caller(), body);
            UnassignedPaymentResponse shown = UnassignedPaymentResponse.of(kept.money());
            String address = "/v1/unassigned-payments/" + shown.id();
            return (kept.isNew()
                            ? WriteResult.created(address, shown)
                            : WriteResult.ok(shown).at(address))
                    .replayedAs(shown.withoutWords());
        });
    }

    /** Money that fitted no deal, also once it has been assigned. */
    @GET
    @Path("/{unassignedId}")
    @Needs(Permission.READ_UNASSIGNED_PAYMENTS)
    @Operation(
            operationId = "getUnassignedPayment",
            summary = "Read money that fits no deal",
            description = "Also once it has been assigned; `assignment` then names the payment.")
    public UnassignedPaymentResponse get(@PathParam("unassignedId") UUID id) {
        return UnassignedPaymentResponse.of(payments.get(access.caller(), id));
    }

    /** Makes the money a payment of a deal (rule 7). */
    @POST
    @Path("/{unassignedId}/assign")
    @Needs(Permission.ASSIGN_PAYMENTS)
    @Operation(
            operationId = "assignPayment",
            summary = "Assign money to a deal",
            description =
                    "The money becomes a payment of the deal, received when it arrived, under its reference. The rules are"
                            + " those of every payment: the deal is won, and paid in the same currency; otherwise the money"
                            + " stays unassigned. Assigning it to the same deal again changes nothing; it cannot be assigned"
                            + " to another. To correct a mistake, reverse the payment and record the money again.")
    @APIResponse(
            responseCode = "200",
            description = "Assigned.",
            content = @Content(schema = @Schema(implementation = UnassignedPaymentResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.RULE_VIOLATED})
    public Response assign(@PathParam("unassignedId") UUID id, @Valid @NotNull AssignRequest body) {
        return writes.once(body, () -> {
            UnassignedPaymentService.Assigned assigned = payments.assign(access.caller(), id, body);
            return WriteResult.ok(UnassignedPaymentResponse.of(assigned.money()))
                    .about(assigned.prospectId());
        });
    }
}
