package io.salesprocess.deal.diagram;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.api.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pipelines as pictures. The arrows are those of the table of legal transitions, and so cannot differ from it. */
@Path("/v1/pipelines/{key}/diagram")
@Blocking
@Tag(name = "Pipelines")
public class DiagramResource {

    private final Pipelines pipelines;

    DiagramResource(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    /** The newest version of the pipeline as a picture. */
    @GET
    @Produces({Picture.SVG, Picture.MERMAID})
    @Needs(Permission.READ_CATALOG)
    @Operation(
            operationId = "drawPipeline",
            summary = "See a pipeline as a picture",
            description =
                    "The stages of the newest version and every transition between them, as SVG, or in the language of"
                            + " Mermaid with `Accept: text/vnd.mermaid`.")
    @APIResponse(
            responseCode = "200",
            description = "The picture.",
            content = {
                @Content(
                        mediaType = Picture.SVG,
                        schema = @Schema(implementation = String.class),
                        example =
                                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"><title>Standard</title></svg>"),
                @Content(
                        mediaType = Picture.MERMAID,
                        schema = @Schema(implementation = String.class),
                        example = "stateDiagram-v2\n    direction LR\n    [*] --> open\n    open --> won\n")
            })
    public Response draw(@PathParam("key") String key, @Context Request request) {
        return Picture.response(request, () -> diagram(key));
    }

    private Diagram diagram(String key) {
        return pipelines.newest(key).map(Diagram::of).orElseThrow(ProblemException::notFound);
    }
}
