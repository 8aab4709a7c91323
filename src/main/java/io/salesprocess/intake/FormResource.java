package io.salesprocess.intake;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Forms over HTTP. */
@Path("/v1/forms")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Forms")
public class FormResource {

    private final Forms forms;
    private final Access access;
    private final Writes writes;
    private final Versions versions;

    FormResource(Forms forms, Access access, Writes writes, Versions versions) {
        this.forms = forms;
        this.access = access;
        this.writes = writes;
        this.versions = versions;
    }

    /** All forms, in the order of their keys. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "listForms", summary = "List forms", description = "In the order of their keys.")
    public Page<FormBody> list(@BeanParam PageRequest page) {
        String after = page.cursor().map(Cursor::single).orElse("");
        return Page.of(
                        forms.list(access.caller(), after, page.limit() + 1),
                        page.limit(),
                        Function.identity(),
                        form -> Cursor.of(form.key()))
                .counted(page, most -> forms.count(access.caller(), most));
    }

    /** Adds a form; refused is a key that another one has. */
    @POST
    @Needs(Permission.EDIT_FORMS)
    @Operation(
            operationId = "createForm",
            summary = "Add a form",
            description = "From then on web-form backends can submit what prospects fill in.")
    @APIResponse(
            responseCode = "201",
            description = "Added.",
            content = @Content(schema = @Schema(implementation = FormBody.class)))
    @Problems(ProblemType.CONFLICT)
    public Response create(@Valid @NotNull FormBody body) {
        return writes.once(body, () -> {
            FormBody added = forms.add(access.caller(), body);
            return WriteResult.created("/v1/forms/" + body.key(), added).tagged(tag(added));
        });
    }

    /** One form; callers who may only submit it see what they need to show it. */
    @GET
    @Path("/{key}")
    @Needs(Permission.READ_FORM)
    @Operation(
            operationId = "getForm",
            summary = "Read a form",
            description =
                    "One form with its questions. A key of the role `intake` can read the forms that it may submit, without"
                            + " `pipeline` and `assignment`, and with `offeringId` null.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FormView.class)))
    public Response get(@PathParam("key") String key) {
        FormView found = forms.get(access.caller(), key);
        return versions.ok(found, found.tag());
    }

    /** One published version of a form, which never changes (rule 18). */
    @GET
    @Path("/{key}/versions/{version}")
    @Needs(Permission.READ_FORM)
    @Operation(
            operationId = "getFormVersion",
            summary = "Read a version of a form",
            description =
                    "One published version, which never changes. A submission names the version that it was checked"
                            + " with (rule 18).")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FormView.class)))
    public Response version(@PathParam("key") String key, @PathParam("version") long version) {
        FormView found = forms.version(access.caller(), key, version);
        return versions.ok(found, found.tag());
    }

    /** Publishes the next version of a form. What was submitted before stays as it is. */
    @PUT
    @Path("/{key}")
    @Needs(Permission.EDIT_FORMS)
    @Operation(
            operationId = "replaceForm",
            summary = "Replace a form",
            description =
                    "Publishes the next version: all of it is replaced but its key. What was submitted before stays as"
                            + " it is, and keeps the version that it was checked with (rule 18).")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FormBody.class)))
    @Problems({ProblemType.STALE_VERSION, ProblemType.PRECONDITION_REQUIRED})
    public Response replace(@PathParam("key") String key, @Valid @NotNull FormBody body) {
        return writes.change(() -> {
            FormBody replaced = forms.replace(access.caller(), key, versions.required(), body);
            return WriteResult.ok(replaced).tagged(tag(replaced));
        });
    }

    /** Hints come and go without the form being changed. */
    private static String tag(FormBody form) {
        return form.version() + FormBody.tagOf(form.hints());
    }
}
