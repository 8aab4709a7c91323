package io.salesprocess.event.webhook.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is sent to a receiver.
 *
 * @param id stays the same over all attempts
 * @param body JSON
 * @param secrets what it is signed with: one, or two while receivers change from one to the other
 */
public record Message(String id, String body, List<WebhookSecret> secrets) {

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
