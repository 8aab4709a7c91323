package io.salesprocess.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salesprocess.event.webhook.wire.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When messages are tried again. */
class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final RetrySchedule schedule =
            new RetrySchedule(List.of(Duration.ofSeconds(5), Duration.ofHours(2)), new Random());

    @Test
    void pauses_grow_and_are_spread_by_up_to_a_fifth() {
        for (int i = 0; i < 100; i++) {
            assertThat(next(1, null)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
            assertThat(next(2, null)).isBetween(Duration.ofHours(2), Duration.ofMinutes(144));
        }
        assertThat(schedule.next(3, answer(null), NOW)).isEmpty();
    }

    @Test
    void a_receiver_can_ask_for_a_longer_pause_but_not_for_a_shorter_one_or_more_than_a_day() {
        assertThat(next(1, Duration.ofMinutes(3))).isEqualTo(Duration.ofMinutes(3));
        assertThat(next(1, Duration.ZERO)).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(next(1, Duration.ofDays(300))).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void pauses_are_not_negative() {
        assertThatThrownBy(() -> new RetrySchedule(List.of(Duration.ofSeconds(-1)), new Random()))
                .hasMessageContaining("salesprocess.webhooks.retry-after");
    }

    private Duration next(int failed, Duration retryAfter) {
        return Duration.between(
                NOW, schedule.next(failed, answer(retryAfter), NOW).orElseThrow());
    }

    private static Answer answer(Duration retryAfter) {
        return new Answer(429, true, null, retryAfter, null, Duration.ZERO);
    }
}
