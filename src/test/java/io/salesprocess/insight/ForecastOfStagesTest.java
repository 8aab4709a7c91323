package io.salesprocess.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.salesprocess.insight.Forecast.Cell;
import io.salesprocess.insight.Forecast.Experience;
import io.salesprocess.insight.Forecast.Group;
import io.salesprocess.insight.InsightStore.StageOfPipeline;
import io.salesprocess.platform.api.ProblemException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the experience with stages becomes a forecast, and which moment a caller asks for. */
class ForecastOfStagesTest {

    private static final YearMonth MAY = YearMonth.of(2026, 5);
    private static final Instant NOW = Instant.parse("2026-11-26T19:30:00.123456Z");

    @Test
    void values_are_weighted_by_the_share_of_their_stage_and_rounded_once_at_the_end() {
        // A third of 1 and a sixth of 1 are exactly a half, which is rounded up.
        Forecast forecast = forecast(
                cell("first", new Experience(1, 3, Duration.ofDays(3)), group(MAY, "EUR", 1)),
                cell("second", new Experience(1, 6, Duration.ofDays(1)), group(MAY, "EUR", 1)));
        assertThat(forecast.months()).hasSize(1);
        assertThat(forecast.months().get(0).weighted()).isEqualTo(1);
        assertThat(forecast.months().get(0).open()).isEqualTo(2);
    }

    @Test
    void currencies_are_never_added_up() {
        Forecast forecast = forecast(
                cell("first", new Experience(1, 2, Duration.ofDays(3)), group(MAY, "USD", 10), group(MAY, "EUR", 20)));
        assertThat(forecast.months().stream().map(month -> month.currency() + " " + month.weighted()))
                .containsExactly("EUR 10", "USD 5");
    }

    @Test
    void unknown_months_and_deals_without_a_value_come_last() {
        Forecast forecast = forecast(
                cell("first", Experience.NONE, group(null, null, 0), group(null, "EUR", 7)),
                cell(
                        "second",
                        new Experience(2, 2, Duration.ofDays(3)),
                        group(MAY.plusMonths(1), "EUR", 1),
                        group(MAY, null, 0),
                        group(MAY, "EUR", 1)));
        assertThat(forecast.months().stream().map(month -> month.month() + " " + month.currency()))
                .containsExactly("2026-05 EUR", "2026-05 null", "2026-06 EUR", "null EUR", "null null");
    }

    @Test
    void deals_from_whose_stage_none_is_closed_are_counted_as_unweighted() {
        Forecast forecast = forecast(
                cell("first", Experience.NONE, group(null, "EUR", 7)),
                cell("second", new Experience(0, 30, null), group(null, "EUR", 5)));
        assertThat(forecast.months()).singleElement().satisfies(month -> {
            assertThat(month.open()).isEqualTo(12);
            assertThat(month.weighted()).isEqualTo(0);
            assertThat(month.unweighted()).isEqualTo(1);
        });
    }

    @Test
    void sums_can_be_larger_than_any_amount() {
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        Forecast forecast = forecast(cell(
                "first",
                new Experience(1, 1, Duration.ofDays(3)),
                new Group(MAY, "EUR", 1, most),
                new Group(MAY, "EUR", 1, most)));
        assertThat(forecast.months().get(0).weighted()).isEqualTo(most.add(most));
    }

    @Test
    void few_closed_deals_are_said_to_be_few() {
        assertThat(Experience.NONE.isSmall()).isTrue();
        assertThat(new Experience(3, 9, null).isSmall()).isTrue();
        assertThat(new Experience(3, 10, null).isSmall()).isFalse();
    }

    @Test
    void nothing_open_is_an_empty_forecast() {
        assertThat(forecast(cell("first", new Experience(1, 2, Duration.ofDays(3))))
                        .months())
                .isEmpty();
        assertThat(forecast().months()).isEmpty();
    }

    @Test
    void the_present_day_means_the_present_and_an_earlier_one_its_last_moment() {
        assertThat(PastMoment.of(null, NOW).isPresent()).isTrue();
        assertThat(PastMoment.of(Instant.parse("2026-11-26T23:59:59.999999Z"), NOW)
                        .isPresent())
                .isTrue();
        PastMoment yesterday = PastMoment.of(Instant.parse("2026-11-25T23:59:59.999999Z"), NOW);
        assertThat(yesterday.end()).isEqualTo("2026-11-26T00:00:00Z").isEqualTo(yesterday.day());
        assertThat(yesterday.month()).isEqualTo("2026-11-01T00:00:00Z");
    }

    @Test
    void a_moment_is_a_microsecond_and_what_happened_in_it_counts() {
        PastMoment moment = PastMoment.of(Instant.parse("2026-03-01T00:00:00.000000999Z"), NOW);
        assertThat(moment.asOf()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(moment.end()).isEqualTo("2026-03-01T00:00:00.000001Z");
        assertThat(PastMoment.of(NOW, NOW).asOf()).isEqualTo(NOW);
    }

    @Test
    void the_future_is_refused() {
        for (String future : List.of("2026-11-26T19:30:00.123457Z", "2026-11-27T23:59:59.999999Z")) {
            assertThatThrownBy(() -> PastMoment.of(Instant.parse(future), NOW)).isInstanceOf(ProblemException.class);
        }
    }

    private static Forecast forecast(Cell... cells) {
        return Forecast.of(NOW, List.of(cells));
    }

    private static Cell cell(String stage, Experience experience, Group... groups) {
        return new Cell(new StageOfPipeline("pipeline", stage), experience, List.of(groups));
    }

    private static Group group(YearMonth month, String currency, long value) {
        return new Group(month, currency, 1, BigInteger.valueOf(value));
    }
}
