package io.salesprocess.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetteringTest {

    private static final int SIZE = 15;
    private static final int WIDTH = 180;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Qualification of the prospect's product, its history and its target audience",
                "Αξιολόγηση και τεκμηρίωση των αναγκών του πελάτη",
                "تأهيل العميل المحتمل وتوثيق احتياجاته بالتفصيل",
                "客户资格预审与需求调查以及产品背景记录",
                "Donaudampfschifffahrtsgesellschaftskapitänsvertragsverhandlung",
                "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
                "👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦"
            })
    void a_long_text_is_broken_into_lines_that_fit_and_loses_nothing(String text) {
        assertThat(Lettering.lines(text, SIZE, WIDTH, 20))
                .hasSizeGreaterThan(1)
                .allSatisfy(line -> assertThat(Lettering.width(line, SIZE)).isLessThanOrEqualTo(WIDTH))
                .satisfies(lines ->
                        assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", "")));
    }

    @Test
    void lines_are_broken_between_words_where_there_are_words() {
        assertThat(Lettering.lines("  Legal review\n and   sign-off ", SIZE, 115, 9))
                .containsExactly("Legal review", "and sign-off");
    }

    @Test
    void what_has_no_room_is_left_out_visibly() {
        assertThat(Lettering.lines("one two three four five six", SIZE, 60, 2))
                .hasSize(2)
                .last()
                .asString()
                .endsWith("…");
    }

    @Test
    void a_short_text_is_one_line_and_an_empty_one_too() {
        assertThat(Lettering.lines("Demo", SIZE, WIDTH, 6)).containsExactly("Demo");
        assertThat(Lettering.lines("", SIZE, WIDTH, 6)).containsExactly("");
    }

    @Test
    void wide_letters_take_more_room_than_narrow_ones_and_marks_take_none() {
        assertThat(Lettering.width("客", SIZE)).isGreaterThan(Lettering.width("a", SIZE));
        assertThat(Lettering.width("a", SIZE)).isGreaterThan(Lettering.width("i", SIZE));
        assertThat(Lettering.width("W", SIZE)).isGreaterThan(Lettering.width("a", SIZE));
        assertThat(Lettering.width("e\u0301", SIZE)).isEqualTo(Lettering.width("e", SIZE));
    }

    @Test
    void the_first_letter_that_has_a_direction_tells_it() {
        assertThat(Lettering.isRightToLeft("12. مراجعة Acme")).isTrue();
        assertThat(Lettering.isRightToLeft("א")).isTrue();
        assertThat(Lettering.isRightToLeft("Acme مراجعة")).isFalse();
        assertThat(Lettering.isRightToLeft("12")).isFalse();
    }
}
