package io.salesprocess.deal;

import io.salesprocess.access.Caller;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.pipeline.field.FieldFilter;
import io.salesprocess.pipeline.field.FieldQuery;
import io.salesprocess.platform.api.MergePatch;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.Patches;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.QueryFamily;
import io.salesprocess.platform.api.Versions;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.kernel.Ids;
import io.salesprocess.platform.openapi.Patch;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deals over HTTP: everything but their transitions and what is recorded on them. */
@Path("/v1/deals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Deals")
public class DealResource {

    private final DealService service;
    private final DealDoor door;
    private final Versions versions;
    private final Writes writes;
    private final Patches patches;
    private final Clock clock;

    DealResource(DealService service, DealDoor door, Versions versions, Writes writes, Patches patches, Clock clock) {
        this.service = service;
        this.door = door;
        this.versions = versions;
        this.writes = writes;
        this.patches = patches;
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
    @Parameter(
            name = FieldQuery.NAME,
            in = ParameterIn.QUERY,
            description = FieldQuery.DESCRIPTION,
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            schema = @Schema(type = SchemaType.OBJECT, additionalProperties = String.class))
    public Page<DealResponse> list(
            @BeanParam DealQuery query,
            @QueryFamily(prefix = FieldQuery.PREFIX, longest = FieldQuery.LONGEST) @Context UriInfo uri,
            @BeanParam PageRequest page) {
        Caller caller = door.caller();
        FieldFilter fields = service.filter(caller, FieldQuery.parameters(uri));
        DealFilter filter = query.filter(fields, page.cursor().orElse(null));
        Instant now = clock.instant();
        List<ListedDeal> deals = service.list(caller, filter, page.limit() + 1);
        Related related = service.related(
                caller,
                query.expansion(),
                deals.stream().map(ListedDeal::prospectId).toList(),
                deals.stream().map(ListedDeal::offeringId).toList());
        return Page.of(
                        deals,
                        page.limit(),
                        listed -> DealResponse.summary(listed, now, related),
                        filter.order()::cursor)
                .counted(page, most -> service.count(caller, query.filter(fields, null), most));
    }

    /** Opens a deal by hand, in the first stage of its pipeline (rule 1). Forms open deals by themselves. */
    @POST
    @Needs(Permission.OPEN_DEALS)
    @Operation(
            operationId = "openDeal",
            summary = "Open a deal",
            description =
                    "Opens a deal in the first stage of the newest version of a pipeline. Submissions of forms open"
                            + " deals by themselves; this is for prospects who come in another way. A prospect that was merged"
                            + " into another is refused.")
    @APIResponse(
            responseCode = "201",
            description = "The deal is open.",
            content = @Content(schema = @Schema(implementation = DealResponse.class)))
    @Problems(ProblemType.CONFLICT)
    public Response open(@Valid @NotNull DealRequest body) {
        Caller caller = door.caller();
        return writes.once(body, location -> service.get(caller, Ids.atEndOf(location)), () -> {
            DealResponse opened = DealResponse.whole(service.open(caller, body));
            return WriteResult.created("/v1/deals/" + opened.id(), opened)
                    .tagged(opened.tag())
                    .about(opened.prospectId());
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
    public Response get(
            @PathParam("id") UUID id,
            @Parameter(
                            description = Expansion.DESCRIPTION,
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "prospect",
                                                "offering",
                                                "prospect,offering",
                                                "offering,prospect"
                                            }))
                    @QueryParam("expand")
                    Expansion expand) {
        Caller caller = door.caller();
        DealService.Whole whole = service.get(caller, id);
        Deal deal = whole.stored().deal();
        Related related = service.related(
                caller,
                expand == null ? Expansion.NOTHING : expand,
                List.of(deal.prospectId()),
                Stream.ofNullable(deal.offeringId()).toList());
        DealResponse shown = DealResponse.whole(whole, related);
        return versions.ok(shown, shown.tag() + related.tag());
    }

    /**
     * Changes owner, value, offering or custom fields. Refused are a value while a contract is out, and everything but the
     * owner once the deal is closed (rules 6 and 7).
     */
    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "updateDeal",
            summary = "Change a deal",
            description =
                    "Changes owner, value, offering or custom fields. The stage is changed by transitions only. A value"
                            + " is fixed while a contract is out; a closed deal can only change its owner. New values"
                            + " of custom fields must be of defined fields that are not retired.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DealResponse.class)))
    @Problems({
        ProblemType.DEAL_CLOSED,
        ProblemType.RULE_VIOLATED,
        ProblemType.STALE_VERSION,
        ProblemType.PRECONDITION_REQUIRED
    })
    public Response update(@PathParam("id") UUID id, @Patch(DealPatch.class) MergePatch body) {
        return writes.change(() -> {
            DealResponse changed = DealResponse.whole(service.update(
                    door.caller(), id, versions.required(), before -> patches.apply(body, before, DealPatch.class)));
            return WriteResult.ok(changed).tagged(changed.tag());
        });
    }
}
