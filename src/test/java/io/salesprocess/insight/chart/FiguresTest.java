package io.salesprocess.insight.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures as people read them. */
class FiguresTest {

    @ParameterizedTest
    @CsvSource({"0, 0 %", "0.001, <1 %", "0.7, 70 %", "0.999, >99 %", "1, 100 %"})
    void a_share_is_not_said_to_be_nothing_or_everything_unless_it_is(double share, String text) {
        assertThat(plain(Figures.percent(share))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.12, +12 points", "-0.01, −1 point", "0.001, ±0 points"})
    void a_difference_has_its_sign(double difference, String text) {
        assertThat(plain(Figures.points(difference))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "123450, EUR, 'EUR 1,234.50', EUR 1.23 k",
        "0, EUR, EUR 0.00, EUR 0",
        "1200, JPY, 'JPY 1,200', JPY 1.2 k",
        "99999999999, EUR, 'EUR 999,999,999.99', EUR 1 bn",
        "-5, KWD, KWD −0.005, KWD −0"
    })
    void money_is_in_the_main_unit_of_its_currency(String minor, String currency, String full, String round) {
        assertThat(plain(Figures.money(new BigInteger(minor), currency))).isEqualTo(full);
        if (!minor.startsWith("-")) {
            assertThat(plain(Figures.roundMoney(new BigInteger(minor), currency)))
                    .isEqualTo(round);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT59.9S, 59 s",
        "PT95M, 1 h 35 min",
        "PT120S, 2 min",
        "P6DT4H, 6 d 4 h",
        "P2D, 2 d",
        "P400D, 400 d",
        "PT0.43S, 430 ms",
        "PT0.0004S, <1 ms"
    })
    void a_time_span_has_its_two_largest_units(Duration span, String text) {
        assertThat(plain(Figures.span(span))).isEqualTo(text);
    }

    @Test
    void a_number_goes_with_its_noun() {
        assertThat(plain(Figures.counted(1, "deal"))).isEqualTo("1 deal");
        assertThat(plain(Figures.counted(12_345, "deal"))).isEqualTo("12,345 deals");
        assertThat(plain(Figures.month(YearMonth.of(2027, 3)))).isEqualTo("Mar 2027");
        assertThat(Figures.time(Instant.parse("2026-11-26T09:00:59Z"))).isEqualTo("26 Nov 2026, 09:00 UTC");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 0.25, 1", "7, 2, 8", "100, 25, 100", "43.2, 20, 60", "1234567, 500000, 1500000"})
    void an_axis_has_few_round_marks_and_room_for_the_largest_value(double largest, double step, double end) {
        Axis axis = Axis.to(largest, 4);
        assertThat(axis.step()).isEqualTo(step);
        assertThat(axis.end()).isEqualTo(end);
        List<BigDecimal> marks = axis.marks();
        assertThat(marks).hasSizeLessThanOrEqualTo(5);
        assertThat(marks.get(marks.size() - 1).doubleValue()).isEqualTo(end);
    }

    private static String plain(String text) {
        return text.replace('\u00A0', ' ');
    }
}
