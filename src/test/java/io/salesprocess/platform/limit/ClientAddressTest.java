package io.salesprocess.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

    private final ClientAddress direct = new ClientAddress(Optional.empty());
    private final ClientAddress behindProxies =
            new ClientAddress(Optional.of(List.of("10.0.0.0/8", " 2001:db8:1::/48")));

    @Test
    void without_proxies_it_is_who_is_connected_whatever_the_request_claims() {
        assertThat(direct.of("198.51.100.7", List.of("203.0.113.1"))).isEqualTo("198.51.100.7");
    }

    @Test
    void who_is_no_proxy_is_not_believed() {
        assertThat(behindProxies.of("198.51.100.7", List.of("203.0.113.1"))).isEqualTo("198.51.100.7");
    }

    @Test
    void a_proxy_is_believed_about_whom_it_saw_and_nothing_further_left() {
        assertThat(behindProxies.of("10.0.0.1", List.of("192.0.2.66, 203.0.113.1")))
                .isEqualTo("203.0.113.1");
    }

    @Test
    void proxies_may_stand_in_a_row_and_add_headers_of_their_own() {
        assertThat(behindProxies.of("10.0.0.1", List.of("192.0.2.66, 203.0.113.1", "10.0.0.2, 2001:db8:1::9")))
                .isEqualTo("203.0.113.1");
    }

    @Test
    void a_proxy_that_says_nothing_is_the_client_itself() {
        assertThat(behindProxies.of("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
        assertThat(behindProxies.of("10.0.0.1", List.of("unknown"))).isEqualTo("10.0.0.1");
        assertThat(behindProxies.of("10.0.0.1", List.of("203.0.113.1, , "))).isEqualTo("10.0.0.1");
    }

    @Test
    void ports_are_left_out() {
        assertThat(behindProxies.of("10.0.0.1", List.of("203.0.113.1:4711"))).isEqualTo("203.0.113.1");
        assertThat(behindProxies.of("10.0.0.1", List.of("[2001:db8::1]:4711")))
                .isEqualTo(behindProxies.of("10.0.0.1", List.of("2001:db8::1")));
    }

    @Test
    void ipv6_addresses_of_one_site_count_as_one() {
        assertThat(direct.of("2001:db8:0:7::1", List.of()))
                .isEqualTo(direct.of("2001:db8:0:7:ffff::2", List.of()))
                .isNotEqualTo(direct.of("2001:db8:0:8::1", List.of()));
    }

    @Test
    void ipv4_written_as_ipv6_is_ipv4() {
        assertThat(direct.of("::ffff:198.51.100.7", List.of())).isEqualTo("198.51.100.7");
    }

    @Test
    void a_proxy_that_is_no_network_is_refused_at_the_start() {
        assertThatThrownBy(() -> new ClientAddress(Optional.of(List.of("proxy.example.com"))))
                .hasMessageContaining("proxy.example.com");
    }
}
