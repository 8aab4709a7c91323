package io.salesprocess.event.webhook;

import java.util.UUID;

/**
 * A message to a receiver.
 *
 * @param id the event's, or that of a test
 * @param dealId null for a test
 * @param sequence of the event within the deal; null for a test
 * @param type as history names it
 * @param payload JSON
 */
record QueuedEvent(UUID id, UUID dealId, Long sequence, String type, String payload) {}
