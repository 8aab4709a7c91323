package io.salesprocess.salesperson;

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

/** Salespeople over HTTP. */
@Path("/v1/salespeople")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Salespeople")
public class SalespersonResource {

    private final Salespeople salespeople;
    private final Access access;
    private final Writes writes;
    private final Patches patches;
    private final Versions versions;

    SalespersonResource(Salespeople salespeople, Access access, Writes writes, Patches patches, Versions versions) {
        this.salespeople = salespeople;
        this.access = access;
        this.writes = writes;
        this.patches = patches;
        this.versions = versions;
    }

    /** All salespeople, those added first at the beginning. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "listSalespeople", summary = "List salespeople", description = "Oldest first.")
    public Page<SalespersonResponse> list(@BeanParam PageRequest page) {
        return Page.of(
                        salespeople.list(access.caller(), page.afterId(), page.limit() + 1),
                        page.limit(),
                        Function.identity(),
                        found -> Cursor.of(found.id()))
                .counted(page, most -> salespeople.count(access.caller(), most));
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
        return writes.once(body, () -> {
            Versioned<SalespersonResponse> added = salespeople.add(access.caller(), body);
            return WriteResult.created("/v1/salespeople/" + added.value().id(), added.value())
                    .tagged(added.version());
        });
    }

    /** One salesperson. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "getSalesperson", summary = "Read a salesperson", description = "One salesperson.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SalespersonResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        Versioned<SalespersonResponse> found = salespeople.get(access.caller(), id);
        return versions.ok(found.value(), found.version());
    }

    /** Changes a salesperson. One who is no longer active keeps their deals and gets no new ones. */
    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Needs(Permission.EDIT_SALESPEOPLE)
    @Operation(
            operationId = "updateSalesperson",
            summary = "Change a salesperson",
            description = "One who is no longer active keeps their deals and gets no new ones.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SalespersonResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.STALE_VERSION})
    public Response update(@PathParam("id") UUID id, @Patch(SalespersonRequest.class) MergePatch body) {
        return writes.change(() -> {
            Versioned<SalespersonResponse> changed = salespeople.update(
                    access.caller(),
                    id,
                    versions.expected(),
                    before -> patches.apply(body, before, SalespersonRequest.class));
            return WriteResult.ok(changed.value()).tagged(changed.version());
        });
    }
}
