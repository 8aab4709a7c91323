package io.salesprocess.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There is one way of writing an address; every other one is refused before anything could read it in its own way. */
class PlainPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1/deals",
                "/v1/deals/",
                "/v1/deals?q=a;b//../%2F",
                "/v1/forms/%C3%BC",
                "/v1/forms/a%20b",
                "/v1/deals/%00",
                "/v1/forms/.a",
                "/v1/forms/..a",
                "/v1/forms/a..b",
                "/v1/deals/a:b@c!$&'()*+,=~-_"
            })
    void plain(String target) {
        assertThat(PlainPath.isPlain(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "v1/deals",
                "//v1/deals",
                "/v1//deals",
                "/v1/deals//",
                "/./v1/deals",
                "/v1/../v1/deals",
                "/v1/deals/..",
                "/v1/deals/.",
                "/v1;x/deals",
                "/;x/v1/deals",
                "/v1/deals;",
                "/v1/deals;x=/../y?z",
                "/v1\\deals",
                "/v1/deals#x",
                "/%76%31/deals",
                "/v1/%64eals",
                "/v1%2Fdeals",
                "/v1%2fdeals",
                "/v1/%2e%2e/v1/deals",
                "/v1/%2E/deals",
                "/v1%5Cdeals",
                "/v1%3Bx/deals",
                "/v1%3b/deals",
                "/v1/deals%3Fx",
                "/v1/deals%23",
                "/v1/a%2Db",
                "/v1/deals/%zz",
                "/v1/deals/%4",
                "/v1/deals/%",
                "http://localhost/v1/deals",
                "http://localhost",
                "localhost:8080"
            })
    void not_plain(String target) {
        assertThat(PlainPath.isPlain(target)).isFalse();
    }
}
