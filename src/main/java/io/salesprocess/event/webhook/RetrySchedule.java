package io.salesprocess.event.webhook;

import io.salesprocess.event.webhook.wire.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When messages are tried again.
 *
 * @param pauses after the first attempt, the second, and so on; there is one attempt more than pauses
 * @param random spreads what failed together
 */
record RetrySchedule(List<Duration> pauses, RandomGenerator random) {

    /** No receiver can put off a message for longer. */
    private static final Duration LONGEST_WISH = Duration.ofDays(1);

    private static final double JITTER = 0.2;

    RetrySchedule {
        pauses = List.copyOf(pauses);
        if (pauses.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("salesprocess.webhooks.retry-after must not have negative durations.");
        }
    }

    /** No message waits longer for its next attempt. */
    Duration longest() {
        Duration most = LONGEST_WISH;
        for (Duration pause : pauses) {
            Duration jittered = pause.plusMillis((long) (pause.toMillis() * JITTER));
            most = jittered.compareTo(most) > 0 ? jittered : most;
        }
        return most;
    }

    /** When to try again after so many failed attempts; empty if that was the last one. */
    Optional<Instant> next(int failed, Answer answer, Instant now) {
        if (failed > pauses.size()) {
            return Optional.empty();
        }
        Duration pause = pauses.get(failed - 1);
        Duration jittered = pause.plusMillis((long) (pause.toMillis() * JITTER * random.nextDouble()));
        Duration wish = answer.retryAfter() == null ? Duration.ZERO : answer.retryAfter();
        Duration bounded = wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish;
        return Optional.of(now.plus(bounded.compareTo(jittered) > 0 ? bounded : jittered));
    }
}
