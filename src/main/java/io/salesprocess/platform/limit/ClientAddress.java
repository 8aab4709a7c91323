package io.salesprocess.platform.limit;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a request comes from. That is the other end of its connection, unless a proxy that we know sits there: then it is who
 * the proxy says, in {@code X-Forwarded-For}. What stands in that header further left was sent by the client and proves
 * nothing.
 */
@Singleton
public class ClientAddress {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** Whoever has one IPv6 address has all of these. */
    private static final int IPV6_SITE = 64;

    private final List<Network> proxies;

    ClientAddress(@ConfigProperty(name = "salesprocess.proxies") Optional<List<String>> proxies) {
        this.proxies = proxies.orElse(List.of()).stream()
                .map(String::strip)
                .map(Network::parse)
                .toList();
    }

    /** Whom to count a request for: an IPv4 address, or the network of an IPv6 address. */
    public String of(HttpServerRequest request) {
        String peer = request.connection().remoteAddress().hostAddress();
        // No address: a connection that does not come over a network.
        return peer == null ? "local" : of(peer, request.headers().getAll(FORWARDED_FOR));
    }

    /**
     * The same, before there is a request.
     *
     * @param peer the other end of the connection
     * @param forwardedFor the lines of {@code X-Forwarded-For}
     */
    public String of(String peer, List<String> forwardedFor) {
        InetAddress client = Network.address(peer).orElseThrow();
        String[] hops = String.join(",", forwardedFor).split(",");
        for (int i = hops.length - 1; i >= 0 && isProxy(client); i--) {
            Optional<InetAddress> hop = Network.address(withoutPort(hops[i].strip()));
            if (hop.isEmpty()) {
                break;
            }
            client = hop.get();
        }
        byte[] bytes = client.getAddress();
        return bytes.length == 4
                ? client.getHostAddress()
                : Network.of(client, IPV6_SITE).toString();
    }

    private boolean isProxy(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    /** Some proxies add the port: {@code 192.0.2.1:4711}, {@code [2001:db8::1]:4711}. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[") && hop.contains("]")) {
            return hop.substring(1, hop.indexOf(']'));
        }
        int colon = hop.indexOf(':');
        return colon > 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }
}
