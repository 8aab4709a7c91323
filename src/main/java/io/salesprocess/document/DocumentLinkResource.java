package io.salesprocess.document;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.PublicUrl;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The link by which the client reads and signs a document, as it is made for them. */
@Path("/v1/deals/{id}/documents/{documentId}/link")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Documents")
public class DocumentLinkResource {

    private final DocumentLinks links;
    private final DealDoor door;
    private final PublicUrl publicUrl;

    DocumentLinkResource(DocumentLinks links, DealDoor door, PublicUrl publicUrl) {
        this.links = links;
        this.door = door;
        this.publicUrl = publicUrl;
    }

    /** Makes a link to a document. Refused are a voided document, and one without pages. */
    @POST
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "offerDocumentLink",
            summary = "Give the client a link to a document",
            description =
                    "`url` is a page that shows the document to the client, offers the PDF and, once a contract was sent, lets"
                            + " them sign it by typing their name and confirming. It needs no key. Its secret is shown once and"
                            + " not stored. Earlier links stay valid until they expire, or all are revoked.")
    @APIResponse(
            responseCode = "201",
            description = "The link.",
            content = @Content(schema = @Schema(implementation = DocumentLinkResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.STALE_VERSION})
    public Response offer(
            @PathParam("id") UUID id,
            @PathParam("documentId") UUID documentId,
            @RequestBody(required = false) @Valid DocumentLinkRequest body) {
        Instant expiresAt = body == null ? null : body.expiresAt();
        return door.once(id, body, () -> {
            DocumentLinks.NewLink link = links.offer(door.caller(), id, documentId, door.version(), expiresAt);
            DocumentLinkResponse shown = DocumentLinkResponse.of(link.made().row(), publicUrl.of("/d/" + link.token()));
            long sequence = link.made().deal().sequence();
            return WriteResult.created("/v1/deals/" + id + "/history/" + sequence, shown)
                    .replayedAs(shown.withoutSecret())
                    .tagged(sequence);
        });
    }

    /** Makes all links to the document invalid. */
    @DELETE
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "revokeDocumentLinks",
            summary = "Revoke the links to a document",
            description = "All links that the document has are invalid from then on. A signature stays.")
    @APIResponse(responseCode = "204", description = "None is valid any more.")
    @Problems(ProblemType.STALE_VERSION)
    public Response revoke(@PathParam("id") UUID id, @PathParam("documentId") UUID documentId) {
        return door.change(() -> {
            links.revoke(door.caller(), id, documentId, door.version());
            return WriteResult.noContent();
        });
    }
}
