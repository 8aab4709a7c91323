package io.salesprocess.platform.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TelephoneNumbersTest {

    private final TelephoneNumbers numbers = new TelephoneNumbers("DE");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+4930901820",
                "030 901820",
                "(030) 90 18 20",
                "030/901820",
                "030-90.18.20",
                "+49 (0)30 901820",
                "+49 (030) 901820",
                "+49030901820",
                "0049 30 901820",
                "0049 (0)30 901820",
                "+49\u00a030\u202f901820",
                "+49 30\u2011901820",
                "+49\u200930\u2007901820",
                "\u202d+49 30 901820\u202c",
                "\u200b030901820\ufeff",
                "\uff0b\uff14\uff19 \uff13\uff10 \uff19\uff10\uff11\uff18\uff12\uff10",
                "\u0660\u0663\u0660 \u0669\u0660\u0661\u0668\u0662\u0660",
                "\u0966\u0969\u0966 \u096f\u0966\u0967\u096e\u0968\u0966",
                "Tel. 030 901820",
                "tel:+49-30-901820",
            })
    void one_number_has_one_form_however_it_is_written(String written) {
        assertThat(numbers.read(written, null)).contains(new TelephoneNumber("+4930901820", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "030 901820 x12",
                "030 901820x12",
                "030 901820 ext. 12",
                "030 901820 Ext 12",
                "+49 30 901820;ext=12",
                "tel:+49-30-901820;ext=12",
                "+49 (0)30 901820 #12",
                "030 901820 extension 12",
            })
    void an_extension_is_kept_apart(String written) {
        assertThat(numbers.read(written, null)).contains(new TelephoneNumber("+4930901820", "12"));
        assertThat(numbers.read(written, null).orElseThrow().text()).isEqualTo("+4930901820;ext=12");
    }

    @ParameterizedTest
    @CsvSource({
        "(212) 555-0123, US, +12125550123",
        "0049 30 901820, US, +4930901820",
        "011 49 30 901820, US, +4930901820",
        "01 58858, AT, +43158858",
        "06 6982 1, IT, +390669821",
        "+39 06 6982 1, DE, +390669821",
        "020 7946 0958, GB, +442079460958",
        "1-800-FLOWERS, US, +18003569377",
        "8 (495) 123-45-67, RU, +74951234567",
        "0171 1234567, DE, +491711234567",
    })
    void a_number_without_a_countrys_code_is_from_the_region(String written, String region, String number) {
        assertThat(numbers.read(written, region)).contains(new TelephoneNumber(number, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "call me",
                "901820",
                "12345",
                "110",
                "12.12.2020",
                "+999999999",
                "+49",
                "+491234567890123456",
                "030 901820 / 0171 1234567",
                "030 901 ada",
                "030 901820 after six",
                "\u200b",
            })
    void what_could_be_taken_for_another_number_is_not_read(String written) {
        assertThat(numbers.read(written, null)).isEmpty();
    }

    @Test
    void a_region_that_there_is_not_is_refused_at_the_start() {
        assertThatThrownBy(() -> new TelephoneNumbers("Germany"))
                .hasMessageContaining("salesprocess.intake.region")
                .hasMessageContaining("DE");
        assertThat(TelephoneNumbers.isRegion("de")).isFalse();
    }
}
