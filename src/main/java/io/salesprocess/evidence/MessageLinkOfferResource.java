package io.salesprocess.evidence;

import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.DealDoor;
import io.salesprocess.evidence.MessageBodies.MessageLinkResponse;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.PublicUrl;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** The link by which the client of a deal leaves messages, as it is made for them. */
@Path("/v1/deals/{id}/message-link")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Evidence")
public class MessageLinkOfferResource {

    private final MessageService messages;
    private final DealDoor door;
    private final PublicUrl publicUrl;

    MessageLinkOfferResource(MessageService messages, DealDoor door, PublicUrl publicUrl) {
        this.messages = messages;
        this.door = door;
        this.publicUrl = publicUrl;
    }

    /** Makes the easy way for the client to leave a message: a link that needs no key. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "offerMessageLink",
            summary = "Give the client a message link",
            description =
                    "The link is the easy way for the client to leave messages, with no key of its own. Its secret is"
                            + " shown once and not stored. Every call creates another link; earlier links stay valid until"
                            + " they expire, or all are revoked. `url` is a page for people; programs post to"
                            + " `/v1/message-links/{token}/messages`.")
    @APIResponse(
            responseCode = "201",
            description = "The link.",
            content = @Content(schema = @Schema(implementation = MessageLinkResponse.class)))
    @Problems(ProblemType.STALE_VERSION)
    public Response offerLink(@PathParam("id") UUID id) {
        return door.once(id, null, () -> {
            MessageService.NewLink made = messages.offerLink(door.caller(), id, door.version());
            String url = publicUrl.of("/m/" + made.token());
            MessageLinkResponse body = new MessageLinkResponse(
                    made.link().id, made.token(), url, made.link().createdAt, made.link().expiresAt);
            return WriteResult.created(
                            "/v1/deals/" + id + "/history/" + made.deal().sequence(), body)
                    .replayedAs(body.withoutSecret())
                    .tagged(made.deal().sequence());
        });
    }

    /** Makes all links of the deal invalid. The client then has no easy way to leave a message until there is another link. */
    @DELETE
    @Needs(Permission.WORK_ON_DEALS)
    @Operation(
            operationId = "revokeMessageLinks",
            summary = "Revoke the message links of a deal",
            description =
                    "All links that the deal has are invalid from then on. The criterion `message-channel-offered` does"
                            + " not hold until the client gets another one.")
    @APIResponse(responseCode = "204", description = "None is valid any more.")
    @Problems(ProblemType.STALE_VERSION)
    public Response revokeLinks(@PathParam("id") UUID id) {
        return door.change(() -> {
            messages.revokeLinks(door.caller(), id, door.version());
            return WriteResult.noContent();
        });
    }
}
