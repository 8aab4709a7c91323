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
    void a_character_is_a_code_point() {
        assertThat(Texts.length("a\uD83D\uDE00\uD83D\uDE00")).isEqualTo(3);
    }

    @Test
    void blank_is_what_cannot_be_seen() {
        String[] invisible = {
            "", " \t\n", "\u00A0", "\u2007\u202F", "\u200B\u2060\uFEFF", "\u3000", "\u3164", "\u2800", "\u00AD"
        };
        assertThat(invisible).allMatch(Texts::isBlank);
        assertThat(new String[] {".", "\u00A0x", "\uD83D\uDE00", "\u0E01", "0"}).noneMatch(Texts::isBlank);
    }

    @Test
    void text_of_all_kinds_is_fine() {
        assertThat(Texts.objection("Grüße, \u00A0€ 日本 \uD83D\uDE00\r\n\tx")).isEmpty();
    }
}
