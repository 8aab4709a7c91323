package io.salesprocess.paper;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.paper.render.PaperLanguage;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versions;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.database.Condition;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
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

/** Templates over HTTP. */
@Path("/v1/templates")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Templates")
public class TemplateResource {

    private final Templates templates;
    private final PaperRoom room;
    private final Access access;
    private final Writes writes;
    private final Versions versions;

    TemplateResource(Templates templates, PaperRoom room, Access access, Writes writes, Versions versions) {
        this.templates = templates;
        this.room = room;
        this.access = access;
        this.writes = writes;
        this.versions = versions;
    }

    /** All versions of all templates, oldest first. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(
            operationId = "listTemplates",
            summary = "List templates",
            description = "All versions of all templates, oldest first, without their text.")
    public Page<TemplateResponse> list(
            @Parameter(description = "Only templates of this kind.") @QueryParam("kind") PaperKind kind,
            @Parameter(description = "Only templates in this language.") @QueryParam("locale") PaperLanguage locale,
            @BeanParam PageRequest page) {
        Condition shown = Condition.ALWAYS
                .andIf("kind = ?", kind == null ? null : kind.slug())
                .andIf("locale = ?", locale == null ? null : locale.tag());
        return Page.of(
                        templates.list(access.caller(), shown, page.afterId(), page.limit() + 1),
                        page.limit(),
                        Function.<TemplateResponse>identity(),
                        found -> Cursor.of(found.id()))
                .counted(page, most -> templates.count(access.caller(), shown, most));
    }

    /** Publishes a template, or its next version. Refused are fields that documents do not have, and markup that fetches something. */
    @POST
    @Needs(Permission.EDIT_TEMPLATES)
    @Operation(
            operationId = "publishTemplate",
            summary = "Publish a template",
            description =
                    "Publishes a template, or its next version. Documents that are made from then on use it; those that exist"
                            + " keep theirs. The text of the newest version again is not published twice.")
    @APIResponse(
            responseCode = "201",
            description = "Published.",
            content = @Content(schema = @Schema(implementation = TemplateResponse.class)))
    @APIResponse(
            responseCode = "200",
            description = "The newest version has this text already.",
            content = @Content(schema = @Schema(implementation = TemplateResponse.class)))
    @Problems(ProblemType.CONFLICT)
    public Response publish(@Valid @NotNull TemplateRequest body) {
        return writes.once(body, () -> {
            Templates.Published published = templates.publish(access.caller(), body);
            TemplateResponse template = published.template();
            String address = "/v1/templates/" + template.id();
            return published.isNew()
                    ? WriteResult.created(address, template).tagged(template.version())
                    : WriteResult.ok(template).at(address).tagged(template.version());
        });
    }

    /** One version of a template, with its text. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_CATALOG)
    @Operation(
            operationId = "getTemplate",
            summary = "Read a template",
            description = "One version of a template, with its text.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = TemplateResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        TemplateResponse found = templates.get(access.caller(), id);
        return versions.ok(found, found.version());
    }

    /** What a document made from a template would look like; nothing is kept. */
    @POST
    @Path("/preview")
    @Produces({PaperPages.PDF, PaperPages.HTML})
    @Needs(Permission.EDIT_TEMPLATES)
    @Operation(
            operationId = "previewTemplate",
            summary = "Preview a template",
            description =
                    "A document with invented content, made from the template and the letterhead, as PDF or HTML by `Accept`."
                            + " Nothing is kept.")
    @APIResponse(
            responseCode = "200",
            description = "The document.",
            content = {
                @Content(
                        mediaType = PaperPages.PDF,
                        schema = @Schema(type = SchemaType.STRING, format = "binary"),
                        example = PaperPages.PDF_EXAMPLE),
                @Content(
                        mediaType = PaperPages.HTML,
                        schema = @Schema(implementation = String.class),
                        example = PaperPages.HTML_EXAMPLE)
            })
    @Problems(ProblemType.RULE_VIOLATED)
    public Response preview(@Valid @NotNull TemplateRequest body, @Context Request request) {
        boolean isPdf = PaperPages.isPdf(request);
        return writes.preview(() -> {
            var paper = room.print(templates.preview(access.caller(), body));
            return PaperPages.response(
                            isPdf ? paper.pdf() : paper.html(),
                            isPdf,
                            body.kind().slug() + "-preview")
                    .build();
        });
    }
}
