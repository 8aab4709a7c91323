package io.salesprocess.offering;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.MergePatch;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.Patches;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.api.Versions;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Function;
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
    private final Access access;
    private final Writes writes;
    private final Patches patches;
    private final Versions versions;

    OfferingResource(Offerings offerings, Access access, Writes writes, Patches patches, Versions versions) {
        this.offerings = offerings;
        this.access = access;
        this.writes = writes;
        this.patches = patches;
        this.versions = versions;
    }

    /** All offerings, oldest first. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "listOfferings", summary = "List offerings", description = "Oldest first.")
    public Page<OfferingResponse> list(@BeanParam PageRequest page) {
        return Page.of(
                        offerings.list(access.caller(), page.afterId(), page.limit() + 1),
                        page.limit(),
                        Function.identity(),
                        found -> Cursor.of(found.id()))
                .counted(page, most -> offerings.count(access.caller(), most));
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
        return writes.once(body, () -> {
            Versioned<OfferingResponse> added = offerings.add(access.caller(), body);
            return WriteResult.created("/v1/offerings/" + added.value().id(), added.value())
                    .tagged(added.version());
        });
    }

    /** One offering. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "getOffering", summary = "Read an offering", description = "One offering.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfferingResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        Versioned<OfferingResponse> found = offerings.get(access.caller(), id);
        return versions.ok(found.value(), found.version());
    }

    /** Changes an offering. Deals that are open keep their value. */
    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Needs(Permission.EDIT_OFFERINGS)
    @Operation(
            operationId = "updateOffering",
            summary = "Change an offering",
            description = "A new price is for new deals; those that exist keep their value.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = OfferingResponse.class)))
    @Problems(ProblemType.STALE_VERSION)
    public Response update(@PathParam("id") UUID id, @Patch(OfferingRequest.class) MergePatch body) {
        return writes.change(() -> {
            Versioned<OfferingResponse> changed = offerings.update(
                    access.caller(),
                    id,
                    versions.expected(),
                    before -> patches.apply(body, before, OfferingRequest.class));
            return WriteResult.ok(changed.value()).tagged(changed.version());
        });
    }
}
