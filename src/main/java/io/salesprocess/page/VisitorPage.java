package io.salesprocess.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateGlobal;
import io.quarkus.qute.TemplateInstance;
import io.salesprocess.platform.kernel.Sha256;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What all pages for visitors have in common: their style, which stands in each of them, and what browsers may do with them: apply
 * that style, and send the form to this service; no scripts, nothing from elsewhere, and no other site frames them but those that
 * are named.
 */
final class VisitorPage {

    private static final String STYLE = read();

    private VisitorPage() {}

    /** The style sheet, for the layout. */
    @TemplateGlobal(name = "visitorStyle")
    static String style() {
        return STYLE;
    }

    /**
     * The response with a page.
     *
     * @param rules a style of this page alone, or an empty text
     * @param embedOn origins of sites that may frame it
     */
    static Response of(int status, String page, String rules, List<String> embedOn) {
        return of(status, page, policy(rules, embedOn), embedOn.isEmpty());
    }

    /** The response with a page that frames something of this service. */
    static Response framing(int status, String page) {
        return of(status, page, policy("", List.of()) + "; frame-src 'self'", true);
    }

    /** That a link is unknown, expired or revoked, which nobody is told apart. */
    static Response missing(Locale language) {
        return of(
                Response.Status.NOT_FOUND.getStatusCode(),
                new LinkMissing(language.toLanguageTag(), PageTexts.in(language)).render(),
                "",
                List.of());
    }

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record LinkMissing(String language, Map<String, String> t) implements TemplateInstance {}

    private static Response of(int status, String page, String policy, boolean isNeverFramed) {
        Response.ResponseBuilder response = Response.status(status)
                .type("text/html;charset=UTF-8")
                .entity(page)
                .header("Content-Security-Policy", policy)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        if (isNeverFramed) {
            // For browsers that do not know the policy. The older header cannot name sites.
            response.header("X-Frame-Options", "DENY");
        }
        return response.build();
    }

    private static String policy(String rules, List<String> embedOn) {
        return "default-src 'none'; style-src " + source(STYLE) + (rules.isEmpty() ? "" : " " + source(rules))
                + "; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors "
                + (embedOn.isEmpty() ? "'none'" : String.join(" ", embedOn));
    }

    private static String source(String style) {
        return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(style)) + "'";
    }

    private static String read() {
        try (InputStream file = VisitorPage.class.getResourceAsStream("/page/visitor.css")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
