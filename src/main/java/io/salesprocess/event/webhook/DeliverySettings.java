package io.salesprocess.event.webhook;

import java.time.Duration;

/**
 * How messages are delivered.
 *
 * @param isOn whether this instance does it
 * @param every how often it looks for something to do
 * @param timeout of one exchange with a receiver
 * @param mostEach how many messages of one webhook are under way at a time
 * @param mostInAll how many of all webhooks
 */
record DeliverySettings(
        boolean isOn, Duration every, Duration timeout, int mostEach, int mostInAll, RetrySchedule schedule) {

    DeliverySettings {
        if (mostEach < 1 || mostInAll < 1 || timeout.isNegative() || timeout.isZero() || every.isNegative()) {
            throw new IllegalArgumentException(
                    "salesprocess.webhooks.concurrency, max-concurrency and timeout must be positive.");
        }
    }

    /** How many of them each webhook may have, so that none takes places that another one needs. */
    int shareOf(int webhooks) {
        return Math.max(1, Math.min(mostEach, mostInAll / Math.max(1, webhooks)));
    }
}
