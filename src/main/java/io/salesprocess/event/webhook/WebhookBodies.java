package io.salesprocess.event.webhook;

import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What callers send to webhooks and get back, besides the webhook itself. */
final class WebhookBodies {

    private WebhookBodies() {}

    /** A webhook as callers see it. */
    @Schema(name = "Webhook", description = "A receiver of events, without its secret.")
    record WebhookResponse(
            UUID id,

            @Schema(examples = "https://receiver.example/sales-events")
            String url,

            @Schema(description = "The types of events that it gets; empty for all.", examples = "[\"deal.advanced\"]")
            List<String> types,

            @Schema(nullable = true) String description,

            @Schema(description = "Whether events are delivered.")
            boolean enabled,

            @Schema(description = "Since when it is disabled; null while it is enabled.", nullable = true)
            Instant disabledAt,

            @Schema(
                    description =
                            "Why it is disabled: an administrator did it, the receiver answered `410`, or a message"
                                    + " failed ten times. Null while it is enabled.",
                    nullable = true)
            DisabledReason disabledReason,

            @Schema(
                    description = "Until then messages have a second signature, made with the secret before the last"
                            + " rotation; null if they have one.",
                    nullable = true)
            Instant previousSecretUntil,

            Instant createdAt,

            @Schema(description = "The id of the key or user who created it.")
            String createdBy) {

        static WebhookResponse of(Webhook webhook) {
            return new WebhookResponse(
                    webhook.id(),
                    webhook.url(),
                    webhook.types(),
                    webhook.description(),
                    webhook.isEnabled(),
                    webhook.disabledAt(),
                    webhook.disabledReason(),
                    webhook.previousUntil(),
                    webhook.createdAt(),
                    webhook.createdBy());
        }
    }

    /** A webhook and its secret. */
    @Schema(name = "NewWebhook", description = "A webhook with its secret, which is shown this once.")
    record NewWebhookResponse(
            UUID id,

            @Schema(examples = "https://receiver.example/sales-events")
            String url,

            List<String> types,
            @Schema(nullable = true) String description,
            boolean enabled,
            @Schema(nullable = true) Instant disabledAt,
            @Schema(nullable = true) DisabledReason disabledReason,
            @Schema(nullable = true) Instant previousSecretUntil,
            Instant createdAt,
            String createdBy,

            @Schema(
                    description =
                            "What signatures are made with, as Standard Webhooks writes it. Null in a response replayed"
                                    + " for an `Idempotency-Key`.",
                    nullable = true,
                    examples = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD")
            String secret) {

        static NewWebhookResponse of(Webhook webhook, String secret) {
            WebhookResponse plain = WebhookResponse.of(webhook);
            return new NewWebhookResponse(
                    plain.id(),
                    plain.url(),
                    plain.types(),
                    plain.description(),
                    plain.enabled(),
                    plain.disabledAt(),
                    plain.disabledReason(),
                    plain.previousSecretUntil(),
                    plain.createdAt(),
                    plain.createdBy(),
                    secret);
        }
    }

    /** How a secret is to be replaced. */
    @Schema(name = "SecretRotationRequest", description = "How the secret is replaced.")
    record SecretRotationRequest(
            @Schema(
                    description = "How long messages are signed with the old secret as well, up to 30 days.",
                    type = SchemaType.STRING,
                    format = "duration",
                    implementation = String.class,
                    defaultValue = "P1D",
                    nullable = true)
            Duration overlap) {}

    /** From where events are to be delivered again. */
    @Schema(name = "ReplayRequest", description = "From where events are delivered again.")
    record ReplayRequest(
            @Schema(
                    description =
                            "A cursor of `GET /v1/events`: events after it are delivered, again if they were before."
                                    + " Absent for all of history.",
                    nullable = true)
            @Size(max = 1000)
            String after) {}

    /** A message that was queued. */
    @Schema(name = "QueuedMessage", description = "A message that will be delivered in a moment.")
    record QueuedMessage(
            @Schema(description = "The `webhook-id` of the message; `GET …/deliveries?eventId=` shows its attempts.")
            UUID eventId) {}

    /** One attempt to deliver a message. */
    @Schema(name = "Delivery", description = "One attempt to deliver an event to the receiver.")
    record DeliveryResponse(
            UUID id,

            @Schema(description = "The id of the event, which is the `webhook-id` of the message.")
            UUID eventId,

            @Schema(examples = "deal.advanced") String type,

            @Schema(description = "1 for the first attempt.", examples = "1")
            int attempt,

            @Schema(description = "Whether the receiver has accepted the message.")
            boolean delivered,

            @Schema(
                    description = "The status of the response; null if there was none.",
                    nullable = true,
                    examples = "200")
            Integer status,

            @Schema(examples = "84") long durationMs,

            @Schema(description = "How the body of the response begins, up to 4 KiB.", nullable = true)
            String responseExcerpt,

            @Schema(
                    description = "Why there was no complete response; null if there was one.",
                    nullable = true,
                    examples = "The exchange took longer than 15.0 seconds.")
            String error,

            @Schema(description = "When the attempt began.") Instant at) {}
}
