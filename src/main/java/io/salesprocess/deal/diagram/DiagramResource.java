package io.salesprocess.deal.diagram;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Pipelines and deals as pictures. The arrows are those of the table of legal transitions, and so cannot differ from it. */
@Path("/v1")
@Blocking
public class DiagramResource {

    static final String SVG = "image/svg+xml";
    static final String MERMAID = "text/vnd.mermaid";

    private static final String SVG_EXAMPLE =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"><title>Standard</title></svg>";
    private static final List<Variant> VARIANTS = Variant.mediaTypes(MediaType.valueOf(SVG), MediaType.valueOf(MERMAID))
            .build();

    private final Pictures pictures;
    private final Access access;
    private final Versions versions;

    DiagramResource(Pictures pictures, Access access, Versions versions) {
        this.pictures = pictures;
        this.access = access;
        this.versions = versions;
    }

    /** The newest version of the pipeline as a picture. */
    @GET
    @Path("/pipelines/{key}/diagram")
    @Produces({SVG, MERMAID})
    @Needs(Permission.READ_CATALOG)
    @Tag(name = "Pipelines")
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
                @Content(mediaType = SVG, schema = @Schema(implementation = String.class), example = SVG_EXAMPLE),
                @Content(
                        mediaType = MERMAID,
                        schema = @Schema(implementation = String.class),
                        example = "stateDiagram-v2\n    direction LR\n    [*] --> open\n    open --> won\n")
            })
    public Response draw(@PathParam("key") String key, @Context Request request) {
        MediaType wanted = wanted(request);
        return Response.ok(drawn(pictures.ofPipeline(key), wanted))
                .type(wanted.withCharset("UTF-8"))
                .build();
    }

    /** The deal on its way as a picture: what is done, where it stands and what is missing there, and what is ahead. */
    @GET
    @Path("/deals/{id}/diagram")
    @Produces({SVG, MERMAID})
    @Needs(Permission.READ_DEALS)
    @Tag(name = "Deals")
    @Operation(
            operationId = "drawDeal",
            summary = "See a deal as a picture",
            description =
                    "The stages of the deal's pipeline: those that are done, the current one with what is missing before"
                            + " the deal can go on, and those ahead; and the transitions that are possible now. As SVG, or"
                            + " in the language of Mermaid with `Accept: text/vnd.mermaid`. It contains no personal data.")
    @APIResponse(
            responseCode = "200",
            description = "The picture.",
            content = {
                @Content(mediaType = SVG, schema = @Schema(implementation = String.class), example = SVG_EXAMPLE),
                @Content(
                        mediaType = MERMAID,
                        schema = @Schema(implementation = String.class),
                        example = "stateDiagram-v2\n    direction LR\n    state \"Qualification (current)\" as"
                                + " stage_qualification\n")
            })
    public Response drawDeal(@PathParam("id") UUID id, @Context Request request) {
        MediaType wanted = wanted(request);
        Pictures.OfDeal picture = pictures.ofDeal(access.caller(), id);
        Response response = versions.ok(
                drawn(picture.diagram(), wanted), picture.version() + (isSvg(wanted) ? "-svg" : "-mermaid"));
        return Response.fromResponse(response).type(wanted.withCharset("UTF-8")).build();
    }

    private static MediaType wanted(Request request) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw ProblemException.of(
                    ProblemType.NOT_ACCEPTABLE, "The picture can be had as " + SVG + " or " + MERMAID + ".");
        }
        return variant.getMediaType();
    }

    private static String drawn(Diagram diagram, MediaType wanted) {
        return isSvg(wanted) ? Svg.draw(diagram) : Mermaid.write(diagram);
    }

    private static boolean isSvg(MediaType type) {
        return type.getSubtype().equals("svg+xml");
    }
}
