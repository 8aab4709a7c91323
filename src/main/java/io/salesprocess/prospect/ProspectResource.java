package io.salesprocess.prospect;

import io.salesprocess.access.Access;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.pipeline.field.FieldFilter;
import io.salesprocess.pipeline.field.FieldQuery;
import io.salesprocess.platform.api.Cursor;
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
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.Map;
import java.util.UUID;
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

/** Prospects over HTTP. */
@Path("/v1/prospects")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Prospects")
public class ProspectResource {

    private final ProspectService prospects;
    private final Erasure erasure;
    private final Access access;
    private final Writes writes;
    private final Patches patches;
    private final Versions versions;

    ProspectResource(
            ProspectService prospects,
            Erasure erasure,
            Access access,
            Writes writes,
            Patches patches,
            Versions versions) {
        this.prospects = prospects;
        this.erasure = erasure;
        this.access = access;
        this.writes = writes;
        this.patches = patches;
        this.versions = versions;
    }

    /** Prospects, oldest first; all of them, or those that a text is found in. */
    @GET
    @Needs(Permission.READ_PROSPECTS)
    @Operation(
            operationId = "listProspects",
            summary = "List or search prospects",
            description =
                    "Oldest first. `q` looks for a text in name, company, e-mail address and telephone number, without"
                            + " regard to case and accents; a telephone number may be written in any way. One or two"
                            + " characters are looked for at the beginning of words. All filters hold together.")
    @Parameter(
            name = FieldQuery.NAME,
            in = ParameterIn.QUERY,
            description = FieldQuery.DESCRIPTION,
            style = ParameterStyle.FORM,
            explode = Explode.TRUE,
            schema = @Schema(type = SchemaType.OBJECT, additionalProperties = String.class))
    public Page<ProspectResponse> list(
            @Parameter(description = "A text to look for.", schema = @Schema(examples = "stone"))
                    @QueryParam("q")
                    @Size(max = 200)
                    String q,
            @QueryFamily(prefix = FieldQuery.PREFIX, longest = FieldQuery.LONGEST) @Context UriInfo uri,
            @BeanParam PageRequest page) {
        FieldFilter fields = prospects.filter(access.caller(), FieldQuery.parameters(uri));
        return Page.of(
                        prospects.list(access.caller(), q, fields, page.afterId(), page.limit() + 1),
                        page.limit(),
                        found -> found,
                        found -> Cursor.of(found.id()))
                .counted(page, most -> prospects.count(access.caller(), q, fields, PageRequest.BEFORE_ALL, most));
    }

    /** Adds a prospect; refused is an e-mail address of another one whom the caller may see. */
    @POST
    @Needs(Permission.EDIT_PROSPECTS)
    @Operation(
            operationId = "createProspect",
            summary = "Add a prospect",
            description =
                    "For people who come in other than by a form. An e-mail address of a prospect that the caller may see is"
                            + " refused.")
    @APIResponse(
            responseCode = "201",
            description = "Added.",
            content = @Content(schema = @Schema(implementation = ProspectResponse.class)))
    @Problems(ProblemType.CONFLICT)
    public Response create(@Valid @NotNull ProspectRequest body) {
        Caller caller = access.caller();
        return writes.once(body, location -> prospects.get(caller, Ids.atEndOf(location)), () -> {
            Shown added = prospects.add(caller, body);
            UUID id = added.prospect().id();
            return WriteResult.created("/v1/prospects/" + id, added.prospect())
                    .tagged(added.version())
                    .about(id);
        });
    }

    /** One prospect; an erased one is not found. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_PROSPECTS)
    @Operation(
            operationId = "getProspect",
            summary = "Read a prospect",
            description =
                    "One prospect, with what forms suggest of them. An erased one is not found. One that was merged into"
                            + " another names it in `mergedInto`; lists and searches show that one instead.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProspectResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        Shown found = prospects.get(access.caller(), id);
        return versions.ok(found.prospect(), found.version());
    }

    /** Changes what is known of a prospect; refused is an e-mail address of another one whom the caller may see. */
    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Needs(Permission.EDIT_PROSPECTS)
    @Operation(
            operationId = "updateProspect",
            summary = "Change a prospect",
            description =
                    "Changes what is known of a prospect. An e-mail address of another prospect that the caller may see"
                            + " is refused, and so is a prospect that was merged into another.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ProspectResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.STALE_VERSION, ProblemType.PRECONDITION_REQUIRED})
    public Response update(@PathParam("id") UUID id, @Patch(ProspectRequest.class) MergePatch body) {
        return writes.change(() -> {
            Shown changed = prospects.change(
                    access.caller(),
                    id,
                    versions.required(),
                    before -> patches.apply(body, before, ProspectRequest.class));
            return WriteResult.ok(changed.prospect()).tagged(changed.version());
        });
    }

    /** Erases a prospect's personal data for good (rule 12). Deals and their history stay, without names and words. */
    @DELETE
    @Path("/{id}")
    @Needs(Permission.ERASE_PROSPECTS)
    @Operation(
            operationId = "eraseProspect",
            summary = "Erase a prospect",
            description =
                    "Erases name, addresses, submissions, answers, messages and every other word of the prospect, and of"
                            + " all who were merged into them, for good. Somebody merged is refused. Deals and their history stay, without names and words; the hash chain stays whole.")
    @APIResponse(responseCode = "204", description = "Erased.")
    @Problems({ProblemType.CONFLICT, ProblemType.STALE_VERSION, ProblemType.PRECONDITION_REQUIRED})
    public Response erase(@PathParam("id") UUID id) {
        return writes.change(() -> {
            erasure.erase(access.caller(), id, versions.required());
            return WriteResult.noContent();
        });
    }

    /** All that is kept of a prospect. */
    @GET
    @Path("/{id}/export")
    @Needs(Permission.EXPORT_PROSPECTS)
    @Operation(
            operationId = "exportProspect",
            summary = "Export a prospect's data",
            description = "All stored data of the prospect and of all who were merged into them, by kind.")
    @Problems(ProblemType.CONFLICT)
    public Map<String, Object> export(@PathParam("id") UUID id) {
        return erasure.export(access.caller(), id);
    }
}
