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
import io.salesprocess.platform.time.PastTimes;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    private final Deals deals;
    private final Payments payments;
    private final Refunds refunds;
    private final Ids ids;
    private final Clock clock;
    private final Posts posts;
    private final Versions versions;

    PaymentResource(
            Deals deals, Payments payments, Refunds refunds, Ids ids, Clock clock, Posts posts, Versions versions) {
        this.deals = deals;
        this.payments = payments;
        this.refunds = refunds;
        this.ids = ids;
        this.clock = clock;
        this.posts = posts;
        this.versions = versions;
    }

    /** All payments of the deal, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listPayments",
            summary = "List a deal's payments",
            description = "In the order in which they were recorded.")
    public Page<PaymentResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        Deal deal = deals.get(id);
        List<PaymentEntity> found = payments.after(deal, page.afterId(), page.limit() + 1);
        Map<UUID, Long> refunded = refunds.sums(found);
        return Page.of(
                found,
                page.limit(),
                payment -> PaymentResponse.of(payment, refunded.getOrDefault(payment.id, 0L)),
                payment -> Cursor.of(payment.id));
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
        References.mustBeRecognisable(body.reference(), posts);
        Instant receivedAt = PastTimes.orNow(body.receivedAt(), clock.instant(), "/receivedAt");
        return posts.once(body, location -> deals.mayChange(id), () -> {
            UUID paymentId = ids.next();
            Deal deal = deals.record(id, anyVersion -> {}, before -> facts(before, paymentId, body));
            return payments.under(id, body.reference())
                    .map(first -> Answer.ok(PaymentResponse.of(first, refunds.sum(first.id)))
                            .at("/v1/deals/" + id + "/payments/" + first.id))
                    .orElseGet(() -> add(paymentId, id, body, receivedAt))
                    .tagged(deal.sequence());
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
        // The deal first: a change in between then makes the tag too old, which costs a reader a second look, and not
        // too new.
        Deal deal = deals.get(id);
        PaymentEntity entity = payments.of(deal, paymentId);
        return versions.ok(PaymentResponse.of(entity, refunds.sum(paymentId)), deal.sequence());
    }

    /**
     * Nothing has happened if the payment was recorded before. A retry is recognised before its {@code If-Match} is looked at,
     * which names the version before the first time.
     */
    private List<Fact> facts(Deal deal, UUID paymentId, PaymentRequest body) {
        Optional<PaymentEntity> first = payments.under(deal.id(), body.reference());
        if (first.isEmpty()) {
            versions.mayMatch(deal.sequence());
            return List.of(new Fact.PaymentReceived(paymentId, Amounts.toDomain(body.amount())));
        }
        if (!body.reports(first.get())) {
            throw References.taken();
        }
        return List.of();
    }

    private Answer add(UUID paymentId, UUID dealId, PaymentRequest body, Instant receivedAt) {
        PaymentEntity entity = new PaymentEntity();
        entity.id = paymentId;
        entity.dealId = dealId;
        entity.amount = body.amount().amount();
        entity.currency = body.amount().currency();
        entity.method = body.method();
        entity.reference = body.reference();
        entity.receivedAt = receivedAt;
        entity.recordedAt = clock.instant();
        payments.persistAndFlush(entity);
        return Answer.created("/v1/deals/" + dealId + "/payments/" + paymentId, PaymentResponse.of(entity, 0));
    }
}
