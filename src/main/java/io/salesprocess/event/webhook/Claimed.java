package io.salesprocess.event.webhook;

import java.util.UUID;

/**
 * A message that this instance is to deliver now.
 *
 * @param failed how many attempts have failed before
 * @param lease tells this attempt from one that another instance makes later
 */
record Claimed(UUID webhookId, QueuedEvent event, int failed, UUID lease) {

    /** Tests are tried once, and in no order. */
    boolean isTest() {
        return event.dealId() == null;
    }
}
