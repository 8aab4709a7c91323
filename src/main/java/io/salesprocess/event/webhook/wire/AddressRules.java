package io.salesprocess.event.webhook.wire;

import io.salesprocess.platform.limit.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses webhooks may reach: public ones, and those of networks that operators allow. Whoever may create a webhook could
 * otherwise have the service send requests to hosts that only the service can reach.
 */
public final class AddressRules {

    /** Of IPv4, what the registry of special-purpose addresses (RFC 6890) has besides public ones; multicast and what is reserved. */
    private static final List<Network> NOT_PUBLIC = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /**
     * Of IPv6, what is assigned to hosts of the Internet: loopback, link-local, unique-local, multicast, IPv4 in its several
     * disguises and NAT64 are outside.
     */
    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

    /** What of that is not: protocol assignments with Teredo, documentation, 6to4 and direct delegation. */
    private static final List<Network> NOT_GLOBAL =
            networks("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    private static final Network NAT64 = Network.parse("64:ff9b::/96");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");

    private final List<Network> allowed;

    /** @param allowed networks that may be reached besides public addresses */
    public AddressRules(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Whether messages may be sent to the address. */
    public boolean mayReach(InetAddress address) {
        return isAllowedByOperator(address) || isPublic(address);
    }

    /** Whether operators have allowed the network that the address is in, so that plain HTTP is accepted, too. */
    public boolean isAllowedByOperator(InetAddress address) {
        // What a translator makes of it has to be allowed as well.
        return isIn(allowed, address) && embedded(address).map(this::mayReach).orElse(true);
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? !isIn(NOT_PUBLIC, address)
                : GLOBAL_UNICAST.contains(address) && !isIn(NOT_GLOBAL, address);
    }

    /** The IPv4 address to which a translator or a relay takes what is sent to this one. */
    private static Optional<InetAddress> embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.contains(address)) {
            return Optional.of(address(Arrays.copyOfRange(bytes, 12, 16)));
        }
        return SIX_TO_FOUR.contains(address) ? Optional.of(address(Arrays.copyOfRange(bytes, 2, 6))) : Optional.empty();
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes.", e);
        }
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Arrays.stream(texts).map(Network::parse).toList();
    }
}
