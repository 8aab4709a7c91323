package io.salesprocess.deal;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.offering.Offerings;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.pipeline.domain.Pipeline;
import io.salesprocess.platform.http.MergePatch;
import io.salesprocess.platform.http.Patches;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.idempotency.Answer;
import io.salesprocess.platform.idempotency.Posts;
import io.salesprocess.platform.money.Amount;
import io.salesprocess.platform.openapi.Patch;
import io.salesprocess.platform.openapi.Problems;
import io.salesprocess.platform.paging.Page;
import io.salesprocess.platform.paging.PageRequest;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.sql.Retried;
import io.salesprocess.prospect.Prospects;
import io.salesprocess.salesperson.Salespeople;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deals over HTTP: everything but their transitions and what is recorded on them. */
@Path("/v1/deals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Deals")
public class DealResource {

    private static final String DEFAULT_PIPELINE = "standard";

    private final Deals deals;
    private final DealStore store;
    private final Pipelines pipelines;
    private final Prospects prospects;
    private final Offerings offerings;
    private final Salespeople salespeople;
    private final DealAccess access;
    private final Posts posts;
    private final Patches patches;
    private final Versions versions;
    private final Clock clock;

    DealResource(
            Deals deals,
            DealStore store,
            Pipelines pipelines,
            Prospects prospects,
            Offerings offerings,
            Salespeople salespeople,
            DealAccess access,
            Posts posts,
            Patches patches,
            Versions versions,
            Clock clock) {
        this.deals = deals;
        this.store = store;
        this.pipelines = pipelines;
        this.prospects = prospects;
        this.offerings = offerings;
        this.salespeople = salespeople;
        this.access = access;
        this.posts = posts;
        this.patches = patches;
        this.versions = versions;
        this.clock = clock;
    }

    /** Deals that match every given filter, newest first unless asked otherwise. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listDeals",
            summary = "List deals",
            description =
                    "Deals that match every given filter, without their stages and payments. Pages are stable while"
                            + " deals are added.")
    public Page<DealResponse> list(@BeanParam DealQuery query, @BeanParam PageRequest page) {
        Instant now = clock.instant();
        DealQuery.Statement statement =
                query.statement(access.shown("deal"), page.cursor().orElse(null), now);
        List<ListedDeal> found =
                store.list(statement.condition(), statement.order(), page.limit() + 1, statement.parameters());
        return Page.of(found, page.limit(), listed -> DealResponse.summary(listed, now), statement.cursor());
    }

    /** Opens a deal by hand, in the first stage of its pipeline (rule 1). Forms open deals by themselves. */
    @POST
    @Needs(Permission.OPEN_DEALS)
    @Operation(
            operationId = "openDeal",
            summary = "Open a deal",
            description =
                    "Opens a deal in the first stage of the newest version of a pipeline. Submissions of forms open"
                            + " deals by themselves; this is for prospects who come in another way.")
    @APIResponse(
            responseCode = "201",
            description = "The deal is open.",
            content = @Content(schema = @Schema(implementation = DealResponse.class)))
    public Response open(@Valid @NotNull DealRequest body) {
        return posts.once(body, location -> deals.get(Ids.atEndOf(location)), () -> {
            Deal deal = deals.open(opening(body));
            DealResponse response = show(deal.id());
            return Answer.created("/v1/deals/" + deal.id(), response)
                    .tagged(response.tag())
                    .about(deal.prospectId());
        });
    }

    /** One deal, with its stages and payments. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getDeal",
            summary = "Read a deal",
            description = "The deal, how far it has come in each stage, and the money that came in.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DealResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        DealResponse deal = show(id);
        return versions.ok(deal, deal.tag());
    }

    /**
     * Changes owner, value, offering or custom fields. Refused are a value while a contract is out, and everything but the
     * owner once the deal is closed (rules 6 and 7).
     */
    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Retried
    @Transactional
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "updateDeal",
            summary = "Change a deal",
            description =
                    "Changes owner, value, offering or custom fields. The stage is changed by transitions only. A value"
                            + " is fixed while a contract is out; a closed deal can only change its owner.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DealResponse.class)))
    @Problems({
        ProblemType.DEAL_CLOSED,
        ProblemType.RULE_VIOLATED,
        ProblemType.STALE_VERSION,
        ProblemType.PRECONDITION_REQUIRED
    })
    public Response update(@PathParam("id") UUID id, @Patch(DealPatch.class) MergePatch body) {
        StoredDeal stored = deals.lock(id);
        access.maySee(stored.deal());
        versions.mustMatch(stored.deal().sequence());
        DealPatch before = DealPatch.of(stored);
        DealPatch after = patches.apply(body, before, DealPatch.class);
        access.mayAssign(before.ownerId(), after.ownerId());
        // Who takes a deal may change it by the same request.
        access.mayChange(stored.deal(), before.ownerId() == null ? after.ownerId() : before.ownerId());
        after.checkCustomFields();
        if (after.ownerId() != null && !after.ownerId().equals(before.ownerId())) {
            salespeople.mustTakeDeals(after.ownerId(), "/ownerId");
        }
        offerings.mustExist(after.offeringId(), "/offeringId");
        deals.record(stored, after.facts(before));
        if (!after.customFields().equals(before.customFields())) {
            store.updateCustomFields(id, DealJson.write(after.customFields()));
        }
        DealResponse deal = show(id);
        return versions.changed(deal, deal.tag());
    }

    private DealResponse show(UUID id) {
        StoredDeal stored = deals.stored(id);
        return DealResponse.whole(stored, pipelines.get(stored.deal().pipeline()), clock.instant());
    }

    private Deals.Opening opening(DealRequest request) {
        prospects.mustExist(request.prospectId(), "/prospectId");
        offerings.mustExist(request.offeringId(), "/offeringId");
        access.mayAssign(null, request.ownerId());
        salespeople.mustTakeDeals(request.ownerId(), "/ownerId");
        Pipeline pipeline = pipelines
                .newest(request.pipeline() == null ? DEFAULT_PIPELINE : request.pipeline())
                .orElseThrow(
                        () -> ProblemException.invalid(FieldError.at("/pipeline", "is not the key of a pipeline")));
        Amount value = request.value() == null ? offerings.priceOf(request.offeringId()) : request.value();
        return new Deals.Opening(
                pipeline,
                request.prospectId(),
                request.offeringId(),
                request.ownerId(),
                Amounts.toDomain(value),
                request.source());
    }
}
