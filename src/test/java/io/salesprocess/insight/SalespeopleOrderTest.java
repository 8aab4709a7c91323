package io.salesprocess.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.insight.SalespeopleResponse.FiguresResponse;
import io.salesprocess.insight.SalespeopleResponse.ValueResponse;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalespeopleOrderTest {

    private final FiguresResponse lucky = figures("lucky", 2, 0, Duration.ofDays(3), value(9, "EUR", 2));
    private final FiguresResponse steady = figures("Steady", 80, 20, Duration.ofDays(10), value(5, "JPY", 50));
    private final FiguresResponse beginner = figures("Beginner", 0, 0, null);
    private final FiguresResponse nobody =
            FiguresResponse.of(new SalespersonFigures(null, 3, 0, 1, 0, List.of(), null, 0, null), null);

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, Beginner lucky Steady null",
                "name, Beginner lucky Steady null",
                "-name, Steady lucky Beginner null",
                "-winRateLow, Steady lucky null Beginner",
                "winRateLow, null lucky Steady Beginner",
                "-winRate, lucky Steady null Beginner",
                "won, Beginner null lucky Steady",
                "-open, null Beginner lucky Steady",
                "medianTimeToWin, lucky Steady Beginner null",
                "-medianTimeToWin, Steady lucky Beginner null",
                "-valueWon, Steady Beginner lucky null",
                "valueWon.EUR, lucky Beginner Steady null",
                "valueWon.USD, Beginner lucky Steady null"
            })
    void what_is_not_known_comes_last_and_names_decide_between_equals(String order, String names) {
        assertThat(SalespeopleOrder.parse(order).sorted(List.of(nobody, steady, lucky, beginner)))
                .extracting(figures -> String.valueOf(figures.name()))
                .containsExactly(names.split(" "));
    }

    @Test
    void of_currencies_with_as_many_won_deals_the_first_is_compared() {
        FiguresResponse one = figures("one", 2, 0, null, value(1, "EUR", 1), value(9, "JPY", 1));
        FiguresResponse two = figures("two", 2, 0, null, value(2, "EUR", 1), value(8, "JPY", 1));
        assertThat(SalespeopleOrder.parse("-valueWon").sorted(List.of(one, two)))
                .containsExactly(two, one);
    }

    private static FiguresResponse figures(
            String name, long won, long lost, Duration timeToWin, ValueResponse... values) {
        return FiguresResponse.of(
                new SalespersonFigures(
                        new UUID(0, name.hashCode()), 0, won, lost, 0, List.of(values), timeToWin, 0, null),
                name);
    }

    private static ValueResponse value(long amount, String currency, long deals) {
        return new ValueResponse(BigInteger.valueOf(amount), currency, deals);
    }
}
