/**
 * Writes history to a topic of Kafka, where one is configured: the envelopes of the feed, keyed by deal. Only {@link
 * io.salesprocess.event.kafka.KafkaTopic} knows Kafka's classes, so that none of them is loaded otherwise.
 */
package io.salesprocess.event.kafka;
