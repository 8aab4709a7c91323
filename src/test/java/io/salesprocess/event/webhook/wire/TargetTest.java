package io.salesprocess.event.webhook.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of webhooks, taken apart. */
class TargetTest {

    @Test
    void an_address_has_host_port_and_path() {
        assertThat(Target.parse("https://Example.com")).isEqualTo(new Target(true, "example.com", 443, "/"));
        assertThat(Target.parse("http://example.com:8080/a%20b?c=d"))
                .isEqualTo(new Target(false, "example.com", 8080, "/a%20b?c=d"));
        assertThat(Target.parse("https://[2001:db8::1]:8443/x"))
                .isEqualTo(new Target(true, "2001:db8::1", 8443, "/x"))
                .returns("[2001:db8::1]", Target::hostInUrl);
    }

    @Test
    void names_outside_of_ascii_are_written_in_ascii() {
        assertThat(Target.parse("https://bücher.example/ä"))
                .isEqualTo(new Target(true, "xn--bcher-kva.example", 443, "/%C3%A4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "example.com/hooks",
                "//example.com/",
                "file:///etc/passwd",
                "https:example.com",
                "https://",
                "https:///path",
                "https://user@example.com/",
                "https://user:secret@example.com/",
                "https://example.com@evil.example@x/",
                "https://example.com/#part",
                "https://example.com:22/",
                "https://example.com:25/",
                "https://example.com:0/",
                "https://example.com:65536/",
                "https://exa mple.com/",
                "https://[fe80::1%25eth0]/",
                "https://example.com\\@evil.example/",
                "https://exam\r\nple.com/",
                "javascript:alert(1)",
                ""
            })
    void what_cannot_be_an_address_of_a_receiver_is_refused(String url) {
        assertThatThrownBy(() -> Target.parse(url))
                .isInstanceOf(Target.Malformed.class)
                .hasMessageStartingWith("must ");
    }
}
