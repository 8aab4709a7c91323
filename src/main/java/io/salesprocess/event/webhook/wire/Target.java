package io.salesprocess.event.webhook.wire;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where messages go: an address of a webhook that has been taken apart.
 *
 * @param isEncrypted whether it begins with {@code https}
 * @param host a name, or an address without brackets
 * @param path with the query
 */
public record Target(boolean isEncrypted, String host, int port, String path) {

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** Lower ports belong to other protocols, of which a request could be made to look like a message. */
    private static final int FIRST_FREE_PORT = 1024;

    private static final int LAST_PORT = 65_535;

    /** An address that cannot be one of a webhook; the message says what it has to be like. */
    public static final class Malformed extends RuntimeException {
        Malformed(String message) {
            super(message, null, false, false);
        }
    }

    /** Takes the address apart. Refused are other schemes, credentials, fragments and ports of other protocols. */
    public static Target parse(String url) {
        URI uri = uri(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean isEncrypted = scheme.equals("https");
        if (!isEncrypted && !scheme.equals("http")) {
            throw new Malformed("must begin with https://");
        }
        if (uri.getRawUserInfo() != null
                || uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            throw new Malformed("must not contain credentials; verify the signature instead");
        }
        if (uri.getRawFragment() != null) {
            throw new Malformed("must not have a fragment");
        }
        if (uri.getHost() == null || uri.getHost().contains("%")) {
            throw new Malformed("must have a host name, such as https://example.com/webhooks");
        }
        int port = uri.getPort() == -1 ? (isEncrypted ? HTTPS : HTTP) : uri.getPort();
        if (port > LAST_PORT || port < FIRST_FREE_PORT && port != HTTPS && port != HTTP) {
            throw new Malformed("must have the port 443 or 80, or one from 1024 to 65535");
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Target(
                isEncrypted,
                host(uri.getHost()),
                port,
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    /** Names outside of ASCII are written in their ASCII form, as certificates have them. */
    private static URI uri(String url) {
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null
                    || uri.getRawAuthority() == null
                    || uri.getRawAuthority().contains("@")) {
                return new URI(uri.toASCIIString());
            }
            return new URI(new URI(
                            uri.getScheme(),
                            IDN.toASCII(uri.getAuthority()),
                            uri.getPath(),
                            uri.getQuery(),
                            uri.getFragment())
                    .toASCIIString());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new Malformed("must be a URL, such as https://example.com/webhooks");
        }
    }

    private static String host(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host.toLowerCase(Locale.ROOT);
    }

    /** The host as it is written in an address. */
    String hostInUrl() {
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
