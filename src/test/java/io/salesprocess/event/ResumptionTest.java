package io.salesprocess.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Events may come again after a position was lost, and none may be left out. */
class ResumptionTest {

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void a_reader_goes_on_a_day_before_the_last_event_that_it_read() {
        Instant last = NOW.minus(Duration.ofDays(9));
        assertThat(Resumption.notBefore(last, NOW)).isEqualTo(last.minus(DAY));
        assertThat(Resumption.notBefore(last, last.minus(Duration.ofDays(30)), NOW))
                .isEqualTo(last.minus(DAY));
        assertThat(Resumption.notBefore(null, NOW)).isNull();
    }

    @Test
    void nothing_is_told_from_before_the_reader_was_there() {
        Instant last = NOW.minus(Duration.ofHours(1));
        Instant created = NOW.minus(Duration.ofHours(2));
        assertThat(Resumption.notBefore(last, created, NOW)).isEqualTo(created);
    }

    @Test
    void a_clock_that_was_ahead_leaves_nothing_out() {
        Instant ahead = NOW.plus(Duration.ofDays(365));
        assertThat(Resumption.notBefore(ahead, NOW)).isEqualTo(NOW.minus(DAY));
        assertThat(Resumption.notBefore(ahead, ahead, NOW)).isEqualTo(NOW.minus(DAY));
    }
}
