package io.salesprocess.intake;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.offering.Offerings;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.idempotency.Answer;
import io.salesprocess.platform.idempotency.Posts;
import io.salesprocess.platform.openapi.Problems;
import io.salesprocess.platform.paging.Cursor;
import io.salesprocess.platform.paging.Page;
import io.salesprocess.platform.paging.PageRequest;
import io.salesprocess.platform.problem.FieldError;
import io.salesprocess.platform.problem.ProblemException;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.sql.Retried;
import io.salesprocess.salesperson.Salespeople;
import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
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
import java.time.Clock;
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
    private final Pipelines pipelines;
    private final Offerings offerings;
    private final Salespeople salespeople;
    private final Posts posts;
    private final Versions versions;
    private final Clock clock;

    FormResource(
            Forms forms,
            Pipelines pipelines,
            Offerings offerings,
            Salespeople salespeople,
            Posts posts,
            Versions versions,
            Clock clock) {
        this.forms = forms;
        this.pipelines = pipelines;
        this.offerings = offerings;
        this.salespeople = salespeople;
        this.posts = posts;
        this.versions = versions;
        this.clock = clock;
    }

    /** All forms, in the order of their keys. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "listForms", summary = "List forms", description = "In the order of their keys.")
    public Page<FormBody> list(@BeanParam PageRequest page) {
        String after = page.cursor().map(Cursor::single).orElse("");
        return Page.of(
                forms.after(after, page.limit() + 1), page.limit(), forms::body, entity -> Cursor.of(entity.key));
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
        return posts.once(body, () -> {
            check(body);
            if (forms.findById(body.key()) != null) {
                throw ProblemException.of(ProblemType.CONFLICT, "Another form has this key.");
            }
            FormEntity entity = new FormEntity();
            entity.key = body.key();
            entity.createdAt = clock.instant();
            forms.fill(entity, body);
            forms.persistAndFlush(entity);
            return Answer.created("/v1/forms/" + entity.key, forms.body(entity)).tagged(entity.version);
        });
    }

    /** One form. */
    @GET
    @Path("/{key}")
    @Needs(Permission.READ_CATALOG)
    @Operation(operationId = "getForm", summary = "Read a form", description = "One form with its questions.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FormBody.class)))
    public Response get(@PathParam("key") String key) {
        FormEntity entity = forms.get(key);
        return versions.ok(forms.body(entity), entity.version);
    }

    /** Replaces a form. What was submitted before stays as it is. */
    @PUT
    @Path("/{key}")
    @Retried
    @Transactional
    @Needs(Permission.EDIT_FORMS)
    @Operation(
            operationId = "replaceForm",
            summary = "Replace a form",
            description = "Replaces all of it but its key. What was submitted before stays as it is.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FormBody.class)))
    @Problems({ProblemType.STALE_VERSION, ProblemType.PRECONDITION_REQUIRED})
    public Response replace(@PathParam("key") String key, @Valid @NotNull FormBody body) {
        FormEntity entity = forms.get(key);
        versions.mustMatch(entity.version);
        if (!body.key().equals(key)) {
            throw ProblemException.invalid(FieldError.at("/key", "must be the key in the address, " + key));
        }
        check(body);
        forms.fill(entity, body);
        forms.flush();
        return versions.changed(forms.body(entity), entity.version);
    }

    private void check(FormBody body) {
        if (pipelines.newest(body.pipeline()).isEmpty()) {
            throw ProblemException.invalid(FieldError.at("/pipeline", "is not the key of a pipeline"));
        }
        offerings.mustExist(body.offeringId(), "/offeringId");
        salespeople.mustTakeDeals(body.assignment().salespersonId(), "/assignment/salespersonId");
    }
}
