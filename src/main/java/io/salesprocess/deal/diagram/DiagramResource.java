package io.salesprocess.deal.diagram;

import io.salesprocess.pipeline.Pipelines;
import io.salesprocess.platform.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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

    static final String SVG = "image/svg+xml";
    static final String MERMAID = "text/vnd.mermaid";

    private final Pipelines pipelines;

    DiagramResource(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    /** The newest version of the pipeline as a picture. */
    @GET
    @Produces(SVG + ";qs=1.0")
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
                @Content(mediaType = SVG, schema = @Schema(implementation = String.class)),
                @Content(mediaType = MERMAID, schema = @Schema(implementation = String.class))
            })
    public String svg(@PathParam("key") String key) {
        return Svg.draw(diagram(key));
    }

    /** The same in the language of Mermaid, which documents can show. */
    @GET
    @Produces(MERMAID + ";charset=UTF-8;qs=0.5")
    @Operation(hidden = true)
    public String mermaid(@PathParam("key") String key) {
        return diagram(key).mermaid();
    }

    private Diagram diagram(String key) {
        return pipelines.newest(key).map(Diagram::of).orElseThrow(ProblemException::notFound);
    }
}
