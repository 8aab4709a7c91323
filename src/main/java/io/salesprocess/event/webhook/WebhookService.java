package io.salesprocess.event.webhook;

import io.salesprocess.access.AuditAction;
import io.salesprocess.access.AuditTrail;
import io.salesprocess.access.Caller;
import io.salesprocess.access.Permission;
import io.salesprocess.deal.domain.EventTypes;
import io.salesprocess.deal.history.HistoryPosition;
import io.salesprocess.event.CloudEvent;
import io.salesprocess.event.EventFeed;
import io.salesprocess.event.FeedCursors;
import io.salesprocess.event.webhook.WebhookBodies.DeliveryResponse;
import io.salesprocess.event.webhook.wire.Destinations;
import io.salesprocess.event.webhook.wire.Target;
import io.salesprocess.event.webhook.wire.WebhookSecret;
import io.salesprocess.platform.api.ExpectedVersion;
import io.salesprocess.platform.api.Faults;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.Json;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.UseCase;
import io.salesprocess.platform.kernel.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Creates webhooks, changes and tests them, and has events delivered again. */
@UseCase
class WebhookService {

    private static final int MOST = 100;
    private static final Duration OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
    private static final String TEST_TYPE = "webhook.test";
    private static final String NOW = "now";

    /** How long a request waits for a name server; what it does not know by then is checked with each message. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Pattern CLOUD_TYPE = Pattern.compile("io\\.salesprocess\\.(.+)\\.v1");

    private final WebhookStore webhooks;
    private final MessageStore messages;
    private final DeliveryStore deliveries;
    private final EventFeed feed;
    private final FeedCursors cursors;
    private final Destinations destinations;
    private final AuditTrail audit;
    private final Json json;
    private final Ids ids;
    private final Clock clock;

    WebhookService(
            WebhookStore webhooks,
            MessageStore messages,
            DeliveryStore deliveries,
            EventFeed feed,
            FeedCursors cursors,
            Destinations destinations,
            AuditTrail audit,
            Json json,
            Ids ids,
            Clock clock) {
        this.webhooks = webhooks;
        this.messages = messages;
        this.deliveries = deliveries;
        this.feed = feed;
        this.cursors = cursors;
        this.destinations = destinations;
        this.audit = audit;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Webhooks, oldest first. */
    List<Webhook> list(Caller caller, UUID after, int limit) {
        caller.require(Permission.READ_WEBHOOKS);
        return webhooks.after(after, limit);
    }

    /** How many there are, but no more than the limit. */
    long count(Caller caller, int limit) {
        caller.require(Permission.READ_WEBHOOKS);
        return webhooks.count(limit);
    }

    Webhook get(Caller caller, UUID id) {
        caller.require(Permission.READ_WEBHOOKS);
        return webhooks.find(id).orElseThrow(ProblemException::notFound);
    }

    /**
     * Refuses an address that webhooks must not have. It may ask a name server, and so does not belong into a transaction. Each
     * message is checked again, as names can lead elsewhere by then.
     */
    void examine(Caller caller, String url) {
        caller.require(Permission.EDIT_WEBHOOKS);
        try {
            destinations
                    .objection(Target.parse(url.strip()))
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .ifPresent(objection -> {
                        throw ProblemException.invalid(FieldError.at("/url", objection));
                    });
        } catch (Target.Malformed e) {
            throw ProblemException.invalid(FieldError.at("/url", e.getMessage()));
        } catch (TimeoutException | ExecutionException e) {
            // It is not known now where the name leads.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Creates a webhook, which gets the events that are committed from now on. Its address has been {@link #examine examined}. */
    Webhook create(Caller caller, WebhookRequest wanted) {
        caller.require(Permission.EDIT_WEBHOOKS);
        List<String> types = types(wanted.types());
        webhooks.holdAll();
        if (webhooks.count(MOST) >= MOST) {
            throw ProblemException.of(
                    ProblemType.CONFLICT, "There can be " + MOST + " webhooks. Delete one of them first.");
        }
        Instant now = clock.instant();
        Webhook webhook = new Webhook(
                ids.next(),
                wanted.url(),
                wanted.description(),
                types,
                wanted.enabled() ? null : now,
                wanted.enabled() ? null : DisabledReason.ADMINISTRATOR,
                WebhookSecret.next(),
                null,
                null,
                now,
                caller.id(),
                0);
        webhooks.insert(webhook, cursors.write(feed.end()));
        audit.record(caller, AuditAction.WEBHOOK_CREATED, webhook.id());
        return webhook;
    }

    /** Changes a webhook, or switches it off and on. Enabled, it goes on at the first event that it has not got. */
    Webhook update(Caller caller, UUID id, ExpectedVersion version, UnaryOperator<WebhookRequest> patch) {
        caller.require(Permission.EDIT_WEBHOOKS);
        Webhook present = lock(id);
        version.check(present.version());
        WebhookRequest before = present.toRequest();
        WebhookRequest patched = patch.apply(before);
        WebhookRequest after =
                new WebhookRequest(patched.url(), types(patched.types()), patched.description(), patched.enabled());
        if (after.equals(before)) {
            return present;
        }
        Instant now = clock.instant();
        boolean isSwitched = !after.enabled().equals(before.enabled());
        if (isSwitched) {
            webhooks.update(
                    id, after, after.enabled() ? null : now, after.enabled() ? null : DisabledReason.ADMINISTRATOR);
            audit.record(caller, after.enabled() ? AuditAction.WEBHOOK_ENABLED : AuditAction.WEBHOOK_DISABLED, id);
        } else {
            webhooks.update(id, after, present.disabledAt(), present.disabledReason());
        }
        if (isSwitched && after.enabled()) {
            messages.restart(id, now);
        }
        WebhookRequest switched =
                new WebhookRequest(before.url(), before.types(), before.description(), after.enabled());
        if (!after.equals(switched)) {
            audit.record(caller, AuditAction.WEBHOOK_CHANGED, id);
        }
        return webhooks.find(id).orElseThrow();
    }

    /** Deletes a webhook, what it has not got and what is known of its deliveries. */
    void delete(Caller caller, UUID id, ExpectedVersion version) {
        caller.require(Permission.EDIT_WEBHOOKS);
        version.check(lock(id).version());
        webhooks.delete(id);
        audit.record(caller, AuditAction.WEBHOOK_DELETED, id);
    }

    /**
     * Replaces the secret.
     *
     * @param overlap how long messages are signed with the old one as well; null for a day
     */
    Webhook rotateSecret(Caller caller, UUID id, Duration overlap) {
        caller.require(Permission.EDIT_WEBHOOKS);
        Duration both = overlap == null ? OVERLAP : overlap;
        if (both.isNegative() || both.compareTo(LONGEST_OVERLAP) > 0) {
            throw ProblemException.invalid(FieldError.at("/overlap", "must be from PT0S to P30D"));
        }
        Webhook present = lock(id);
        boolean isKept = !both.isZero();
        webhooks.rotate(
                id,
                WebhookSecret.next(),
                isKept ? present.secret() : null,
                isKept ? clock.instant().plus(both) : null);
        audit.record(caller, AuditAction.WEBHOOK_SECRET_ROTATED, id);
        return webhooks.find(id).orElseThrow();
    }

    /** Sends a message that is about nothing, once, also if the webhook is disabled; returns its id. */
    UUID test(Caller caller, UUID id) {
        caller.require(Permission.EDIT_WEBHOOKS);
        lock(id);
        UUID eventId = ids.next();
        Instant now = clock.instant();
        messages.queue(
                id,
                List.of(new QueuedEvent(eventId, null, null, TEST_TYPE, testPayload(eventId, id, now))),
                false,
                now);
        audit.record(caller, AuditAction.WEBHOOK_TESTED, id);
        return eventId;
    }

    /** Delivers all events after a cursor of the feed, also those that were delivered before; null for all there are. */
    Webhook replay(Caller caller, UUID id, String after) {
        caller.require(Permission.EDIT_WEBHOOKS);
        HistoryPosition from = position(after);
        lock(id);
        webhooks.goBack(id, cursors.write(from), clock.instant(), null);
        audit.record(caller, AuditAction.WEBHOOK_REPLAYED, id);
        return webhooks.find(id).orElseThrow();
    }

    private HistoryPosition position(String after) {
        if (after == null) {
            return HistoryPosition.BEGINNING;
        }
        if (after.equals(NOW)) {
            return feed.end();
        }
        try {
            return cursors.read(after, "after");
        } catch (ProblemException e) {
            throw e.errors().isEmpty()
                    ? e
                    : ProblemException.invalid(
                            FieldError.at("/after", e.errors().get(0).detail()));
        }
    }

    /** Attempts to deliver messages, newest first; all of them or those of one event. */
    List<DeliveryResponse> deliveries(Caller caller, UUID id, UUID eventId, UUID before, int limit) {
        get(caller, id);
        return deliveries.before(id, eventId, before, limit);
    }

    /** How many attempts there are, but no more than the limit. */
    long countDeliveries(Caller caller, UUID id, UUID eventId, int limit) {
        get(caller, id);
        return deliveries.count(id, eventId, limit);
    }

    /** Delivers the message of an attempt now, whether it has arrived before or not; returns its id. */
    UUID redeliver(Caller caller, UUID id, UUID deliveryId) {
        caller.require(Permission.EDIT_WEBHOOKS);
        Webhook webhook = lock(id);
        DeliveryResponse delivery = deliveries.find(id, deliveryId).orElseThrow(ProblemException::notFound);
        if (!webhook.isEnabled() && !delivery.type().equals(TEST_TYPE)) {
            throw ProblemException.of(ProblemType.CONFLICT, "The webhook is disabled. Enable it first.");
        }
        if (!messages.requeue(id, delivery.eventId(), clock.instant())) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "The message is not kept any more. Replay events from a cursor of the feed instead.");
        }
        audit.record(caller, AuditAction.WEBHOOK_REDELIVERED, id);
        return delivery.eventId();
    }

    private Webhook lock(UUID id) {
        return webhooks.lock(id).orElseThrow(ProblemException::notFound);
    }

    private String testPayload(UUID eventId, UUID webhookId, Instant now) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("specversion", "1.0");
        payload.put("id", eventId);
        payload.put("source", "/webhooks");
        payload.put("type", CloudEvent.typeOf(TEST_TYPE));
        payload.put("subject", webhookId);
        payload.put("time", now);
        payload.put("datacontenttype", "application/json");
        payload.put("data", Map.of("href", "/v1/webhooks/" + webhookId));
        return json.write(payload);
    }

    /** As history names them. */
    private static List<String> types(List<String> wanted) {
        Faults faults = new Faults();
        List<String> types = wanted.stream()
                .map(type -> {
                    Matcher cloud = CLOUD_TYPE.matcher(type);
                    return cloud.matches() ? cloud.group(1) : type;
                })
                .toList();
        for (int i = 0; i < types.size(); i++) {
            if (!EventTypes.all().containsKey(types.get(i))) {
                faults.add(FieldError.at("/types/" + i, "must be a type of event, such as deal.advanced"));
            }
        }
        faults.throwIfAny();
        return types.stream().distinct().toList();
    }
}
