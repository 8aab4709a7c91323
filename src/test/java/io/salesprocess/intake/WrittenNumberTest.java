package io.salesprocess.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people type them. */
class WrittenNumberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de    | 12,5         | 12.5",
                "de    | 1.234,56     | 1234.56",
                "de    | 1.234        | 1234",
                "de    | 1 234,5      | 1234.5",
                "de    | 12.5         | 12.5",
                "de    | 0.500        | 0.500",
                "de    | -3,5         | -3.5",
                "de    | \u22123,5   | -3.5",
                "de    | 12           | 12",
                "de    | ,5           | 0.5",
                "en    | 1,234.56     | 1234.56",
                "en    | 12.5         | 12.5",
                "en-IN | 12,34,567    | 1234567",
                "fr    | 1\u202F234,5 | 1234.5",
                "fr    | 1 234,5      | 1234.5",
                "de-CH | 1\u2019234.5 | 1234.5",
                "de-CH | 1'234.5      | 1234.5",
                "ar-EG | \u0661\u0662\u066B\u0665 | 12.5",
                "de    | \uFF11\uFF12,5 | 12.5",
            })
    void in_a_locale(String locale, String text, BigDecimal number) {
        assertThat(WrittenNumber.read(text, Locale.forLanguageTag(locale)))
                .hasValueSatisfying(read -> assertThat(read).isEqualByComparingTo(number));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | 1.234.5",
                "de | 1,2,3",
                "de | 12,5 EUR",
                "de | 1e5",
                "de | ''",
                "de | -",
                "de | ,",
                "en | 12,5",
                "en | 1.234,56",
                "fr | 1.234,56",
                "en | 0x10",
                "en | 12345678901234567890123456789012345678901",
            })
    void what_is_none_in_a_locale(String locale, String text) {
        assertThat(WrittenNumber.read(text, Locale.forLanguageTag(locale))).isEmpty();
    }

    @Test
    void without_a_locale_as_programs_write_them() {
        assertThat(WrittenNumber.read(" 12.50 ", null)).contains(new BigDecimal("12.50"));
        assertThat(WrittenNumber.read("12,5", null)).isEmpty();
        assertThat(WrittenNumber.read("1,234", null)).isEmpty();
    }
}
