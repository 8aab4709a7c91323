package io.salesprocess.prospect;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.platform.contact.TelephoneNumbers;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

    private final SearchText words = new SearchText(new TelephoneNumbers("DE"));

    @ParameterizedTest
    @CsvSource({
        "ΟΔΥΣΣΕΥΣ, οδυσσεύς",
        "Álvaro, alvaro",
        "A\u0301lvaro, ALVARO",
        "Straße, STRASSE",
        "Søren Łukasz Đorđe, soren lukasz dorde",
        "İstanbul Isparta ırmak, istanbul isparta irmak",
        "Ｆｕｌｌ　ｗｉｄｔｈ, full width",
        "soft\u00adhyphen, softhyphen",
        "'a  b\t\nc', a b c",
        "٣٠, 30",
        "Œuvre Ærø, oeuvre aero",
    })
    void people_find_what_they_write_as_they_can(String stored, String searched) {
        assertThat(SearchText.fold(stored)).isEqualTo(SearchText.fold(searched));
    }

    @Test
    void a_text_has_the_entries_of_every_part_of_it() {
        String text = SearchText.fold("Ada Stone-Müller & Söhne");
        for (int from = 0; from < text.length(); from++) {
            for (int to = from + 3; to <= text.length(); to++) {
                String part = text.substring(from, to);
                assertThat(entries(SearchText.gramsOf(text))).containsAll(entries(SearchText.gramsIn(part)));
            }
        }
        assertThat(entries(SearchText.gramsOf(text))).containsAll(entries(SearchText.gramsIn("st")));
        assertThat(entries(SearchText.gramsOf(text))).containsAll(entries(SearchText.gramsIn("m")));
        assertThat(entries(SearchText.gramsOf(text))).doesNotContainAnyElementsOf(entries(SearchText.gramsIn("to")));
    }

    @Test
    void one_or_two_characters_of_a_script_without_spaces_are_found_anywhere() {
        String text = SearchText.fold("山田太郎");
        for (String part : Set.of("田", "太郎", "田太", "郎")) {
            assertThat(entries(SearchText.gramsOf(text))).containsAll(entries(SearchText.gramsIn(part)));
        }
    }

    @Test
    void what_looks_like_a_number_is_looked_for_as_one_too() {
        assertThat(words.wanted("030 90 18 20")).contains("+4930901820", "30901820");
        assertThat(words.wanted("+49 (0)30 901820")).contains("+4930901820");
        assertThat(words.wanted("0049 30 901820 x12")).contains("+4930901820");
        assertThat(words.wanted("90 18-20")).contains("901820");
        assertThat(words.wanted("+49 (0)30 90")).contains("493090");
        assertThat(words.wanted("Ada 3000")).containsExactly("ada 3000");
        assertThat(words.wanted(" \u200b ")).isEmpty();
    }

    private static Set<String> entries(String array) {
        return Arrays.stream(array.replaceAll("[{}]", "").split(",")).collect(Collectors.toSet());
    }
}
