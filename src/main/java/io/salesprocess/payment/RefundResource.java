package io.salesprocess.payment;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Amounts;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.idempotency.Answer;
import io.salesprocess.platform.idempotency.Posts;
import io.salesprocess.platform.openapi.Problems;
import io.salesprocess.platform.paging.Cursor;
import io.salesprocess.platform.paging.Page;
import io.salesprocess.platform.paging.PageRequest;
import io.salesprocess.platform.problem.ProblemType;
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
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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

    private final Deals deals;
    private final Payments payments;
    private final Refunds refunds;
    private final Ids ids;
    private final Clock clock;
    private final Posts posts;
    private final Versions versions;

    RefundResource(
            Deals deals, Payments payments, Refunds refunds, Ids ids, Clock clock, Posts posts, Versions versions) {
        this.deals = deals;
        this.payments = payments;
        this.refunds = refunds;
        this.ids = ids;
        this.clock = clock;
        this.posts = posts;
        this.versions = versions;
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
        payments.of(deals.get(id), paymentId);
        return Page.of(
                refunds.after(paymentId, page.afterId(), page.limit() + 1),
                page.limit(),
                RefundResponse::of,
                found -> Cursor.of(found.id));
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
        References.mustBeRecognisable(body.reference(), posts);
        return posts.once(body, location -> deals.mayChange(id), () -> {
            UUID refundId = ids.next();
            Deal deal = deals.record(id, anyVersion -> {}, before -> facts(before, paymentId, refundId, body));
            return refunds.under(id, body.reference())
                    .map(first -> Answer.ok(RefundResponse.of(first))
                            .at("/v1/deals/" + id + "/payments/" + first.paymentId + "/refunds/" + first.id))
                    .orElseGet(() -> add(refundId, paymentId, id, body))
                    .tagged(deal.sequence())
                    .about(deal.prospectId());
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
        Deal deal = deals.get(id);
        payments.of(deal, paymentId);
        return versions.ok(RefundResponse.of(refunds.of(paymentId, refundId)), deal.sequence());
    }

    /**
     * Nothing has happened if the refund was recorded before. What is left of the payment is read under the deal's lock, so that
     * two refunds at once cannot both take the rest. A retry is recognised before its {@code If-Match} is looked at, which names
     * the version before the first time.
     */
    private List<Fact> facts(Deal deal, UUID paymentId, UUID refundId, RefundRequest body) {
        PaymentEntity payment = payments.of(deal, paymentId);
        Optional<RefundEntity> first = refunds.under(deal.id(), body.reference());
        if (first.isEmpty()) {
            versions.mayMatch(deal.sequence());
            long refundable = payment.amount - refunds.sum(paymentId);
            return List.of(new Fact.PaymentRefunded(refundId, paymentId, Amounts.toDomain(body.amount()), refundable));
        }
        if (!body.reports(paymentId, first.get())) {
            throw References.taken();
        }
        return List.of();
    }

    private Answer add(UUID refundId, UUID paymentId, UUID dealId, RefundRequest body) {
        RefundEntity entity = new RefundEntity();
        entity.id = refundId;
        entity.paymentId = paymentId;
        entity.dealId = dealId;
        entity.amount = body.amount().amount();
        entity.currency = body.amount().currency();
        entity.reason = body.reason();
        entity.reference = body.reference();
        entity.recordedAt = clock.instant();
        refunds.persistAndFlush(entity);
        return Answer.created(
                "/v1/deals/" + dealId + "/payments/" + paymentId + "/refunds/" + refundId, RefundResponse.of(entity));
    }
}
