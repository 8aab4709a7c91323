package io.salesprocess.platform.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compresses large answers for clients that ask for it. The server would compress all of them, also those that grow by it; so
 * each that is not worth it says that it is to stay as it is.
 */
@Singleton
class Compression implements HttpServerOptionsCustomizer {

    /** Bytes from which on it is worth the work. */
    private static final int SMALLEST = 2 * 1024;

    private static final int OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private static final Set<String> TYPES = Set.of(
            "application/javascript",
            "application/json",
            "application/openmetrics-text",
            "application/problem+json",
            "application/x-ndjson",
            "application/yaml",
            "image/svg+xml",
            "text/css",
            "text/csv",
            "text/html",
            "text/javascript",
            "text/plain",
            "text/vnd.mermaid");

    /**
     * Pages behind links, which can hold a secret beside words that others chose: from the length of a compressed answer the
     * secret could be guessed letter by letter (BREACH).
     */
    private static final Pattern PAGES_WITH_SECRETS = Pattern.compile("/[fmd]/.*");

    /** What makes a secret shows it once, in its answer. */
    private static final Pattern MAKERS_OF_SECRETS = Pattern.compile(
            "/v1/(api-keys|webhooks|message-links)(/.*)?|/v1/insights/links|/v1/deals/[^/]+/(.+/)?(message-)?link");

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setCompressionSupported(true);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }

    /** Decides when the answer begins, as its size and its type are known then. */
    void attend(RoutingContext context) {
        context.addHeadersEndHandler(begun -> decide(context));
    }

    private static void decide(RoutingContext context) {
        HttpServerRequest request = context.request();
        MultiMap answer = context.response().headers();
        if (!canBeCompressed(request, context.response().getStatusCode())
                || answer.contains(HttpHeaders.CONTENT_ENCODING)) {
            return;
        }
        if (isLarge(answer) && isText(answer) && !holdsSecret(request.method(), request.path())) {
            answer.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        } else if (request.headers().contains(HttpHeaders.ACCEPT_ENCODING)) {
            // The server takes the header away again.
            answer.set(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY);
        }
    }

    /** Others the server leaves alone, with all of their headers. */
    private static boolean canBeCompressed(HttpServerRequest request, int status) {
        return request.version() != HttpVersion.HTTP_1_0
                && !request.method().equals(HttpMethod.HEAD)
                && status >= OK
                && status != NO_CONTENT
                && status != NOT_MODIFIED;
    }

    /** What is written piece by piece has no length. */
    private static boolean isLarge(MultiMap answer) {
        String length = answer.get(HttpHeaders.CONTENT_LENGTH);
        return length == null || Long.parseLong(length) >= SMALLEST;
    }

    private static boolean isText(MultiMap answer) {
        String type = answer.get(HttpHeaders.CONTENT_TYPE);
        return type != null && TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    static boolean holdsSecret(HttpMethod method, String path) {
        return path == null
                || PAGES_WITH_SECRETS.matcher(path).matches()
                || (method.equals(HttpMethod.POST)
                        && MAKERS_OF_SECRETS.matcher(path).matches());
    }
}
