package io.salesprocess.pipeline;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.pipeline.domain.PipelineRef;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.MergePatch;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.Patches;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versioned;
import io.salesprocess.platform.api.Versions;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.openapi.Patch;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pipelines over HTTP. */
@Path("/v1/pipelines")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Pipelines")
public class PipelineResource {

    private final PipelinePublishing pipelines;
    private final Access access;
    private final Writes writes;
    private final Patches patches;
    private final Versions versions;

    PipelineResource(PipelinePublishing pipelines, Access access, Writes writes, Patches patches, Versions versions) {
        this.pipelines = pipelines;
        this.access = access;
        this.writes = writes;
        this.patches = patches;
        this.versions = versions;
    }

    /** Every pipeline in its newest version, in the order of their keys. */
    @GET
    @Needs(Permission.READ_CATALOG)
    @Operation(
            operationId = "listPipelines",
            summary = "List pipelines",
            description = "Every pipeline in its newest version, in the order of their keys.")
    public Page<PipelineDefinition> list(
            @Parameter(
                            description = "Only pipelines that are retired, or that are not.",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("retired")
                    Boolean retired,
            @BeanParam PageRequest page) {
        String after = page.cursor().map(Cursor::single).orElse("");
        return Page.of(
                        pipelines.list(access.caller(), after, retired, page.limit() + 1),
                        page.limit(),
                        Function.identity(),
                        item -> Cursor.of(item.key()))
                .counted(page, most -> pipelines.count(access.caller(), retired, most));
    }

    /** Publishes a pipeline, or the next version of one; refused is a definition with faults, all of which are named. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Permission.PUBLISH_PIPELINES)
    @Operation(
            operationId = "publishPipeline",
            summary = "Publish a pipeline",
            description =
                    "A new key publishes version 1, an existing one the next version. New deals open in the newest version;"
                            + " running deals keep theirs (rule 18). Every fault is named with its place. With `dryRun` everything is"
                            + " checked and nothing is stored. A retired pipeline takes no new versions until it is reinstated.")
    @APIResponse(
            responseCode = "201",
            description = "Published.",
            content = @Content(schema = @Schema(implementation = PipelineDefinition.class)))
    @APIResponse(
            responseCode = "200",
            description = "The newest version has this definition already, or with `dryRun`: this would be published.",
            content = @Content(schema = @Schema(implementation = PipelineDefinition.class)))
    @Problems(ProblemType.RULE_VIOLATED)
    public Response publish(
            @Parameter(
                            description = "Check everything, and change nothing.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("dryRun")
                    @DefaultValue("false")
                    boolean dryRun,
            @NotNull PipelineRequest body) {
        if (dryRun) {
            return writes.preview(() -> writes.change(() -> WriteResult.ok(pipelines.preview(access.caller(), body))));
        }
        return writes.once(body, () -> {
            PipelinePublishing.Outcome outcome = pipelines.publish(access.caller(), body);
            PipelineDefinition shown = outcome.pipeline().value();
            String address = "/v1/pipelines/" + shown.key() + "/versions/" + shown.version();
            WriteResult result = outcome.isNew()
                    ? WriteResult.created(address, shown)
                    : WriteResult.ok(shown).at(address);
            return result.tagged(outcome.pipeline().version());
        });
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
        return shown(pipelines.newest(access.caller(), key));
    }

    /** Retires a pipeline, or takes it back. */
    @PATCH
    @Path("/{key}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Needs(Permission.PUBLISH_PIPELINES)
    @Operation(
            operationId = "updatePipeline",
            summary = "Retire a pipeline",
            description =
                    "A retired pipeline takes no new deals and no new versions; running deals go on. Refused while forms open"
                            + " deals in it, so that no submission is lost: publish these with another pipeline first."
                            + " `false` reinstates the pipeline.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PipelineDefinition.class)))
    @Problems({ProblemType.STALE_VERSION, ProblemType.PRECONDITION_REQUIRED, ProblemType.RULE_VIOLATED})
    public Response update(@PathParam("key") String key, @Patch(PipelinePatch.class) MergePatch body) {
        return writes.change(() -> {
            Versioned<PipelineDefinition> changed = pipelines.change(
                    access.caller(),
                    key,
                    versions.required(),
                    before -> patches.apply(body, before, PipelinePatch.class));
            return WriteResult.ok(changed.value()).tagged(changed.version());
        });
    }

    /** One published version, whose definition never changes. */
    @GET
    @Path("/{key}/versions/{version}")
    @Needs(Permission.READ_CATALOG)
    @Operation(
            operationId = "getPipelineVersion",
            summary = "Read a version of a pipeline",
            description =
                    "One published version. Its definition never changes, and a deal keeps its version until it is migrated"
                            + " (rule 4). The `ETag` is the pipeline's.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PipelineDefinition.class)))
    public Response version(@PathParam("key") String key, @PathParam("version") int version) {
        if (version < 1) {
            throw ProblemException.notFound();
        }
        return shown(pipelines.version(access.caller(), new PipelineRef(key, version)));
    }

    private Response shown(Versioned<PipelineDefinition> pipeline) {
        return versions.ok(pipeline.value(), pipeline.version());
    }
}
