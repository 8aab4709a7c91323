package io.salesprocess.pipeline;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.Versions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reads pipelines. */
@Path("/v1/pipelines")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Pipelines")
public class PipelineResource {

    private final Pipelines pipelines;
    private final Versions versions;

    PipelineResource(Pipelines pipelines, Versions versions) {
        this.pipelines = pipelines;
        this.versions = versions;
    }

    /** Every pipeline in its newest version, in the order of their keys. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(
            operationId = "listPipelines",
            summary = "List pipelines",
            description = "Every pipeline in its newest version, in the order of their keys.")
    public Page<PipelineDefinition> list(@BeanParam PageRequest page) {
        String after = page.cursor().map(Cursor::single).orElse("");
        return Page.of(
                        pipelines.newestAfter(after, page.limit() + 1),
                        page.limit(),
                        item -> item,
                        item -> Cursor.of(item.key()))
                .counted(page, pipelines::count);
    }

    /** The newest version of one pipeline. */
    @GET
    @Path("/{key}")
    @Needs(Permission.READ_CATALOG)
    @Operation(
            operationId = "getPipeline",
            summary = "Read a pipeline",
            description = "The newest version of the pipeline, with its stages and their exit criteria.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PipelineDefinition.class)))
    public Response newest(@PathParam("key") String key) {
        return pipelines.newest(key).map(pipeline -> show(pipeline.ref())).orElseThrow(ProblemException::notFound);
    }

    /** One published version, which never changes. */
    @GET
    @Path("/{key}/versions/{version}")
    @Needs(Permission.READ_CATALOG)
    @Operation(
            operationId = "getPipelineVersion",
            summary = "Read a version of a pipeline",
            description =
                    "One published version. It never changes, and a deal keeps its version until it is migrated (rule 4).")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PipelineDefinition.class)))
    public Response version(@PathParam("key") String key, @PathParam("version") int version) {
        if (version < 1) {
            throw ProblemException.notFound();
        }
        return show(new PipelineRef(key, version));
    }

    private Response show(PipelineRef ref) {
        return pipelines
                .definition(ref)
                .map(definition -> versions.ok(definition, definition.version()))
                .orElseThrow(ProblemException::notFound);
    }
}
