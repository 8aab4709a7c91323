package io.salesprocess.deal.diagram;

import io.salesprocess.access.Access;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.pipeline.Pipelines;
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

/** Deals as pictures: what is done, where the deal stands and what it lacks there, and what is ahead. */
@Path("/v1/deals/{id}/diagram")
@Blocking
@Tag(name = "Deals")
public class DealDiagramResource {

    private final Deals deals;
    private final Pipelines pipelines;
    private final Access access;

    DealDiagramResource(Deals deals, Pipelines pipelines, Access access) {
        this.deals = deals;
        this.pipelines = pipelines;
        this.access = access;
    }

    /** The deal's way through its version of the pipeline as a picture. */
    @GET
    @Produces({Picture.SVG, Picture.MERMAID})
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "drawDeal",
            summary = "See a deal as a picture",
            description =
                    "The stages of the deal's pipeline, in the version that it follows: which are done, where the deal"
                            + " stands and what it lacks to advance, and which are ahead. As SVG, or in the language of Mermaid with"
                            + " `Accept: text/vnd.mermaid`.")
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
    public Response draw(@PathParam("id") UUID id, @Context Request request) {
        return Picture.response(request, () -> {
            Deal deal = deals.get(access.caller(), id);
            return Diagram.of(pipelines.get(deal.pipeline()), deal);
        });
    }
}
