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

    /** How soon a webhook is noticed that is the first one. */
    private static final Duration WITHOUT_WEBHOOKS = Duration.ofSeconds(1);

    DeliverySettings {
        if (mostEach < 1 || mostInAll < 1 || timeout.isNegative() || timeout.isZero() || every.isNegative()) {
            throw new IllegalArgumentException(
                    "salesprocess.webhooks.concurrency, max-concurrency and timeout must be positive.");
        }
    }

    /** How long to wait after there was nothing to do: longer without any webhook, so that these looks cost next to nothing. */
    Duration untilNextLook(boolean isAnyWebhook) {
        return isAnyWebhook || every.compareTo(WITHOUT_WEBHOOKS) > 0 ? every : WITHOUT_WEBHOOKS;
    }

    /** How many of them each webhook may have, so that none takes places that another one needs. */
    int shareOf(int webhooks) {
        return Math.max(1, Math.min(mostEach, mostInAll / Math.max(1, webhooks)));
    }
}
