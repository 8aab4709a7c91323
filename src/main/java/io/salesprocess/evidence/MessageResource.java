package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.evidence.MessageBodies.FollowUpRequest;
import io.salesprocess.evidence.MessageBodies.MessageRequest;
import io.salesprocess.evidence.MessageBodies.MessageResponse;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

    private final MessageService messages;
    private final DealDoor door;

    MessageResource(MessageService messages, DealDoor door) {
        this.messages = messages;
        this.door = door;
    }

    /** All messages of the deal, oldest first. */
    @GET
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "listMessages", summary = "List messages", description = "Oldest first.")
    public Page<MessageResponse> list(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        return door.page(
                messages.list(door.caller(), id, page.afterId(), page.limit() + 1),
                page,
                MessageResponse::of,
                () -> messages.count(door.caller(), id));
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
        return door.create(
                id,
                "messages",
                body,
                () -> messages.take(door.caller(), id, door.version(), body.text()),
                MessageResponse::of);
    }

    /** One message. */
    @GET
    @Path("/{messageId}")
    @Needs(Permission.READ_DEALS)
    @Operation(operationId = "getMessage", summary = "Read a message", description = "One message of the deal.")
    public MessageResponse get(@PathParam("id") UUID id, @PathParam("messageId") UUID messageId) {
        return MessageResponse.of(messages.get(door.caller(), id, messageId).row());
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
        return door.step(
                id,
                body,
                () -> messages.followUp(door.caller(), id, messageId, door.version(), body.outcome()),
                MessageResponse::of);
    }
}
