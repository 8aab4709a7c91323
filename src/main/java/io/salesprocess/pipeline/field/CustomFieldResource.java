package io.salesprocess.pipeline.field;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Definitions of custom fields over HTTP. */
@Path("/v1/custom-fields")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Custom fields")
public class CustomFieldResource {

    private final CustomFieldService fields;
    private final Access access;
    private final Writes writes;
    private final Patches patches;
    private final Versions versions;

    CustomFieldResource(CustomFieldService fields, Access access, Writes writes, Patches patches, Versions versions) {
        this.fields = fields;
        this.access = access;
        this.writes = writes;
        this.patches = patches;
        this.versions = versions;
    }

    /** Custom fields, oldest first, retired ones too. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(
            operationId = "listCustomFields",
            summary = "List custom fields",
            description = "Oldest first. Retired fields are listed too.")
    public Page<CustomFieldResponse> list(
            @Parameter(
                            description = "Only fields of deals, or of prospects.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"deal", "prospect"}))
                    @QueryParam("subject")
                    FieldSubject subject,
            @BeanParam PageRequest page) {
        return Page.of(
                        fields.list(access.caller(), subject, page.afterId(), page.limit() + 1),
                        page.limit(),
                        Function.identity(),
                        found -> Cursor.of(found.id()))
                .counted(page, most -> fields.count(access.caller(), subject, most));
    }

    /** Defines a custom field; refused is a key that the subject has already. */
    @POST
    @Needs(Permission.EDIT_CUSTOM_FIELDS)
    @Operation(
            operationId = "createCustomField",
            summary = "Define a custom field",
            description =
                    "Deals or prospects take a value of this type under the key in `customFields` from now on. There can"
                            + " be 50 fields of deals and 50 of prospects that are not retired.")
    @APIResponse(
            responseCode = "201",
            description = "Defined.",
            content = @Content(schema = @Schema(implementation = CustomFieldResponse.class)))
    @Problems(ProblemType.CONFLICT)
    public Response create(@Valid @NotNull CustomFieldRequest body) {
        return writes.once(body, () -> {
            Versioned<CustomFieldResponse> added = fields.add(access.caller(), body);
            return WriteResult.created("/v1/custom-fields/" + added.value().id(), added.value())
                    .tagged(added.version());
        });
    }

    /** One custom field. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "getCustomField", summary = "Read a custom field", description = "One custom field.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CustomFieldResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        Versioned<CustomFieldResponse> found = fields.get(access.caller(), id);
        return versions.ok(found.value(), found.version());
    }

    /** Changes label or options, retires a field or takes it up again; refused is retiring one that a stage needs (rule 18). */
    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Needs(Permission.EDIT_CUSTOM_FIELDS)
    @Operation(
            operationId = "updateCustomField",
            summary = "Change a custom field",
            description =
                    "Changes the label, replaces the options, retires the field or takes it up again. Subject, key and"
                            + " type never change. Values that are there stay: those of a retired field, and options"
                            + " that are no longer offered. A field cannot be retired while a stage needs it that"
                            + " belongs to the newest version of a pipeline, or to a version that open deals follow.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CustomFieldResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.RULE_VIOLATED, ProblemType.STALE_VERSION})
    public Response update(@PathParam("id") UUID id, @Patch(CustomFieldRequest.class) MergePatch body) {
        return writes.change(() -> {
            Versioned<CustomFieldResponse> changed = fields.update(
                    access.caller(),
                    id,
                    versions.expected(),
                    before -> patches.apply(body, before, CustomFieldRequest.class));
            return WriteResult.ok(changed.value()).tagged(changed.version());
        });
    }
}
