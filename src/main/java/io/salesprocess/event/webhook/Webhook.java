package io.salesprocess.event.webhook;

import io.salesprocess.event.webhook.wire.WebhookSecret;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A receiver of events.
 *
 * @param types as history names them; empty for all
 * @param disabledReason null while it is enabled
 * @param previousSecret null if there is none that is still valid
 */
record Webhook(
        UUID id,
        String url,
        String description,
        List<String> types,
        Instant disabledAt,
        DisabledReason disabledReason,
        WebhookSecret secret,
        WebhookSecret previousSecret,
        Instant previousUntil,
        Instant createdAt,
        String createdBy,
        long version) {

    boolean isEnabled() {
        return disabledReason == null;
    }

    /** What callers can change of it. */
    WebhookRequest toRequest() {
        return new WebhookRequest(url, types, description, isEnabled());
    }

    /** What messages are signed with now: the newest secret first. */
    List<WebhookSecret> secretsAt(Instant now) {
        return previousSecret != null && now.isBefore(previousUntil)
                ? List.of(secret, previousSecret)
                : List.of(secret);
    }
}
