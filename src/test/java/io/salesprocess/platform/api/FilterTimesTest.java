package io.salesprocess.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTimesTest {

    @ParameterizedTest
    @CsvSource({
        "openedFrom, 2026-11-26, 2026-11-26T00:00:00Z",
        "from, 2026-11-26, 2026-11-26T00:00:00Z",
        "openedTo, 2026-11-26, 2026-11-27T00:00:00Z",
        "to, 2026-12-31, 2027-01-01T00:00:00Z",
        "openedTo, 2026-11-26T00:00:00Z, 2026-11-26T00:00:00Z",
        "openedTo, 2026-11-26T01:00:00+01:00, 2026-11-26T00:00:00Z",
    })
    void a_date_is_a_whole_day_in_utc_and_a_time_is_itself(String name, String text, Instant expected) {
        assertThat(FilterTimes.parse(name, text)).isEqualTo(expected);
    }
}
