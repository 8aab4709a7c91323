package io.salesprocess.platform.limit;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A block of addresses, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}. Names are not resolved, here or elsewhere. */
public final class Network {

    private final byte[] address;
    private final int prefix;

    private Network(byte[] address, int prefix) {
        this.address = masked(address, prefix);
        this.prefix = prefix;
    }

    /** An address with or without a prefix length; anything else is refused. */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not a network in CIDR notation: " + text));
        int longest = address.length * Byte.SIZE;
        if (slash < 0) {
            return new Network(address, longest);
        }
        String prefix = text.substring(slash + 1);
        if (!prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > longest) {
            throw new IllegalArgumentException("not a network in CIDR notation: " + text);
        }
        return new Network(address, Integer.parseInt(prefix));
    }

    /** The network that an address is in, by the length of its prefix. */
    static Network of(InetAddress address, int prefix) {
        return new Network(address.getAddress(), prefix);
    }

    /** The address that is written down here; empty if it is none. IPv4 written as IPv6 becomes IPv4. */
    public static Optional<InetAddress> address(String text) {
        return bytes(text).map(Network::address);
    }

    public boolean contains(InetAddress candidate) {
        byte[] bytes = candidate.getAddress();
        return bytes.length == address.length && Arrays.equals(masked(bytes, prefix), address);
    }

    private static Optional<byte[]> bytes(String text) {
        return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text))
                .map(bytes -> address(bytes).getAddress());
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or 16 bytes.", e);
        }
    }

    private static byte[] masked(byte[] address, int prefix) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < address.length; i++) {
            int bits = Math.max(0, Math.min(Byte.SIZE, prefix - i * Byte.SIZE));
            masked[i] = (byte) (address[i] & (0xff << (Byte.SIZE - bits)));
        }
        return masked;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && prefix == network.prefix && Arrays.equals(address, network.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + prefix;
    }

    /** Not as people write it: short, and the same for the same network. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(address) + "/" + prefix;
    }
}
