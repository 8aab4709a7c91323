package io.salesprocess.proposal;

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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Negotiation over HTTP. A proposal's version is the deal's. */
@Path("/v1/deals/{id}/proposals")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Proposals")
public class ProposalResource {

    private final ProposalService proposals;
    private final PaperRoom room;
    private final DealDoor door;

    ProposalResource(ProposalService proposals, PaperRoom room, DealDoor door) {
        this.room = room;
        this.proposals = proposals;
        this.door = door;
    }

    /** All proposals of the deal, the client's too, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "listProposals",
            summary = "List a deal's proposals",
            description = "Oldest first, the client's counter-proposals too.")
    public Page<ProposalResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return door.page(
                proposals.list(door.caller(), id, page.afterId(), page.limit() + 1),
                page,
                ProposalResponse::of,
                () -> proposals.count(door.caller(), id));
    }

    /** Drafts a proposal. Refused is a deal that is closed, or that has a great many proposals already. */
    @POST
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "draftProposal",
            summary = "Draft a proposal",
            description =
                    "Drafts what the salesperson proposes, adds it up, and makes its pages. The client sees nothing of it before"
                            + " it is sent.")
    @APIResponse(
            responseCode = "201",
            description = "Drafted.",
            content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
    @Problems({ProblemType.DEAL_CLOSED, ProblemType.RULE_VIOLATED, ProblemType.STALE_VERSION})
    public Response draft(@PathParam("id") UUID id, @Valid @NotNull ProposalRequest body) {
        return room.with(printed -> door.create(
                id,
                "proposals",
                body,
                () -> proposals.draft(door.caller(), id, door.version(), body, printed),
                ProposalResponse::of));
    }

    /** One proposal of the deal. */
    @GET
    @Path("/{proposalId}")
    @Produces({MediaType.APPLICATION_JSON, PaperPages.PDF, PaperPages.HTML})
    @Needs(Permission.READ_DEALS)
    @Operation(
            operationId = "getProposal",
            summary = "Read a proposal",
            description =
                    "One proposal of the deal. `ETag` is the deal's version. With `Accept: application/pdf` or `text/html` its"
                            + " pages, bit for bit as they were made; `Repr-Digest` has their SHA-256.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ProposalResponse.class)),
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
    public Response get(@PathParam("id") UUID id, @PathParam("proposalId") UUID proposalId, @Context Request request) {
        PaperPages.Form form = PaperPages.form(request);
        if (form == PaperPages.Form.JSON) {
            Recorded<ProposalEntity> found = proposals.get(door.caller(), id, proposalId);
            return door.read(ProposalResponse.of(found.row()), found.deal());
        }
        boolean isPdf = form == PaperPages.Form.PDF;
        ProposalService.File file = proposals.file(door.caller(), id, proposalId, isPdf);
        return PaperPages.response(file.bytes(), isPdf, file.name())
                .tag(file.deal().sequence() + (isPdf ? "-pdf" : "-html"))
                .build();
    }

    /** Sends a proposal to the client. Refused is one that is not a draft, and a closed deal. */
    @POST
    @Path("/{proposalId}/send")
    @Consumes(MediaType.WILDCARD)
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "sendProposal",
            summary = "Send a proposal",
            description =
                    "Records that a drafted proposal has gone to the client. Its pages are made again if what they say has"
                            + " changed since it was drafted, and stand from then on.")
    @APIResponse(
            responseCode = "200",
            description = "Sent.",
            content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.DEAL_CLOSED, ProblemType.RULE_VIOLATED, ProblemType.STALE_VERSION})
    public Response send(@PathParam("id") UUID id, @PathParam("proposalId") UUID proposalId) {
        return room.with(printed -> door.step(
                id,
                null,
                () -> proposals.send(door.caller(), id, proposalId, door.version(), printed),
                ProposalResponse::of));
    }

    /**
     * Accepts a proposal, whichever side made it: its gross becomes the deal's value. Refused are a proposal that is not out, a
     * closed deal, and another value while a contract is out (rule 7).
     */
    @POST
    @Path("/{proposalId}/accept")
    @Consumes(MediaType.WILDCARD)
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "acceptProposal",
            summary = "Accept a proposal",
            description = "The other side agrees: the client to ours, or we to the client's counter-proposal. Its gross"
                    + " becomes the deal's value, which is refused while a contract over another value is out."
                    + " A proposal cannot be accepted after `validUntil`.")
    @APIResponse(
            responseCode = "200",
            description = "Accepted.",
            content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.DEAL_CLOSED, ProblemType.RULE_VIOLATED, ProblemType.STALE_VERSION})
    public Response accept(@PathParam("id") UUID id, @PathParam("proposalId") UUID proposalId) {
        return door.step(
                id, null, () -> proposals.accept(door.caller(), id, proposalId, door.version()), ProposalResponse::of);
    }

    /** Declines a proposal. Refused are one that is not out, and a closed deal. */
    @POST
    @Path("/{proposalId}/decline")
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "declineProposal",
            summary = "Decline a proposal",
            description = "The other side does not agree, and may say why. The deal goes on.")
    @APIResponse(
            responseCode = "200",
            description = "Declined.",
            content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.DEAL_CLOSED, ProblemType.RULE_VIOLATED, ProblemType.STALE_VERSION})
    public Response decline(
            @PathParam("id") UUID id,
            @PathParam("proposalId") UUID proposalId,
            @RequestBody(required = false) @Valid DeclineRequest body) {
        String reason = body == null ? null : body.reason();
        return door.step(
                id,
                body,
                () -> proposals.decline(door.caller(), id, proposalId, door.version(), reason),
                ProposalResponse::of);
    }

    /** The other side answers with a proposal of its own. Refused are a proposal that is not out, and a closed deal. */
    @POST
    @Path("/{proposalId}/counter")
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "counterProposal",
            summary = "Counter a proposal",
            description =
                    "Records what the client wants instead, as a new proposal that is out at once; or, if it was the"
                            + " client's, what we want instead. The countered one can no longer be accepted.")
    @APIResponse(
            responseCode = "201",
            description = "The counter-proposal.",
            content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.DEAL_CLOSED, ProblemType.RULE_VIOLATED, ProblemType.STALE_VERSION})
    public Response counter(
            @PathParam("id") UUID id, @PathParam("proposalId") UUID proposalId, @Valid @NotNull ProposalRequest body) {
        return room.with(printed -> door.create(
                id,
                "proposals",
                body,
                () -> proposals.counter(door.caller(), id, proposalId, door.version(), body, printed),
                ProposalResponse::of));
    }
}
