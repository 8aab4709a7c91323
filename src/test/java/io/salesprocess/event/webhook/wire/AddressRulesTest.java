package io.salesprocess.event.webhook.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.salesprocess.platform.limit.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses webhooks may reach. */
class AddressRulesTest {

    private static final AddressRules PUBLIC_ONLY = new AddressRules(List.of());

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450::1"})
    void public_addresses_may_be_reached(String address) throws Exception {
        assertThat(PUBLIC_ONLY.mayReach(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b::8.8.8.8",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:808:808::",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "5f00::1"
            })
    void others_may_not_whatever_they_are_disguised_as(String address) throws Exception {
        assertThat(PUBLIC_ONLY.mayReach(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void operators_can_allow_networks() throws Exception {
        AddressRules rules = rules("10.1.0.0/16", "fd00::/8");

        assertThat(rules.mayReach(InetAddress.getByName("10.1.2.3"))).isTrue();
        assertThat(rules.mayReach(InetAddress.getByName("::ffff:10.1.2.3"))).isTrue();
        assertThat(rules.mayReach(InetAddress.getByName("fd00::1"))).isTrue();
        assertThat(rules.mayReach(InetAddress.getByName("10.2.2.3"))).isFalse();
        assertThat(rules.isAllowedByOperator(InetAddress.getByName("8.8.8.8"))).isFalse();
    }

    @Test
    void a_translator_that_is_allowed_still_leads_to_public_addresses_only() throws Exception {
        AddressRules rules = rules("64:ff9b::/96", "2002::/16");

        assertThat(rules.mayReach(InetAddress.getByName("64:ff9b::8.8.8.8"))).isTrue();
        assertThat(rules.mayReach(InetAddress.getByName("64:ff9b::10.0.0.1"))).isFalse();
        assertThat(rules.mayReach(InetAddress.getByName("2002:808:808::1"))).isTrue();
        assertThat(rules.mayReach(InetAddress.getByName("2002:a00:1::1"))).isFalse();
    }

    private static AddressRules rules(String... networks) {
        return new AddressRules(Stream.of(networks).map(Network::parse).toList());
    }
}
