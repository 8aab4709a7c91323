/**
 * Webhooks: history is pushed to receivers of other systems, as Standard Webhooks says. Each webhook follows history from a position
 * of its own; what it finds becomes messages, which instances share and deliver in order per deal.
 */
package io.salesprocess.event.webhook;
