/**
 * Sends one webhook message to one receiver: who may be a receiver, how a message is signed, and what the receiver answered. It
 * knows no webhooks, no database and no retries.
 */
package io.salesprocess.event.webhook.wire;
