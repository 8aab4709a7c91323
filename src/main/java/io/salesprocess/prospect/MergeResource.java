package io.salesprocess.prospect;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versions;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Merges of prospects over HTTP. */
@Path("/v1/prospects/{id}/merges")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Prospects")
public class MergeResource {

    private final Merges merges;
    private final Access access;
    private final Writes writes;
    private final Versions versions;

    MergeResource(Merges merges, Access access, Writes writes, Versions versions) {
        this.merges = merges;
        this.access = access;
        this.writes = writes;
        this.versions = versions;
    }

    /** Merges into a prospect, oldest first, of those whom the caller could see before. */
    @GET
    @Needs(Permission.READ_PROSPECTS)
    @Operation(
            operationId = "listMerges",
            summary = "List merges into a prospect",
            description = "Oldest first, without merges that were undone, and without prospects that the caller could"
                    + " not see before.")
    public Page<Merge> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return Page.of(
                        merges.list(access.caller(), id, page.afterId(), page.limit() + 1),
                        page.limit(),
                        merge -> merge,
                        merge -> Cursor.of(merge.id()))
                .counted(page, most -> merges.list(access.caller(), id, PageRequest.BEFORE_ALL, most)
                        .size());
    }

    /** One merge that stands. */
    @GET
    @Path("/{mergeId}")
    @Needs(Permission.READ_PROSPECTS)
    @Operation(
            operationId = "getMerge",
            summary = "Read a merge",
            description = "One merge into the prospect. A merge that was undone is not found.")
    public Merge get(@PathParam("id") UUID id, @PathParam("mergeId") UUID mergeId) {
        return merges.get(access.caller(), id, mergeId);
    }

    /** Merges a duplicate into a prospect; refused if one of them was merged before. */
    @POST
    @Needs(Permission.MERGE_PROSPECTS)
    @Operation(
            operationId = "mergeProspects",
            summary = "Merge a duplicate into a prospect",
            description =
                    "All deals of the duplicate become the prospect's, with what was recorded on them; each says so in its"
                            + " history. Forms recognise the prospect by the duplicate's e-mail address and telephone"
                            + " number as well. The duplicate can be read by its id, names the prospect in `mergedInto`,"
                            + " and cannot be changed. Two open deals for one offering both stay; submissions go to the"
                            + " newest.")
    @APIResponse(
            responseCode = "201",
            description = "Merged.",
            content = @Content(schema = @Schema(implementation = Merge.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.STALE_VERSION})
    public Response merge(@PathParam("id") UUID id, @Valid @NotNull Merge.Request body) {
        return writes.once(body, () -> {
            Merge merge = merges.merge(access.caller(), id, body.duplicateId(), versions.expected());
            return WriteResult.created("/v1/prospects/" + id + "/merges/" + merge.id(), merge);
        });
    }

    /** Undoes a merge; refused while something depends on it. */
    @DELETE
    @Path("/{mergeId}")
    @Needs(Permission.MERGE_PROSPECTS)
    @Operation(
            operationId = "undoMerge",
            summary = "Undo a merge",
            description =
                    "Both prospects are as they were, and the deals that came by the merge are the duplicate's again."
                            + " Refused, with the reasons, once a submission was recognised by the duplicate's addresses or"
                            + " went to one of its deals, a suggestion that came with it was decided, the prospect was itself"
                            + " merged, or both were erased.")
    @APIResponse(responseCode = "204", description = "Undone.")
    @Problems(ProblemType.CONFLICT)
    public Response undo(@PathParam("id") UUID id, @PathParam("mergeId") UUID mergeId) {
        return writes.change(() -> {
            merges.undo(access.caller(), id, mergeId);
            return WriteResult.noContent();
        });
    }
}
