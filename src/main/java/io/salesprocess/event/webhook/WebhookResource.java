package io.salesprocess.event.webhook;

import io.salesprocess.access.Access;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Needs;
import io.salesprocess.access.Permission;
import io.salesprocess.event.webhook.WebhookBodies.DeliveryResponse;
import io.salesprocess.event.webhook.WebhookBodies.NewWebhookResponse;
import io.salesprocess.event.webhook.WebhookBodies.QueuedMessage;
import io.salesprocess.event.webhook.WebhookBodies.ReplayRequest;
import io.salesprocess.event.webhook.WebhookBodies.SecretRotationRequest;
import io.salesprocess.event.webhook.WebhookBodies.WebhookResponse;
import io.salesprocess.platform.api.Cursor;
import io.salesprocess.platform.api.MergePatch;
import io.salesprocess.platform.api.Page;
import io.salesprocess.platform.api.PageRequest;
import io.salesprocess.platform.api.Patches;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Versions;
import io.salesprocess.platform.api.WriteResult;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.openapi.Patch;
import io.salesprocess.platform.openapi.Problems;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Webhooks over HTTP. */
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Webhooks")
public class WebhookResource {

    private final WebhookService webhooks;
    private final Access access;
    private final Writes writes;
    private final Patches patches;
    private final Versions versions;

    WebhookResource(WebhookService webhooks, Access access, Writes writes, Patches patches, Versions versions) {
        this.webhooks = webhooks;
        this.access = access;
        this.writes = writes;
        this.patches = patches;
        this.versions = versions;
    }

    /** Webhooks, oldest first. */
    @GET
    @Needs(Permission.READ_WEBHOOKS)
    @Operation(
            operationId = "listWebhooks",
            summary = "List webhooks",
            description = "Oldest first, disabled webhooks too.")
    public Page<WebhookResponse> list(@BeanParam PageRequest page) {
        return Page.of(
                        webhooks.list(access.caller(), page.afterId(), page.limit() + 1),
                        page.limit(),
                        WebhookResponse::of,
                        webhook -> Cursor.of(webhook.id()))
                .counted(page, most -> webhooks.count(access.caller(), most));
    }

    /** Creates a webhook; refused are addresses that the service must not send requests to. */
    @POST
    @Needs(Permission.EDIT_WEBHOOKS)
    @Operation(
            operationId = "createWebhook",
            summary = "Create a webhook",
            description =
                    "From now on events are posted to `url`, signed as Standard Webhooks says. Only this response contains"
                            + " the secret. There can be 100 webhooks.")
    @APIResponse(
            responseCode = "201",
            description = "The webhook, with its secret.",
            content = @Content(schema = @Schema(implementation = NewWebhookResponse.class)))
    @Problems(ProblemType.CONFLICT)
    public Response create(@Valid @NotNull WebhookRequest body) {
        webhooks.examine(access.caller(), body.url());
        return writes.once(body, () -> {
            Webhook created = webhooks.create(access.caller(), body);
            return WriteResult.created(
                            "/v1/webhooks/" + created.id(),
                            NewWebhookResponse.of(created, created.secret().text()))
                    .replayedAs(NewWebhookResponse.of(created, null))
                    .tagged(created.version());
        });
    }

    /** One webhook. */
    @GET
    @Path("/{id}")
    @Needs(Permission.READ_WEBHOOKS)
    @Operation(operationId = "getWebhook", summary = "Read a webhook", description = "One webhook, without its secret.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
    public Response get(@PathParam("id") UUID id) {
        Webhook found = webhooks.get(access.caller(), id);
        return versions.ok(WebhookResponse.of(found), found.version());
    }

    /** Changes a webhook, or switches it off and on. */
    @PATCH
    @Path("/{id}")
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Needs(Permission.EDIT_WEBHOOKS)
    @Operation(
            operationId = "updateWebhook",
            summary = "Change a webhook",
            description =
                    "Changes the address, the types of events or the description, or switches the webhook off or on with"
                            + " `enabled`. Enabled again, it goes on at the first event that it has not got, with ten"
                            + " new attempts for each.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
    @Problems(ProblemType.STALE_VERSION)
    public Response update(@PathParam("id") UUID id, @Patch(WebhookRequest.class) MergePatch body) {
        Caller caller = access.caller();
        WebhookRequest before = webhooks.get(caller, id).toRequest();
        WebhookRequest wanted = patches.apply(body, before, WebhookRequest.class);
        if (!wanted.url().equals(before.url())) {
            webhooks.examine(caller, wanted.url());
        }
        return writes.change(() -> {
            Webhook changed = webhooks.update(
                    caller, id, versions.expected(), present -> patches.apply(body, present, WebhookRequest.class));
            return WriteResult.ok(WebhookResponse.of(changed)).tagged(changed.version());
        });
    }

    /** Deletes a webhook and all that is known of its deliveries. */
    @DELETE
    @Path("/{id}")
    @Needs(Permission.EDIT_WEBHOOKS)
    @Operation(
            operationId = "deleteWebhook",
            summary = "Delete a webhook",
            description =
                    "Nothing is delivered any more, and the record of its deliveries is deleted. Messages that are being"
                            + " sent at the moment may still arrive.")
    @APIResponse(responseCode = "204", description = "Deleted.")
    @Problems(ProblemType.STALE_VERSION)
    public Response delete(@PathParam("id") UUID id) {
        return writes.change(() -> {
            webhooks.delete(access.caller(), id, versions.expected());
            return WriteResult.noContent();
        });
    }

    /** Sends a message that is about nothing, once. */
    @POST
    @Path("/{id}/test")
    @Consumes(MediaType.WILDCARD)
    @Needs(Permission.EDIT_WEBHOOKS)
    @Operation(
            operationId = "testWebhook",
            summary = "Send a test message",
            description =
                    "Sends a message of the type `io.salesprocess.webhook.test.v1` in a moment, also if the webhook is"
                            + " disabled. It is tried once. `Location` shows what came of it.")
    @APIResponse(
            responseCode = "202",
            description = "Will be sent in a moment.",
            content = @Content(schema = @Schema(implementation = QueuedMessage.class)))
    public Response test(@PathParam("id") UUID id) {
        return writes.once(null, () -> queued(id, webhooks.test(access.caller(), id)));
    }

    /** Replaces the secret; messages have two signatures for a time. */
    @POST
    @Path("/{id}/rotate-secret")
    @Needs(Permission.EDIT_WEBHOOKS)
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Rotate the secret of a webhook",
            description =
                    "Only this response contains the new secret. For `overlap`, messages are signed with both, so that the"
                            + " receiver can switch.")
    @APIResponse(
            responseCode = "200",
            description = "The webhook, with its new secret.",
            content = @Content(schema = @Schema(implementation = NewWebhookResponse.class)))
    public Response rotateSecret(@PathParam("id") UUID id, @Valid SecretRotationRequest body) {
        Duration overlap = body == null ? null : body.overlap();
        return writes.once(body, () -> {
            Webhook rotated = webhooks.rotateSecret(access.caller(), id, overlap);
            return WriteResult.ok(
                            NewWebhookResponse.of(rotated, rotated.secret().text()))
                    .replayedAs(NewWebhookResponse.of(rotated, null))
                    .tagged(rotated.version());
        });
    }

    /** Delivers all events after a cursor, also those that were delivered before. */
    @POST
    @Path("/{id}/replay")
    @Needs(Permission.EDIT_WEBHOOKS)
    @Operation(
            operationId = "replayEvents",
            summary = "Deliver events again",
            description =
                    "Delivers all events after a cursor of `GET /v1/events` that the webhook wants, in order per deal. Those"
                            + " that it has got before come again, with the same `webhook-id`.")
    @APIResponse(
            responseCode = "200",
            description = "Will be delivered from there on.",
            content = @Content(schema = @Schema(implementation = WebhookResponse.class)))
    @Problems(ProblemType.GONE)
    public Response replay(@PathParam("id") UUID id, @Valid ReplayRequest body) {
        String after = body == null ? null : body.after();
        return writes.once(body, () -> {
            Webhook replayed = webhooks.replay(access.caller(), id, after);
            return WriteResult.ok(WebhookResponse.of(replayed)).tagged(replayed.version());
        });
    }

    /** Attempts to deliver messages, newest first. */
    @GET
    @Path("/{id}/deliveries")
    @Needs(Permission.READ_WEBHOOKS)
    @Operation(
            operationId = "listDeliveries",
            summary = "List deliveries of a webhook",
            description =
                    "Every attempt to deliver an event, newest first. They are kept for 30 days, or as configured.")
    public Page<DeliveryResponse> deliveries(
            @PathParam("id") UUID id,
            @Parameter(description = "Only attempts to deliver this event.") @QueryParam("eventId") UUID eventId,
            @BeanParam PageRequest page) {
        return Page.of(
                        webhooks.deliveries(access.caller(), id, eventId, page.beforeId(), page.limit() + 1),
                        page.limit(),
                        Function.identity(),
                        delivery -> Cursor.of(delivery.id()))
                .counted(page, most -> webhooks.countDeliveries(access.caller(), id, eventId, most));
    }

    /** Delivers the message of an attempt once more. */
    @POST
    @Path("/{id}/deliveries/{deliveryId}/redeliver")
    @Consumes(MediaType.WILDCARD)
    @Needs(Permission.EDIT_WEBHOOKS)
    @Operation(
            operationId = "redeliver",
            summary = "Deliver one event again",
            description =
                    "Delivers the event now, whether it has arrived or still waits for its next attempt. Later events of"
                            + " the same deal that have not been sent wait for it.")
    @APIResponse(
            responseCode = "202",
            description = "Will be sent in a moment.",
            content = @Content(schema = @Schema(implementation = QueuedMessage.class)))
    @Problems(ProblemType.CONFLICT)
    public Response redeliver(@PathParam("id") UUID id, @PathParam("deliveryId") UUID deliveryId) {
        return writes.once(null, () -> queued(id, webhooks.redeliver(access.caller(), id, deliveryId)));
    }

    private static WriteResult queued(UUID webhookId, UUID eventId) {
        return WriteResult.accepted(
                "/v1/webhooks/" + webhookId + "/deliveries?eventId=" + eventId, new QueuedMessage(eventId));
    }
}
