package io.salesprocess.evidence;

import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.evidence.MessageBodies.FollowUpRequest;
import io.salesprocess.evidence.MessageBodies.MessageLinkResponse;
import io.salesprocess.evidence.MessageBodies.MessageRequest;
import io.salesprocess.evidence.MessageBodies.MessageResponse;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.id.Ids;
import io.salesprocess.platform.idempotency.Answer;
import io.salesprocess.platform.idempotency.Posts;
import io.salesprocess.platform.openapi.Problems;
import io.salesprocess.platform.paging.Cursor;
import io.salesprocess.platform.paging.Page;
import io.salesprocess.platform.paging.PageRequest;
import io.salesprocess.platform.problem.ProblemType;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages of the client as the salesperson sees them, and the link that is given to the client. */
@Path("/v1/deals/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class MessageResource {

    private final Deals deals;
    private final Messages messages;
    private final Messages.Links links;
    private final Posts posts;
    private final Versions versions;
    private final Ids ids;
    private final Clock clock;
    private final String publicUrl;

    MessageResource(
            Deals deals,
            Messages messages,
            Messages.Links links,
            Posts posts,
            Versions versions,
            Ids ids,
            Clock clock,
            @ConfigProperty(name = "salesprocess.public-url") String publicUrl) {
        this.deals = deals;
        this.messages = messages;
        this.links = links;
        this.posts = posts;
        this.versions = versions;
        this.ids = ids;
        this.clock = clock;
        this.publicUrl = publicUrl.replaceFirst("/+$", "");
    }

    /** All messages of the deal, oldest first. */
    @GET
    @Path("/messages")
    @Operation(operationId = "listMessages", summary = "List messages", description = "Oldest first.")
    public Page<MessageResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        deals.mustExist(id);
        List<MessageEntity> found = messages.after(id, page.afterId(), page.limit() + 1);
        return Page.of(found, page.limit(), MessageResponse::of, row -> Cursor.of(row.id));
    }

    /** Takes down a message for the client. Until it is followed up, it keeps the deal from advancing (rule 3). */
    @POST
    @Path("/messages")
    @Operation(
            operationId = "takeMessage",
            summary = "Take down a message",
            description = "For a client who calls or writes. Until it is followed up the deal cannot advance from the"
                    + " relationship stage or any later one.")
    @APIResponse(
            responseCode = "201",
            description = "Taken down.",
            content = @Content(schema = @Schema(implementation = MessageResponse.class)))
    @Problems({ProblemType.STALE_VERSION, ProblemType.RULE_VIOLATED})
    public Response take(@PathParam("id") UUID id, @Valid @NotNull MessageRequest body) {
        return posts.once(body, () -> {
            MessageEntity entity = messages.draft(id, null, body.text());
            Deal deal = deals.record(id, versions::mayMatch, present -> List.of(new Fact.MessageLeft(entity.id)));
            messages.persist(entity);
            return Answer.created("/v1/deals/" + id + "/messages/" + entity.id, MessageResponse.of(entity))
                    .tagged(deal.sequence())
                    .about(deal.prospectId());
        });
    }

    /** One message. */
    @GET
    @Path("/messages/{messageId}")
    @Operation(operationId = "getMessage", summary = "Read a message", description = "One message of the deal.")
    public MessageResponse get(@PathParam("id") UUID id, @PathParam("messageId") UUID messageId) {
        return MessageResponse.of(messages.one(id, messageId));
    }

    /** Records what came of a message; refused is a second follow-up. */
    @POST
    @Path("/messages/{messageId}/follow-up")
    @Operation(
            operationId = "followUpMessage",
            summary = "Follow a message up",
            description = "Records what came of it. A message is followed up once.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MessageResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.STALE_VERSION})
    public Response followUp(
            @PathParam("id") UUID id, @PathParam("messageId") UUID messageId, @Valid @NotNull FollowUpRequest body) {
        return posts.once(body, () -> {
            MessageEntity entity = messages.one(id, messageId);
            Deal deal = deals.record(id, versions::mayMatch, present -> List.of(new Fact.MessageFollowedUp(messageId)));
            entity.outcome = body.outcome();
            entity.followedUpAt = clock.instant();
            return Answer.ok(MessageResponse.of(entity)).tagged(deal.sequence()).about(deal.prospectId());
        });
    }

    /** Makes the easy way for the client to leave a message: a link that needs no key. */
    @POST
    @Path("/message-link")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "offerMessageLink",
            summary = "Give the client a message link",
            description =
                    "The link is the easy way for the client to leave messages, with no key of its own. Its secret is"
                            + " shown once and kept nowhere. Every call makes another link; those made before stay good.")
    @APIResponse(
            responseCode = "201",
            description = "The link.",
            content = @Content(schema = @Schema(implementation = MessageLinkResponse.class)))
    @Problems(ProblemType.STALE_VERSION)
    public Response offerLink(@PathParam("id") UUID id) {
        return posts.once(null, () -> {
            String token = links.newToken();
            MessageLinkEntity link = new MessageLinkEntity();
            link.id = ids.next();
            link.dealId = id;
            link.tokenHash = Messages.Links.hash(token);
            link.createdAt = clock.instant();
            Deal deal = deals.record(id, versions::mayMatch, present -> List.of(new Fact.MessageLinkOffered(link.id)));
            links.persist(link);
            String address = "/v1/message-links/" + token + "/messages";
            MessageLinkResponse body = new MessageLinkResponse(link.id, token, publicUrl + address, link.createdAt);
            return Answer.created(null, body).replayedAs(body.withoutSecret()).tagged(deal.sequence());
        });
    }
}
