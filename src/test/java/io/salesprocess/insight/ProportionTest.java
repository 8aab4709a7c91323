package io.salesprocess.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.salesprocess.insight.Proportion.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Intervals are those of published tables, to their four decimals: of single proportions in Newcombe, Statistics in Medicine 17 (1998),
 * pages 857 to 872, table I, method 3; of differences on pages 873 to 890, table II, method 10.
 */
class ProportionTest {

    private static final double FOUR_DECIMALS = 0.00005;

    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void the_interval_of_a_proportion_is_wilsons(long hits, long of, double low, double high) {
        Estimate estimate = new Proportion(hits, of).estimate();
        assertThat(estimate.value()).isEqualTo((double) hits / of);
        assertThat(estimate.low()).isCloseTo(low, within(FOUR_DECIMALS));
        assertThat(estimate.high()).isCloseTo(high, within(FOUR_DECIMALS));
    }

    @ParameterizedTest
    @CsvSource({
        "56, 70, 48, 80, 0.0524, 0.3339",
        "9, 10, 3, 10, 0.1705, 0.8090",
        "6, 7, 2, 7, 0.0582, 0.8062",
        "5, 56, 0, 29, -0.0381, 0.1926",
        "0, 10, 0, 20, -0.1611, 0.2775",
        "0, 10, 0, 10, -0.2775, 0.2775",
        "10, 10, 0, 20, 0.6791, 1.0000",
        "10, 10, 0, 10, 0.6075, 1.0000"
    })
    void the_interval_of_a_difference_is_newcombes(
            long hits, long of, long otherHits, long others, double low, double high) {
        Estimate difference = new Proportion(hits, of).minus(new Proportion(otherHits, others));
        assertThat(difference.value()).isCloseTo((double) hits / of - (double) otherHits / others, within(1e-12));
        assertThat(difference.low()).isCloseTo(low, within(FOUR_DECIMALS));
        assertThat(difference.high()).isCloseTo(high, within(FOUR_DECIMALS));
    }

    @Test
    void two_of_two_are_less_sure_than_eighty_of_a_hundred() {
        assertThat(new Proportion(2, 2).estimate().low())
                .isLessThan(new Proportion(80, 100).estimate().low());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 10, 1_000, 1_000_000_000_000L})
    void bounds_lie_between_nothing_and_all(long of) {
        assertThat(new Proportion(0, of).estimate().low()).isZero();
        assertThat(new Proportion(0, of).estimate().high()).isBetween(0.0, 1.0);
        assertThat(new Proportion(of, of).estimate().high()).isEqualTo(1);
        assertThat(new Proportion(of, of).estimate().low()).isBetween(0.0, 1.0);
        Estimate whole = new Proportion(of, of).minus(new Proportion(0, of));
        assertThat(whole.high()).isEqualTo(1);
        assertThat(new Proportion(0, of).minus(new Proportion(of, of)).low()).isEqualTo(-1);
    }

    @Test
    void without_cases_there_is_no_estimate() {
        Proportion none = new Proportion(0, 0);
        assertThat(none.estimate()).isNull();
        assertThat(none.minus(new Proportion(1, 2))).isNull();
        assertThat(new Proportion(1, 2).minus(none)).isNull();
    }

    @Test
    void fewer_than_ten_cases_are_few() {
        assertThat(new Proportion(9, 9).isSmall()).isTrue();
        assertThat(new Proportion(0, 10).isSmall()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "3, 2"})
    void what_is_no_proportion_is_refused(long hits, long of) {
        assertThatThrownBy(() -> new Proportion(hits, of)).isInstanceOf(IllegalArgumentException.class);
    }
}
