package io.salesprocess.deal.diagram;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
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

    private final Pictures pictures;

    DiagramResource(Pictures pictures) {
        this.pictures = pictures;
    }

    /** The newest version of the pipeline as a picture. */
    @GET
    @Produces({PictureFormat.SVG_TYPE, PictureFormat.MERMAID_TYPE})
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
                        mediaType = PictureFormat.SVG_TYPE,
                        schema = @Schema(implementation = String.class),
                        example = PictureFormat.SVG_EXAMPLE),
                @Content(
                        mediaType = PictureFormat.MERMAID_TYPE,
                        schema = @Schema(implementation = String.class),
                        example = "stateDiagram-v2\n    direction LR\n    [*] --> open\n    open --> won\n")
            })
    public Response draw(@PathParam("key") String key, @Context Request request) {
        PictureFormat format = PictureFormat.accepted(request);
        return Response.ok(format.draw(pictures.ofPipeline(key)))
                .type(format.contentType())
                .build();
    }
}
