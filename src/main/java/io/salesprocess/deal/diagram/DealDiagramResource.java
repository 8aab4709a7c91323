package io.salesprocess.deal.diagram;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.platform.api.Versions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Deals as pictures: what is done, where a deal stands and what is missing, and what is ahead. */
@Path("/v1/deals/{id}/diagram")
@Blocking
@Tag(name = "Deals")
public class DealDiagramResource {

    private final Pictures pictures;
    private final Access access;
    private final Versions versions;

    DealDiagramResource(Pictures pictures, Access access, Versions versions) {
        this.pictures = pictures;
        this.access = access;
        this.versions = versions;
    }

    /** The deal on its way, by the same options as its transitions show. */
    @GET
    @Produces({PictureFormat.SVG_TYPE, PictureFormat.MERMAID_TYPE})
    @Needs(Permission.READ_DEALS)
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
                @Content(
                        mediaType = PictureFormat.SVG_TYPE,
                        schema = @Schema(implementation = String.class),
                        example = PictureFormat.SVG_EXAMPLE),
                @Content(
                        mediaType = PictureFormat.MERMAID_TYPE,
                        schema = @Schema(implementation = String.class),
                        example = "stateDiagram-v2\n    direction LR\n    state \"Qualification (current)\" as"
                                + " stage_qualification\n")
            })
    public Response draw(@PathParam("id") UUID id, @Context Request request) {
        PictureFormat format = PictureFormat.accepted(request);
        Pictures.OfDeal picture = pictures.ofDeal(access.caller(), id);
        Response response = versions.ok(format.draw(picture.diagram()), picture.version() + format.suffix());
        return Response.fromResponse(response).type(format.contentType()).build();
    }
}
