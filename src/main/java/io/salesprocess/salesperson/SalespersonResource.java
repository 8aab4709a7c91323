package io.salesprocess.salesperson;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.http.MergePatch;
import io.salesprocess.platform.http.Patches;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.idempotency.Answer;
import io.salesprocess.platform.idempotency.Posts;
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
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Salespeople over HTTP. */
@Path("/v1/salespeople")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Salespeople")
public class SalespersonResource {

    private final Salespeople salespeople;
    private final Ids ids;
    private final Clock clock;
    private final Posts posts;
    private final Patches patches;
    private final Versions versions;

    SalespersonResource(
            Salespeople salespeople, Ids ids, Clock clock, Posts posts, Patches patches, Versions versions) {
        this.salespeople = salespeople;
        this.ids = ids;
        this.clock = clock;
        this.posts = posts;
        this.patches = patches;
        this.versions = versions;
    }

    /** All salespeople, those added first at the beginning. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "listSalespeople", summary = "List salespeople", description = "Oldest first.")
    public Page<SalespersonResponse> list(@BeanParam PageRequest page) {
        return Page.of(
                salespeople.after(page.afterId(), page.limit() + 1),
                page.limit(),
                SalespersonResponse::of,
                found -> Cursor.of(found.id));
    }

    /** Adds a salesperson; refused is an e-mail address that another one has. */
    @POST
    @Needs(Permission.EDIT_SALESPEOPLE)
    @Operation(
            operationId = "createSalesperson",
            summary = "Add a salesperson",
            description = "From then on deals can be assigned to them, and round-robin forms give them their turn.")
    @APIResponse(
            responseCode = "201",
            description = "Added.",
            content = @Content(schema = @Schema(implementation = SalespersonResponse.class)))
    @Problems(ProblemType.CONFLICT)
    public Response create(@Valid @NotNull SalespersonRequest body) {
        return posts.once(body, () -> {
            SalespersonEntity entity = new SalespersonEntity();
            entity.id = ids.next();
            entity.createdAt = clock.instant();
            fill(entity, body);
            salespeople.persistAndFlush(entity);
            return Answer.created("/v1/salespeople/" + entity.id, SalespersonResponse.of(entity))
                    .tagged(entity.version);
        });
    }

    /** One salesperson. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "getSalesperson", summary = "Read a salesperson", description = "One salesperson.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SalespersonResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        SalespersonEntity entity = find(id);
        return versions.ok(SalespersonResponse.of(entity), entity.version);
    }

    /** Changes a salesperson. One who is no longer active keeps their deals and gets no new ones. */
    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Retried
    @Transactional
    @Needs(Permission.EDIT_SALESPEOPLE)
    @Operation(
            operationId = "updateSalesperson",
            summary = "Change a salesperson",
            description = "One who is no longer active keeps their deals and gets no new ones.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SalespersonResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.STALE_VERSION})
    public Response update(@PathParam("id") UUID id, @Patch(SalespersonRequest.class) MergePatch body) {
        SalespersonEntity entity = find(id);
        versions.mayMatch(entity.version);
        SalespersonRequest before = new SalespersonRequest(entity.name, entity.email, entity.active);
        fill(entity, patches.apply(body, before, SalespersonRequest.class));
        salespeople.flush();
        return versions.changed(SalespersonResponse.of(entity), entity.version);
    }

    private SalespersonEntity find(UUID id) {
        return salespeople.findByIdOptional(id).orElseThrow(ProblemException::notFound);
    }

    private static void fill(SalespersonEntity entity, SalespersonRequest request) {
        entity.name = request.name().strip();
        entity.email = request.email().strip().toLowerCase(Locale.ROOT);
        entity.active = request.active() == null || request.active();
    }
}
