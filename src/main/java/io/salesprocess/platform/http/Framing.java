package io.salesprocess.platform.http;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.salesprocess.platform.api.ProblemType;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses heads of requests that leave open where the request ends or whom it is for. A proxy in front of the service could read
 * them differently, and then a part of one request would be taken for another request (request smuggling).
 */
final class Framing {

    /** All methods that an address of the service has, and the ones that HTTP answers by itself. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private static final String CHUNKED = "chunked";

    /** A target that is a whole address: its host, and the rest. */
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#]*)(.*)", Pattern.DOTALL);

    private Framing() {}

    /**
     * Why a request is refused.
     *
     * @param type decides the status
     * @param detail what was wrong
     */
    record Refusal(ProblemType type, String detail) {}

    /** Why a request with this head cannot be carried out, if so. */
    static Optional<Refusal> refusal(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(unreadable(request.decoderResult().cause()));
        }
        boolean isCurrent = request.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (!isCurrent && !request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return malformed("The service supports HTTP/1.1 and HTTP/1.0.");
        }
        HttpHeaders headers = request.headers();
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() > 1
                || (isCurrent && hosts.isEmpty())
                || !hosts.stream().allMatch(Framing::isHost)) {
            return malformed("A request must have one Host header with a host and an optional port.");
        }
        if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return transferRefusal(headers, isCurrent);
        }
        if (headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size() > 1) {
            return malformed("Content-Length must be given once.");
        }
        if (!METHODS.contains(request.method().name())) {
            return Optional.of(
                    new Refusal(ProblemType.METHOD_NOT_ALLOWED, "This address does not support the method."));
        }
        return targetRefusal(request.uri());
    }

    /** The HTTP server cannot make an address of other targets, and would answer by itself. */
    private static Optional<Refusal> targetRefusal(String target) {
        Matcher whole = ABSOLUTE.matcher(target);
        if (whole.matches()) {
            return isHost(whole.group(1)) && !whole.group(1).isEmpty()
                    ? Optional.empty()
                    : malformed("The address must have a host and an optional port.");
        }
        return target.startsWith("/")
                ? Optional.empty()
                : Optional.of(new Refusal(ProblemType.NOT_FOUND, "There is nothing at this address."));
    }

    /** Makes a path of a whole address, which every server has to understand (RFC 9112, section 3.2.2): its host is the one that counts. */
    static void shorten(HttpRequest request) {
        Matcher whole = ABSOLUTE.matcher(request.uri());
        if (whole.matches()) {
            request.headers().set(HttpHeaderNames.HOST, whole.group(1));
            String rest = whole.group(2);
            request.setUri(rest.startsWith("/") ? rest : "/" + rest);
        }
    }

    private static boolean isHost(String host) {
        return host.isEmpty() || HostAndPort.parseAuthority(host, -1) != null;
    }

    private static Optional<Refusal> transferRefusal(HttpHeaders headers, boolean isCurrent) {
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return malformed("A body has either a Content-Length or a Transfer-Encoding.");
        }
        if (!isCurrent) {
            return malformed("HTTP/1.0 does not support Transfer-Encoding.");
        }
        if (codings.size() > 1) {
            return malformed("Transfer-Encoding must be given once.");
        }
        return codings.get(0).trim().equalsIgnoreCase(CHUNKED)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ProblemType.NOT_IMPLEMENTED, "The only transfer coding that is supported is chunked."));
    }

    /** What the decoder could not make a head of. */
    private static Refusal unreadable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(ProblemType.URI_TOO_LONG, "The request line is too long.");
        }
        if (cause instanceof TooLongFrameException) {
            return new Refusal(ProblemType.HEADERS_TOO_LARGE, "The headers are too large.");
        }
        return new Refusal(ProblemType.MALFORMED_REQUEST, "The request is not well-formed HTTP.");
    }

    private static Optional<Refusal> malformed(String detail) {
        return Optional.of(new Refusal(ProblemType.MALFORMED_REQUEST, detail));
    }
}
