package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.Deals;
import io.salesprocess.deal.domain.Deal;
import io.salesprocess.deal.domain.Fact;
import io.salesprocess.evidence.MessageBodies.FollowUpRequest;
import io.salesprocess.evidence.MessageBodies.MessageRequest;
import io.salesprocess.evidence.MessageBodies.MessageResponse;
import io.salesprocess.platform.http.Versions;
import io.salesprocess.platform.idempotency.Answer;
import io.salesprocess.platform.idempotency.Posts;
import io.salesprocess.platform.openapi.Problems;
import io.salesprocess.platform.paging.Cursor;
import io.salesprocess.platform.paging.Page;
import io.salesprocess.platform.paging.PageRequest;
import io.salesprocess.platform.problem.ProblemType;
import io.salesprocess.platform.time.TimeOrder;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Messages of the client as the salesperson sees them. */
@Path("/v1/deals/{id}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class MessageResource {

    private final Deals deals;
    private final Messages messages;
    private final Posts posts;
    private final Versions versions;
    private final Clock clock;

    MessageResource(Deals deals, Messages messages, Posts posts, Versions versions, Clock clock) {
        this.deals = deals;
        this.messages = messages;
        this.posts = posts;
        this.versions = versions;
        this.clock = clock;
    }

    /** All messages of the deal, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "listMessages", summary = "List messages", description = "Oldest first.")
    public Page<MessageResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        Deal deal = deals.get(id);
        List<MessageEntity> found = messages.after(deal, page.afterId(), page.limit() + 1);
        return Page.of(found, page.limit(), MessageResponse::of, row -> Cursor.of(row.id));
    }

    /** Takes down a message for the client. Until it is followed up, it keeps the deal from advancing (rule 3). */
    @POST
    @Needs(Permission.WELCOME_CLIENTS)
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
        return posts.once(body, location -> deals.mayChange(id), () -> {
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
    @Path("/{messageId}")
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "getMessage", summary = "Read a message", description = "One message of the deal.")
    public MessageResponse get(@PathParam("id") UUID id, @PathParam("messageId") UUID messageId) {
        return MessageResponse.of(messages.of(deals.get(id), messageId));
    }

    /** Records what came of a message; refused is a second follow-up. */
    @POST
    @Path("/{messageId}/follow-up")
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "followUpMessage",
            summary = "Follow a message up",
            description = "Records what came of it. A message is followed up once.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MessageResponse.class)))
    @Problems({ProblemType.CONFLICT, ProblemType.STALE_VERSION})
    public Response followUp(
            @PathParam("id") UUID id, @PathParam("messageId") UUID messageId, @Valid @NotNull FollowUpRequest body) {
        return posts.once(body, location -> deals.mayChange(id), () -> {
            Deal deal = deals.record(id, versions::mayMatch, present -> followedUp(present, messageId));
            MessageEntity entity = messages.of(deal, messageId);
            entity.outcome = body.outcome();
            entity.followedUpAt = TimeOrder.notBefore(entity.leftAt, clock.instant());
            return Answer.ok(MessageResponse.of(entity)).tagged(deal.sequence()).about(deal.prospectId());
        });
    }

    /** The row is read under the deal's lock: one read before an erasure would bring its words back. */
    private List<Fact> followedUp(Deal deal, UUID messageId) {
        return List.of(new Fact.MessageFollowedUp(messages.of(deal, messageId).id));
    }
}
