package io.salesprocess.platform.http;

import io.salesprocess.platform.page.PageStyle;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What browsers are told on every answer: to run no scripts, to let no other site frame it, to guess no types. Set in code
 * and not by the framework's filters, each of which would match every request's path once more.
 */
@Singleton
class SecurityHeaders {

    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("X-Content-Type-Options");
    private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence FRAME_OPTIONS = HttpHeaders.createOptimized("X-Frame-Options");
    private static final CharSequence DENY = HttpHeaders.createOptimized("DENY");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("Referrer-Policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence CONTENT_SECURITY_POLICY = HttpHeaders.createOptimized("Content-Security-Policy");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence TRANSPORT = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");

    /** Pages and pictures bring their style along, and nothing else. */
    private static final CharSequence PLAIN_PAGES = HttpHeaders.createOptimized(PageStyle.policy());

    /** Swagger UI starts itself by a script in its page, and calls the service. */
    private static final CharSequence SWAGGER_UI = HttpHeaders.createOptimized(
            "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'");

    /** A document brings its style along too, which is that of its template; and nothing that runs or fetches. */
    private static final CharSequence DOCUMENTS = HttpHeaders.createOptimized(
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; sandbox");

    private final boolean isBehindTls;

    SecurityHeaders(@ConfigProperty(name = "salesprocess.public-url") String publicUrl) {
        this.isBehindTls = publicUrl.startsWith("https:");
    }

    void addTo(MultiMap headers, String path) {
        headers.set(CONTENT_TYPE_OPTIONS, NO_SNIFF);
        headers.set(FRAME_OPTIONS, DENY);
        headers.set(REFERRER_POLICY, NO_REFERRER);
        if (isBehindTls) {
            headers.set(TRANSPORT, A_YEAR);
        }
        if (path.startsWith("/v1") || isVisitorPage(path)) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        }
        if (path.startsWith("/q/swagger-ui")) {
            headers.set(CONTENT_SECURITY_POLICY, SWAGGER_UI);
        } else if (isDocument(path)) {
            headers.set(CONTENT_SECURITY_POLICY, DOCUMENTS);
        } else if (!path.startsWith("/q/dev")) {
            // Which only exists while the service is being developed, and runs scripts of all kinds.
            headers.set(CONTENT_SECURITY_POLICY, PLAIN_PAGES);
        }
    }

    private static boolean isVisitorPage(String path) {
        return path.startsWith("/f/") || path.startsWith("/m/") || path.startsWith("/d/") || path.startsWith("/i/");
    }

    private static boolean isDocument(String path) {
        return path.startsWith("/v1/deals/") && (path.contains("/documents/") || path.contains("/proposals/"))
                || path.equals("/v1/templates/preview");
    }
}
