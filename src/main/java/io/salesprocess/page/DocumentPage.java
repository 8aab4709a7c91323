package io.salesprocess.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.salesprocess.access.Open;
import io.salesprocess.document.ClientDocuments;
import io.salesprocess.paper.PaperPages;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Texts;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.http.FormBodies;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * The page behind a document link, on which a client reads a document and signs a contract (rule 15). Whoever has the link may, as it
 * cannot be guessed.
 */
@Path("/d/{token}")
@Blocking
public class DocumentPage {

    /** How long a page may stay open before it is sent. */
    private static final Duration LIFETIME = Duration.ofHours(24);

    private static final int LONGEST_NAME = 200;
    private static final int UNPROCESSABLE = 422;
    private static final String TOKEN = "token";
    private static final String HASH = "sha256";
    private static final String NAME = "name";
    private static final String CONFIRMED = "confirmed";

    /** Nothing of a document runs or fetches, and only the page of its link frames it. */
    private static final String DOCUMENT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    private final ClientDocuments documents;
    private final PageTokens tokens;
    private final Writes writes;
    private final FormBodies bodies;
    private final HttpHeaders headers;

    DocumentPage(ClientDocuments documents, PageTokens tokens, Writes writes, FormBodies bodies, HttpHeaders headers) {
        this.documents = documents;
        this.tokens = tokens;
        this.writes = writes;
        this.bodies = bodies;
        this.headers = headers;
    }

    /**
     * What the visitor has typed, and what is wrong with it.
     *
     * @param nameMistake null if nothing is
     * @param confirmMistake null if nothing is
     * @param notice null if there is nothing to say of it all
     */
    record Typed(String name, boolean isConfirmed, String nameMistake, String confirmMistake, String notice) {

        static final Typed NOTHING = new Typed("", false, null, null, null);

        public boolean isMistaken() {
            return nameMistake != null || confirmMistake != null;
        }
    }

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record DocumentOfLink(
            String language,
            Map<String, String> t,
            String address,
            String title,
            ClientDocuments.Shown document,
            boolean signable,
            String notice,
            String pdf,
            Typed typed,
            String token)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record DocumentVoided(String language, Map<String, String> t) implements TemplateInstance {}

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record DocumentOutdated(String language, Map<String, String> t, String address) implements TemplateInstance {}

    /** The page; a link that is unknown, expired or revoked leads to one that says so, and so does a voided document. */
    @GET
    @Open
    @Operation(hidden = true)
    public Response show(@PathParam("token") String token, @Context UriInfo uri) {
        boolean thanks = uri.getQueryParameters().containsKey("signed");
        return orMissing(() -> page(token, Response.Status.OK.getStatusCode(), Typed.NOTHING, thanks));
    }

    /** The document for the frame in the page, as it was made. */
    @GET
    @Path("/document")
    @Open
    @Operation(hidden = true)
    public Response document(@PathParam("token") String token) {
        return orMissing(() -> {
            ClientDocuments.File file = documents.file(token, false);
            return PaperPages.response(file.bytes(), false, file.name())
                    .header("Content-Security-Policy", DOCUMENT_POLICY)
                    .header("X-Frame-Options", "SAMEORIGIN")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        });
    }

    /** The PDF, bit for bit as it was made. */
    @GET
    @Path("/pdf")
    @Open
    @Operation(hidden = true)
    public Response pdf(@PathParam("token") String token) {
        return orMissing(() -> {
            ClientDocuments.File file = documents.file(token, true);
            // To be kept: not every browser shows PDF under a policy.
            return PaperPages.attachment(file.bytes(), file.name()).build();
        });
    }

    /** Signs what was shown. Signing twice is signing once; a page that is outdated says so, and signs nothing. */
    @POST
    @Path("/signature")
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    @Open
    @Operation(hidden = true)
    public Response sign(@PathParam("token") String token, InputStream body) throws IOException {
        Map<String, List<String>> fields = bodies.read(headers.getMediaType(), body);
        String hash = first(fields, HASH);
        return orMissing(() -> {
            ClientDocuments.Shown shown = documents.open(token);
            Locale language = language(shown);
            if (shown.state() == ClientDocuments.State.VOIDED || !hash.equals(shown.sha256())) {
                return outdated(token, language);
            }
            String name = first(fields, NAME);
            boolean isConfirmed = fields.containsKey(CONFIRMED);
            Map<String, String> texts = PageTexts.in(language);
            Optional<PageTokens.Token> given = tokens.read(form(token, hash), first(fields, TOKEN));
            if (given.isEmpty() || given.get().age().compareTo(LIFETIME) > 0) {
                Typed typed = new Typed(name, false, null, null, texts.get("signExpired"));
                return page(token, UNPROCESSABLE, typed, false);
            }
            Typed typed = new Typed(
                    name,
                    isConfirmed,
                    mistake(name).map(texts::get).orElse(null),
                    isConfirmed ? null : texts.get("mistakeSignConfirm"),
                    null);
            if (typed.isMistaken()) {
                return page(token, UNPROCESSABLE, typed, false);
            }
            return writes.page(() -> documents.sign(token, hash, name.strip())
                    ? Response.seeOther(URI.create("/d/" + token + "?signed=1")).build()
                    : outdated(token, language));
        });
    }

    /** Where browsers come to that reload the address of a form with mistakes. */
    @GET
    @Path("/signature")
    @Open
    @Operation(hidden = true)
    public Response back(@PathParam("token") String token) {
        return orMissing(() -> {
            documents.open(token);
            return Response.seeOther(URI.create("/d/" + token)).build();
        });
    }

    private static Optional<String> mistake(String name) {
        if (Texts.isBlank(name)) {
            return Optional.of("mistakeSignName");
        }
        if (Texts.length(name) > LONGEST_NAME) {
            return Optional.of("mistakeLong");
        }
        return Texts.objection(name).isPresent() || name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0
                ? Optional.of("mistakeOther")
                : Optional.empty();
    }

    private Response page(String token, int status, Typed typed, boolean thanks) {
        ClientDocuments.Shown shown = documents.open(token);
        Locale language = language(shown);
        Map<String, String> texts = PageTexts.in(language);
        if (shown.state() == ClientDocuments.State.VOIDED) {
            return VisitorPage.of(
                    Response.Status.GONE.getStatusCode(),
                    new DocumentVoided(language.toLanguageTag(), texts).render(),
                    "",
                    List.of());
        }
        DocumentOfLink page = new DocumentOfLink(
                language.toLanguageTag(),
                texts,
                "/d/" + token,
                texts.get(shown.isContract() ? "documentContract" : "documentLetter"),
                shown,
                shown.state() == ClientDocuments.State.SIGN,
                notice(shown, language, thanks),
                MessageFormat.format(texts.get("documentPdf"), shown.pages()),
                typed,
                tokens.issue(form(token, shown.sha256()), Duration.ZERO));
        return VisitorPage.framing(status, page.render());
    }

    private static String notice(ClientDocuments.Shown shown, Locale language, boolean thanks) {
        Map<String, String> texts = PageTexts.in(language);
        return switch (shown.state()) {
            case DRAFT -> texts.get("documentDraft");
            case SIGNED -> {
                DateTimeFormatter format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(language)
                        .withZone(ZoneOffset.UTC);
                yield (thanks ? texts.get("signThanks") + " " : "")
                        + MessageFormat.format(
                                texts.get("signSigned"), shown.signedBy(), format.format(shown.signedAt()) + " UTC");
            }
            default -> null;
        };
    }

    private Response outdated(String token, Locale language) {
        DocumentOutdated page = new DocumentOutdated(language.toLanguageTag(), PageTexts.in(language), "/d/" + token);
        return VisitorPage.of(Response.Status.CONFLICT.getStatusCode(), page.render(), "", List.of());
    }

    private Response orMissing(Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (ProblemException e) {
            if (e.type() != ProblemType.NOT_FOUND) {
                throw e;
            }
            return VisitorPage.missing(PageTexts.language(null, headers.getAcceptableLanguages()));
        }
    }

    /** What the token in the page is for: this link and what it showed. No key of a form has a space. */
    private static String form(String token, String sha256) {
        return "document " + token + " " + sha256;
    }

    private Locale language(ClientDocuments.Shown shown) {
        return PageTexts.language(shown.locale(), headers.getAcceptableLanguages());
    }

    private static String first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).get(0);
    }
}
