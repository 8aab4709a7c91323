package io.salesprocess.platform.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Control characters are refused, all of them but tab and line breaks. */
class TextsTest {

    @Test
    void every_control_character() {
        for (char c = 0; c < 0x100; c++) {
            boolean isAllowed = !Character.isISOControl(c) || c == '\t' || c == '\n' || c == '\r';
            assertThat(Texts.objection("a" + c + "b").isEmpty())
                    .as("U+%04X", (int) c)
                    .isEqualTo(isAllowed);
        }
    }

    @Test
    void text_of_all_kinds_is_fine() {
        assertThat(Texts.objection("Grüße, \u00A0€ 日本 \uD83D\uDE00\r\n\tx")).isEmpty();
    }
}
