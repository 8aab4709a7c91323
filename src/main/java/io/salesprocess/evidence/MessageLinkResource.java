package io.salesprocess.evidence;

import io.salesprocess.access.Open;
import io.salesprocess.deal.Recorded;
import io.salesprocess.evidence.MessageBodies.LeftMessageResponse;
import io.salesprocess.evidence.MessageBodies.MessageRequest;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

/** Messages left through a message link. The link is the only credential. */
@Path("/v1/message-links/{token}/messages")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class MessageLinkResource {

    private final MessageService messages;
    private final Writes writes;

    MessageLinkResource(MessageService messages, Writes writes) {
        this.messages = messages;
        this.writes = writes;
    }

    /** Leaves a message. A closed deal takes it as well, so that nothing a client says is lost. */
    @POST
    @Open
    @Operation(
            operationId = "leaveMessage",
            summary = "Leave a message by a link",
            description =
                    "For the client: the link is enough, no key is needed. The message waits until it is followed up.")
    @APIResponse(
            responseCode = "201",
            description = "The message waits to be followed up.",
            content = @Content(schema = @Schema(implementation = LeftMessageResponse.class)))
    @Problems(ProblemType.RULE_VIOLATED)
    public Response leave(@PathParam("token") String token, @Valid @NotNull MessageRequest body) {
        return writes.once(body, () -> {
            Recorded<MessageEntity> left = messages.leave(token, body.text());
            return WriteResult.created(
                            "/v1/message-links/" + token + "/messages/" + left.row().id,
                            LeftMessageResponse.of(left.row()))
                    .about(left.deal().prospectId());
        });
    }

    /** A message that was left by this link. */
    @GET
    @Path("/{messageId}")
    @Open
    @Operation(
            operationId = "getLeftMessage",
            summary = "Read a message left by a link",
            description = "For the client: a message that was left by this link.")
    public LeftMessageResponse get(@PathParam("token") String token, @PathParam("messageId") UUID messageId) {
        return LeftMessageResponse.of(messages.left(token, messageId));
    }
}
