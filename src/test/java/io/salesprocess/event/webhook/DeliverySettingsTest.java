package io.salesprocess.event.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What deliveries cost, and how they are shared. */
class DeliverySettingsTest {

    private static final RetrySchedule SCHEDULE = new RetrySchedule(List.of(Duration.ofDays(3)), new Random(1));

    @Test
    void an_instance_looks_once_a_second_while_there_is_no_webhook() {
        assertThat(settings(Duration.ofMillis(250)).untilNextLook(true)).isEqualTo(Duration.ofMillis(250));
        assertThat(settings(Duration.ofMillis(250)).untilNextLook(false)).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings(Duration.ofSeconds(5)).untilNextLook(false)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void webhooks_share_the_places_of_an_instance() {
        assertThat(settings(Duration.ZERO).shareOf(1)).isEqualTo(20);
        assertThat(settings(Duration.ZERO).shareOf(10)).isEqualTo(10);
        assertThat(settings(Duration.ZERO).shareOf(1_000)).isEqualTo(1);
    }

    @Test
    void no_message_waits_longer_than_the_longest_pause_with_its_jitter_or_what_receivers_may_wish() {
        assertThat(SCHEDULE.longest())
                .isEqualTo(Duration.ofDays(3).plus(Duration.ofDays(3).dividedBy(5)));
        assertThat(new RetrySchedule(List.of(), new Random(1)).longest()).isEqualTo(Duration.ofDays(1));
    }

    private static DeliverySettings settings(Duration every) {
        return new DeliverySettings(true, every, Duration.ofSeconds(15), 20, 100, SCHEDULE);
    }
}
