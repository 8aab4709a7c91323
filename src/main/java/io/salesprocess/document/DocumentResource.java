package io.salesprocess.document;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.idempotency.Answer;
import io.salesprocess.platform.idempotency.Posts;
import io.salesprocess.platform.openapi.Problems;
import io.salesprocess.platform.paging.Cursor;
import io.salesprocess.platform.paging.Page;
import io.salesprocess.platform.paging.PageRequest;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.time.PastTimes;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
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

    private final Deals deals;
    private final Documents documents;
    private final Ids ids;
    private final Clock clock;
    private final Posts posts;
    private final Versions versions;

    DocumentResource(Deals deals, Documents documents, Ids ids, Clock clock, Posts posts, Versions versions) {
        this.deals = deals;
        this.documents = documents;
        this.ids = ids;
        this.clock = clock;
        this.posts = posts;
        this.versions = versions;
    }

    /** All documents of the deal, voided ones too, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listDocuments",
            summary = "List a deal's documents",
            description = "Oldest first, voided ones too.")
    public Page<DocumentResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        Deal deal = deals.get(id);
        return Page.of(
                documents.after(deal, page.afterId(), page.limit() + 1),
                page.limit(),
                DocumentResponse::of,
                found -> Cursor.of(found.id));
    }

    /** Drafts a document. Refused is a deal that is closed, or that has a great many documents already. */
    @POST
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "draftDocument",
            summary = "Draft a document",
            description = "Drafts a welcome letter or a contract for an open deal.")
    @APIResponse(
            responseCode = "201",
            description = "Drafted.",
            content = @Content(schema = @Schema(implementation = DocumentResponse.class)))
    @Problems({ProblemType.DEAL_CLOSED, ProblemType.RULE_VIOLATED, ProblemType.STALE_VERSION})
    public Response draft(@PathParam("id") UUID id, @Valid @NotNull DocumentRequest body) {
        return posts.once(body, location -> deals.mayChange(id), () -> {
            UUID documentId = ids.next();
            Deal deal = deals.record(
                    id, versions::mayMatch, before -> List.of(new Fact.DocumentDrafted(documentId, body.kind())));
            DocumentEntity entity = DocumentEntity.drafted(documentId, id, body.kind(), clock.instant());
            documents.persistAndFlush(entity);
            return Answer.created("/v1/deals/" + id + "/documents/" + documentId, DocumentResponse.of(entity))
                    .tagged(deal.sequence())
                    .about(deal.prospectId());
        });
    }

    /** One document of the deal. */
    @GET
    @Path("/{documentId}")
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getDocument",
            summary = "Read a document",
            description = "One document of the deal. `ETag` is the deal's version.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DocumentResponse.class)))
    public Response get(@PathParam("id") UUID id, @PathParam("documentId") UUID documentId) {
        // The deal first: a change in between then makes the tag too old, which costs a reader a second look, and not
        // too new.
        Deal deal = deals.get(id);
        return versions.ok(DocumentResponse.of(documents.of(deal, documentId)), deal.sequence());
    }

    /** Sends a document to the client. Refused is one that is not a draft, and a closed deal. */
    @POST
    @Path("/{documentId}/send")
    @Consumes(MediaType.WILDCARD)
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "sendDocument",
            summary = "Send a document",
            description = "Records that a drafted document has gone to the client. While a contract is out, the deal's"
                    + " value is fixed.")
    @APIResponse(
            responseCode = "200",
            description = "Sent.",
            content = @Content(schema = @Schema(implementation = DocumentResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.DEAL_CLOSED, ProblemType.STALE_VERSION})
    public Response send(@PathParam("id") UUID id, @PathParam("documentId") UUID documentId) {
        return step(
                id,
                documentId,
                null,
                document -> new Fact.DocumentSent(documentId, document.kind()),
                document -> document.send(clock.instant()));
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
        Instant signedAt = PastTimes.orNow(body.signedAt(), clock.instant(), "/signedAt");
        return step(
                id,
                documentId,
                body,
                document -> new Fact.DocumentSigned(documentId, document.kind()),
                document -> document.sign(body, signedAt));
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
        return step(
                id,
                documentId,
                body,
                document -> new Fact.DocumentVoided(documentId, document.kind()),
                document -> document.makeVoid(body.reason(), clock.instant()));
    }

    /** The row is read under the deal's lock, so of two callers the second sees what the first has done. */
    private Response step(
            UUID id,
            UUID documentId,
            Object body,
            Function<DocumentEntity, Fact> fact,
            Consumer<DocumentEntity> effect) {
        return posts.once(body, location -> deals.mayChange(id), () -> {
            Deal deal = deals.record(
                    id, versions::mayMatch, before -> List.of(fact.apply(documents.of(before, documentId))));
            DocumentEntity entity = documents.of(deal, documentId);
            effect.accept(entity);
            documents.flush();
            return Answer.ok(DocumentResponse.of(entity))
                    .tagged(deal.sequence())
                    .about(deal.prospectId());
        });
    }
}
