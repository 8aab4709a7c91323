package io.salesprocess.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.salesprocess.deal.DealDoor;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Messages and their links in JSON. */
final class MessageBodies {

    private MessageBodies() {}

    /** A message. */
    @Schema(name = "MessageRequest", description = "A message of the client.")
    record MessageRequest(
            @Schema(examples = "Please call me back.") @NotBlank @Size(max = 5000)
            String text) {}

    /** What came of a message. */
    @Schema(name = "FollowUpRequest", description = "What came of following a message up.")
    record FollowUpRequest(
            @Schema(examples = "Called back, all settled.") @NotBlank @Size(max = 5000)
            String outcome) {}

    /** A message as callers see it. */
    @Schema(name = "Message", description = "A message of the client, and what came of it.")
    record MessageResponse(
            UUID id,

            @Schema(description = "Null once erased.", nullable = true, examples = "Please call me back.")
            String text,

            @Schema(description = "Whether it came by a message link.")
            boolean byLink,

            Instant leftAt,

            @Schema(nullable = true, examples = "Called back, all settled.")
            String outcome,

            @Schema(nullable = true) Instant followedUpAt)
            implements DealDoor.Identified {

        static MessageResponse of(MessageEntity entity) {
            return new MessageResponse(
                    entity.id, entity.text, entity.linkId != null, entity.leftAt, entity.outcome, entity.followedUpAt);
        }
    }

    /** A message as the client who left it sees it: nothing of the deal, nor of what came of it. */
    @Schema(name = "LeftMessage", description = "A message that was left by a link.")
    record LeftMessageResponse(
            UUID id,

            @Schema(nullable = true, examples = "Please call me back.")
            String text,

            Instant leftAt) {

        static LeftMessageResponse of(MessageEntity entity) {
            return new LeftMessageResponse(entity.id, entity.text, entity.leftAt);
        }
    }

    /** A link by which the client leaves messages. */
    @Schema(name = "MessageLink", description = "A link by which the client leaves messages, with no key of its own.")
    record MessageLinkResponse(
            UUID id,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(description = "The secret part. It is shown once; a retry does not show it again.")
            String token,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(
                    description =
                            "The page on which the client leaves messages. It is shown once; a retry does not show it"
                                    + " again.",
                    examples = "http://localhost:8080/m/kY1nq0...")
            String url,

            Instant createdAt,

            @Schema(description = "From then on the link is no longer valid.")
            Instant expiresAt) {

        MessageLinkResponse withoutSecret() {
            return new MessageLinkResponse(id, null, null, createdAt, expiresAt);
        }
    }
}
