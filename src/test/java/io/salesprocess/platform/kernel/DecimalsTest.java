package io.salesprocess.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts with the decimals of their currency. */
class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "1234, EUR, 12.34",
        "-60, EUR, -0.60",
        "5, USD, 0.05",
        "0, EUR, 0.00",
        "500, JPY, 500",
        "1234, KWD, 1.234",
        "-1, KWD, -0.001",
        "7, XAU, 7",
        "9007199254740991, EUR, 90071992547409.91",
        "1234, ZZZ, 12.34"
    })
    void amounts_have_the_decimals_of_their_currency(long amount, String currency, String text) {
        assertThat(Decimals.of(amount, currency)).isEqualTo(text);
    }
}
