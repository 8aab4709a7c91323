package io.salesprocess.pipeline.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values a type accepts. */
class FieldTypeTest {

    private static final List<String> NONE = List.of();

    @Test
    void a_text_has_at_most_2000_characters_and_something_to_see() {
        String smile = "\uD83D\uDE00";
        assertThat(FieldType.TEXT.accepts("north", NONE)).isTrue();
        assertThat(FieldType.TEXT.accepts(smile.repeat(2000), NONE)).isTrue();
        for (Object wrong : List.of(
                smile.repeat(2001), "", " \u00A0\u200B", "a\u0000", "\uD83D", "\u202Ea", 1, true, List.of("north"))) {
            assertThat(FieldType.TEXT.accepts(wrong, NONE)).as("%s", wrong).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "1.0",
                "-12.5",
                "1e3",
                "0.0000000001",
                "1e-10",
                "99999999999999999999",
                "99999999999999999999.9999999999",
                "9e19",
                "0e999999",
                "1.00000000000000000000000"
            })
    void a_number_is_an_exact_decimal_of_bounded_size(String number) {
        assertThat(FieldType.NUMBER.accepts(new BigDecimal(number), NONE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e20", "-1e20", "1e999999", "-1e2147483646", "1e-11", "1e-2147483646", "0.12345678901"})
    void a_number_beyond_that_is_refused_without_being_written_out(String number) {
        assertThat(FieldType.NUMBER.accepts(new BigDecimal(number), NONE)).isFalse();
        assertThat(FieldType.MONEY.accepts(Map.of("amount", new BigDecimal(number), "currency", "EUR"), NONE))
                .isFalse();
    }

    @Test
    void a_number_is_no_text_and_no_boolean() {
        assertThat(FieldType.NUMBER.accepts("1", NONE)).isFalse();
        assertThat(FieldType.NUMBER.accepts(true, NONE)).isFalse();
        assertThat(FieldType.BOOLEAN.accepts("true", NONE)).isFalse();
        assertThat(FieldType.BOOLEAN.accepts(1, NONE)).isFalse();
        assertThat(FieldType.BOOLEAN.accepts(false, NONE)).isTrue();
    }

    @Test
    void money_is_an_integer_in_a_current_currency() {
        assertThat(FieldType.MONEY.accepts(Map.of("amount", 5, "currency", "EUR"), NONE))
                .isTrue();
        assertThat(FieldType.MONEY.accepts(Map.of("amount", new BigDecimal("5.0"), "currency", "EUR"), NONE))
                .isTrue();
        assertThat(FieldType.MONEY.accepts(Map.of("amount", 9_007_199_254_740_991L, "currency", "JPY"), NONE))
                .isTrue();
        Map<String, Object> withoutAmount = new HashMap<>();
        withoutAmount.put("amount", null);
        withoutAmount.put("currency", "EUR");
        for (Object wrong : List.of(
                5,
                "5 EUR",
                List.of(5, "EUR"),
                Map.of(),
                Map.of("amount", 5),
                Map.of("currency", "EUR"),
                Map.of("amount", 5, "currency", "EUR", "tax", 1),
                Map.of("amount", "5", "currency", "EUR"),
                Map.of("amount", -1, "currency", "EUR"),
                Map.of("amount", new BigDecimal("5.5"), "currency", "EUR"),
                Map.of("amount", 9_007_199_254_740_992L, "currency", "EUR"),
                Map.of("amount", 5, "currency", "eur"),
                Map.of("amount", 5, "currency", "DEM"),
                Map.of("amount", 5, "currency", "XXX"),
                Map.of("amount", 5, "currency", 978),
                withoutAmount)) {
            assertThat(FieldType.MONEY.accepts(wrong, NONE)).as("%s", wrong).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, true",
        "2028-02-29, true",
        "2026-02-29, false",
        "2026-13-01, false",
        "2026-1-1, false",
        "20261123, false",
        "2026-11-23T00:00:00Z, false",
        "+12026-11-23, false",
        "-2026-11-23, false",
        "tomorrow, false"
    })
    void a_date_is_a_day_that_there_is(String date, boolean accepted) {
        assertThat(FieldType.DATE.accepts(date, NONE)).isEqualTo(accepted);
    }

    @Test
    void a_choice_is_one_of_the_options_as_they_are_written() {
        List<String> options = List.of("north", "south");
        assertThat(FieldType.CHOICE.accepts("north", options)).isTrue();
        assertThat(FieldType.CHOICE.accepts("North", options)).isFalse();
        assertThat(FieldType.CHOICE.accepts("east", options)).isFalse();
        assertThat(FieldType.CHOICE.accepts(List.of("north"), options)).isFalse();
        assertThat(FieldType.CHOICE.expectation(options)).isEqualTo("one of: north, south");
    }

    @Test
    void the_same_number_is_the_same_value_however_it_is_written() {
        assertThat(FieldType.isSame(12, new BigDecimal("12.0"))).isTrue();
        assertThat(FieldType.isSame(BigInteger.TEN, new BigDecimal("1e1"))).isTrue();
        assertThat(FieldType.isSame(12, "12")).isFalse();
        assertThat(FieldType.isSame(new BigDecimal("1e999999"), 1)).isFalse();
        assertThat(FieldType.isSame(Map.of("amount", 5, "currency", "EUR"), Map.of("amount", 5L, "currency", "EUR")))
                .isTrue();
        assertThat(FieldType.isSame(Map.of("amount", 5, "currency", "EUR"), Map.of("amount", 5, "currency", "USD")))
                .isFalse();
        assertThat(FieldType.canonical(new BigDecimal("1.50"))).isEqualTo(new BigDecimal("1.5"));
        assertThat(FieldType.canonical(new BigDecimal("1e3"))).isEqualTo(BigInteger.valueOf(1000));
    }

    @Test
    void filters_write_values_as_the_index_compares_them() {
        assertThat(FieldType.NUMBER.parse("-12.50")).isEqualByComparingTo("-12.5");
        assertThat(FieldType.MONEY.parse("125000")).isEqualByComparingTo("125000");
        assertThat(FieldType.DATE.parse("2026-11-23")).isEqualByComparingTo("20261123");
        assertThat(FieldType.BOOLEAN.parse("true")).isEqualByComparingTo("1");
        for (String wrong :
                List.of("", "x", "1e5", "1e999999", "--1", "1.", ".5", "1".repeat(21), "NaN", "0x1", "1,5")) {
            assertThatIllegalArgumentException().as(wrong).isThrownBy(() -> FieldType.NUMBER.parse(wrong));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FieldType.MONEY.parse("12.5"));
        assertThatIllegalArgumentException().isThrownBy(() -> FieldType.MONEY.parse("5 EUR"));
        assertThatIllegalArgumentException().isThrownBy(() -> FieldType.DATE.parse("2026-02-30"));
        assertThatIllegalArgumentException().isThrownBy(() -> FieldType.BOOLEAN.parse("yes"));
    }
}
