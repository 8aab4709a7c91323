package io.salesprocess.paper.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How money, numbers and dates are written. */
class PaperLanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "123456789 | EUR | EUR 1,234,567.89 | 1.234.567,89 EUR",
                "500       | JPY | JPY 500          | 500 JPY",
                "1234      | KWD | KWD 1.234        | 1,234 KWD",
                "12345     | CLF | CLF 1.2345       | 1,2345 CLF",
                "5         | EUR | EUR 0.05         | 0,05 EUR",
                "0         | USD | USD 0.00         | 0,00 USD",
                "100000    | JPY | JPY 100,000      | 100.000 JPY"
            })
    void money_is_written_in_the_main_unit_with_the_currencys_decimals(
            long amount, String currency, String english, String german) {
        assertThat(PaperLanguage.EN.money(amount, currency).replace('\u00a0', ' '))
                .isEqualTo(english);
        assertThat(PaperLanguage.DE.money(amount, currency).replace('\u00a0', ' '))
                .isEqualTo(german);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.19 | 19% | 19 %",
                "0.075 | 7.5% | 7,5 %",
                "0 | 0% | 0 %",
                "1 | 100% | 100 %",
                "0.333333 | 33.3333% | 33,3333 %"
            })
    void shares_are_written_as_per_cent(String share, String english, String german) {
        assertThat(PaperLanguage.EN.percent(new BigDecimal(share))).isEqualTo(english);
        assertThat(PaperLanguage.DE.percent(new BigDecimal(share)).replace('\u00a0', ' '))
                .isEqualTo(german);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12.000 | 12 | 12", "0.333 | 0.333 | 0,333", "1000000 | 1,000,000 | 1.000.000", "100 | 100 | 100"})
    void quantities_have_no_more_decimals_than_they_need(String quantity, String english, String german) {
        assertThat(PaperLanguage.EN.quantity(new BigDecimal(quantity))).isEqualTo(english);
        assertThat(PaperLanguage.DE.quantity(new BigDecimal(quantity))).isEqualTo(german);
    }

    @Test
    void dates_are_written_in_words() {
        assertThat(PaperLanguage.EN.date(LocalDate.of(2026, 3, 1)).replace('\u00a0', ' '))
                .isEqualTo("1 March 2026");
        assertThat(PaperLanguage.DE.date(LocalDate.of(2026, 3, 1)).replace('\u00a0', ' '))
                .isEqualTo("1. März 2026");
    }
}
