package io.salesprocess.platform.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a page and who gets JSON. */
class HtmlPreferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "TEXT/HTML",
                "text/*",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
                        + "application/signed-exchange;v=b3;q=0.7",
                "application/json;q=0.5, text/html",
                "application/json; q=0.5 , text/html; charset=utf-8 ; q=0.6"
            })
    void browsers_get_a_page(String accept) {
        assertThat(HtmlPreference.isStated(List.of(accept))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*/*",
                "application/json",
                "application/problem+json",
                "application/json, text/plain, */*",
                "text/html, application/json",
                "application/problem+json, text/html;q=0.9",
                "application/*, text/html;q=0.5",
                "text/html;q=0",
                "text/html;q=nonsense",
                "image/svg+xml",
                ";;,,;q=1",
                "text/html, image/gif, image/jpeg, */*; q=0.2",
                "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
            })
    void programs_get_json(String accept) {
        assertThat(HtmlPreference.isStated(List.of(accept))).isFalse();
    }

    @Test
    void without_the_header_it_is_json() {
        assertThat(HtmlPreference.isStated(List.of())).isFalse();
    }

    @Test
    void several_headers_count_as_one() {
        assertThat(HtmlPreference.isStated(List.of("text/html;q=0.5", "application/json")))
                .isFalse();
        assertThat(HtmlPreference.isStated(List.of("application/json;q=0.5", "text/html")))
                .isTrue();
    }
}
