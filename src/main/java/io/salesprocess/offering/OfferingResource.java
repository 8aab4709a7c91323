package io.salesprocess.offering;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.http.MergePatch;
import io.salesprocess.platform.http.Patches;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.idempotency.Answer;
import io.salesprocess.platform.idempotency.Posts;
import io.salesprocess.platform.json.HyphenatedEnums;
import io.salesprocess.platform.openapi.Patch;
import io.salesprocess.platform.openapi.Problems;
import io.salesprocess.platform.paging.Cursor;
import io.salesprocess.platform.paging.Page;
import io.salesprocess.platform.paging.PageRequest;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.sql.Retried;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Offerings over HTTP. */
@Path("/v1/offerings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Offerings")
public class OfferingResource {

    private final Offerings offerings;
    private final Ids ids;
    private final Clock clock;
    private final Posts posts;
    private final Patches patches;
    private final Versions versions;

    OfferingResource(Offerings offerings, Ids ids, Clock clock, Posts posts, Patches patches, Versions versions) {
        this.offerings = offerings;
        this.ids = ids;
        this.clock = clock;
        this.posts = posts;
        this.patches = patches;
        this.versions = versions;
    }

    /** All offerings, oldest first. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "listOfferings", summary = "List offerings", description = "Oldest first.")
    public Page<OfferingResponse> list(@BeanParam PageRequest page) {
        return Page.of(
                offerings.after(page.afterId(), page.limit() + 1),
                page.limit(),
                OfferingResponse::of,
                found -> Cursor.of(found.id));
    }

    /** Adds an offering. */
    @POST
    @Needs(Permission.EDIT_OFFERINGS)
    @Operation(
            operationId = "createOffering",
            summary = "Add an offering",
            description = "Its price becomes the value of new deals for which no other value is given.")
    @APIResponse(
            responseCode = "201",
            description = "Added.",
            content = @Content(schema = @Schema(implementation = OfferingResponse.class)))
    public Response create(@Valid @NotNull OfferingRequest body) {
        return posts.once(body, () -> {
            OfferingEntity entity = new OfferingEntity();
            entity.id = ids.next();
            entity.createdAt = clock.instant();
            fill(entity, body);
            offerings.persistAndFlush(entity);
            return Answer.created("/v1/offerings/" + entity.id, OfferingResponse.of(entity))
                    .tagged(entity.version);
        });
    }

    /** One offering. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "getOffering", summary = "Read an offering", description = "One offering.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfferingResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        OfferingEntity entity = find(id);
        return versions.ok(OfferingResponse.of(entity), entity.version);
    }

    /** Changes an offering. Deals that are open keep their value. */
    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Retried
    @Transactional
    @Needs(Permission.EDIT_OFFERINGS)
    @Operation(
            operationId = "updateOffering",
            summary = "Change an offering",
            description = "A new price is for new deals; those that exist keep their value.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfferingResponse.class)))
    @Problems(ProblemType.STALE_VERSION)
    public Response update(@PathParam("id") UUID id, @Patch(OfferingRequest.class) MergePatch body) {
        OfferingEntity entity = find(id);
        versions.mayMatch(entity.version);
        OfferingResponse present = OfferingResponse.of(entity);
        OfferingRequest before =
                new OfferingRequest(present.name(), present.kind(), present.description(), present.price());
        fill(entity, patches.apply(body, before, OfferingRequest.class));
        offerings.priceChanges();
        offerings.flush();
        return versions.changed(OfferingResponse.of(entity), entity.version);
    }

    private OfferingEntity find(UUID id) {
        return offerings.findByIdOptional(id).orElseThrow(ProblemException::notFound);
    }

    private static void fill(OfferingEntity entity, OfferingRequest request) {
        entity.name = request.name().strip();
        entity.kind = HyphenatedEnums.nameOf(request.kind());
        entity.description = request.description();
        entity.priceAmount = request.price() == null ? null : request.price().amount();
        entity.priceCurrency = request.price() == null ? null : request.price().currency();
    }
}
