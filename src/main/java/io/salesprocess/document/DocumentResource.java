package io.salesprocess.document;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.deal.Recorded;
import io.salesprocess.paper.PaperPages;
import io.salesprocess.paper.PaperRoom;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.ProblemType;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Welcome letters and contracts over HTTP. A document's version is the deal's. */
@Path("/v1/deals/{id}/documents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Documents")
public class DocumentResource {

    private final DocumentService documents;
    private final PaperRoom room;
    private final DealDoor door;

    DocumentResource(DocumentService documents, PaperRoom room, DealDoor door) {
        this.room = room;
        this.documents = documents;
        this.door = door;
    }

    /** All documents of the deal, voided ones too, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listDocuments",
            summary = "List a deal's documents",
            description = "Oldest first, voided ones too.")
    public Page<DocumentResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return door.page(
                documents.list(door.caller(), id, page.afterId(), page.limit() + 1),
                page,
                DocumentResponse::of,
                () -> documents.count(door.caller(), id));
    }

    /** Drafts a document. Refused is a deal that is closed, or that has a great many documents already. */
    @POST
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "draftDocument",
            summary = "Draft a document",
            description =
                    "Drafts a welcome letter or a contract for an open deal, and makes its pages. A contract has the figures of"
                            + " the accepted proposal. Refused is text with characters that the fonts of the service cannot show.")
    @APIResponse(
            responseCode = "201",
            description = "Drafted.",
            content = @Content(schema = @Schema(implementation = DocumentResponse.class)))
    @Problems({ProblemType.DEAL_CLOSED, ProblemType.RULE_VIOLATED, ProblemType.STALE_VERSION})
    public Response draft(@PathParam("id") UUID id, @Valid @NotNull DocumentRequest body) {
        return room.with(printed -> door.create(
                id,
                "documents",
                body,
                () -> documents.draft(door.caller(), id, door.version(), body.kind(), body.locale(), printed),
                DocumentResponse::of));
    }

    /** One document of the deal. */
    @GET
    @Path("/{documentId}")
    @Produces({MediaType.APPLICATION_JSON, PaperPages.PDF, PaperPages.HTML})
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getDocument",
            summary = "Read a document",
            description =
                    "One document of the deal. `ETag` is the deal's version. With `Accept: application/pdf` or `text/html` its"
                            + " pages, bit for bit as they were made; `Repr-Digest` has their SHA-256.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = DocumentResponse.class)),
                @Content(
                        mediaType = PaperPages.PDF,
                        schema = @Schema(type = SchemaType.STRING, format = "binary"),
                        example = PaperPages.PDF_EXAMPLE),
                @Content(
                        mediaType = PaperPages.HTML,
                        schema = @Schema(implementation = String.class),
                        example = PaperPages.HTML_EXAMPLE)
            })
    @Problems(ProblemType.NOT_ACCEPTABLE)
    public Response get(@PathParam("id") UUID id, @PathParam("documentId") UUID documentId, @Context Request request) {
        PaperPages.Form form = PaperPages.form(request);
        if (form == PaperPages.Form.JSON) {
            Recorded<DocumentEntity> found = documents.get(door.caller(), id, documentId);
            return door.read(DocumentResponse.of(found.row()), found.deal());
        }
        boolean isPdf = form == PaperPages.Form.PDF;
        DocumentService.File file = documents.file(door.caller(), id, documentId, isPdf);
        return PaperPages.response(file.bytes(), isPdf, file.name())
                .tag(file.deal().sequence() + (isPdf ? "-pdf" : "-html"))
                .build();
    }

    /** Sends a document to the client. Refused is one that is not a draft, and a closed deal. */
    @POST
    @Path("/{documentId}/send")
    @Consumes(MediaType.WILDCARD)
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "sendDocument",
            summary = "Send a document",
            description =
                    "Records that a drafted document has gone to the client. Its pages are made again if what they say has"
                            + " changed since it was drafted, and stand from then on. While a contract is out, the deal's value is"
                            + " fixed.")
    @APIResponse(
            responseCode = "200",
            description = "Sent.",
            content = @Content(schema = @Schema(implementation = DocumentResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.DEAL_CLOSED, ProblemType.RULE_VIOLATED, ProblemType.STALE_VERSION})
    public Response send(@PathParam("id") UUID id, @PathParam("documentId") UUID documentId) {
        return room.with(printed -> door.step(
                id,
                null,
                () -> documents.send(door.caller(), id, documentId, door.version(), printed),
                DocumentResponse::of));
    }

    /** Records a contract's signature. Refused are a welcome letter, a signed or voided contract, and a closed deal. */
    @POST
    @Path("/{documentId}/sign")
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "signDocument",
            summary = "Record a signature",
            description = "Records that the client has signed a contract, by whatever means. A draft that was never"
                    + " recorded as sent can be signed as well; a welcome letter cannot.")
    @APIResponse(
            responseCode = "200",
            description = "Signed.",
            content = @Content(schema = @Schema(implementation = DocumentResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.DEAL_CLOSED, ProblemType.STALE_VERSION})
    public Response sign(
            @PathParam("id") UUID id, @PathParam("documentId") UUID documentId, @Valid @NotNull SignatureRequest body) {
        return door.step(
                id,
                body,
                () -> documents.sign(door.caller(), id, documentId, door.version(), body),
                DocumentResponse::of);
    }

    /** Takes a document back, a signed one too; the criteria that it met then fail again (rule 3). */
    @POST
    @Path("/{documentId}/void")
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "voidDocument",
            summary = "Void a document",
            description = "Takes a document back, a signed one too. It stays on record, but exit criteria no longer see"
                    + " it: without a signed contract the deal cannot be won.")
    @APIResponse(
            responseCode = "200",
            description = "Voided.",
            content = @Content(schema = @Schema(implementation = DocumentResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.DEAL_CLOSED, ProblemType.STALE_VERSION})
    public Response makeVoid(
            @PathParam("id") UUID id, @PathParam("documentId") UUID documentId, @Valid @NotNull VoidRequest body) {
        return door.step(
                id,
                body,
                () -> documents.makeVoid(door.caller(), id, documentId, door.version(), body.reason()),
                DocumentResponse::of);
    }
}
