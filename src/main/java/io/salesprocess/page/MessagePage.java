package io.salesprocess.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.salesprocess.access.Open;
import io.salesprocess.evidence.ClientMessages;
import io.salesprocess.platform.api.ProblemException;
import io.salesprocess.platform.api.ProblemType;
import io.salesprocess.platform.api.Texts;
import io.salesprocess.platform.api.Writes;
import io.salesprocess.platform.http.FormBodies;
import io.salesprocess.platform.kernel.Secrets;
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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The page behind a message link, on which a client leaves messages. Whoever has the link may, as it cannot be guessed. */
@Path("/m/{token}")
@Blocking
public class MessagePage {

    private static final int LONGEST = 5000;
    private static final int UNPROCESSABLE = 422;
    private static final String TEXT = "text";
    private static final String SENT_AS = "sentAs";
    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final ClientMessages messages;
    private final Writes writes;
    private final FormBodies bodies;
    private final HttpHeaders headers;

    MessagePage(ClientMessages messages, Writes writes, FormBodies bodies, HttpHeaders headers) {
        this.messages = messages;
        this.writes = writes;
        this.bodies = bodies;
        this.headers = headers;
    }

    /** A message as the page shows it. */
    record Shown(String text, String at, String machineTime) {}

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record MessagesOfLink(
            String language,
            Map<String, String> t,
            String hello,
            String sentAs,
            String typed,
            String mistake,
            boolean arrived,
            List<Shown> left)
            implements TemplateInstance {}

    /** The page; a link that is unknown, expired or revoked leads to one that says so. */
    @GET
    @Open
    @Operation(hidden = true)
    public Response show(@PathParam("token") String token, @Context UriInfo uri) {
        boolean arrived = uri.getQueryParameters().containsKey("arrived");
        return page(token, Response.Status.OK.getStatusCode(), Secrets.next(), "", null, arrived);
    }

    /** Leaves a message. Sent twice, it is one; reloading the page after it has no effect. */
    @POST
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    @Open
    @Operation(hidden = true)
    public Response leave(@PathParam("token") String token, InputStream body) throws IOException {
        Map<String, List<String>> fields = bodies.read(headers.getMediaType(), body);
        String text = fields.getOrDefault(TEXT, List.of("")).get(0);
        String given = fields.getOrDefault(SENT_AS, List.of("")).get(0);
        String sentAs = NONCE.matcher(given).matches() ? given : Secrets.next();
        Map<String, String> texts = PageTexts.in(language());
        if (Texts.isBlank(text)) {
            return page(token, UNPROCESSABLE, sentAs, text, texts.get("mistakeAnswer"), false);
        }
        if (Texts.length(text) > LONGEST || Texts.objection(text).isPresent()) {
            return page(
                    token,
                    UNPROCESSABLE,
                    sentAs,
                    text,
                    texts.get(Texts.length(text) > LONGEST ? "mistakeLong" : "mistakeCharacters"),
                    false);
        }
        try {
            return writes.page(() -> {
                messages.leave(token, sentAs, text);
                return Response.seeOther(URI.create("/m/" + token + "?arrived=1"))
                        .build();
            });
        } catch (ProblemException e) {
            return missing(e);
        }
    }

    private Response page(String token, int status, String sentAs, String typed, String mistake, boolean arrived) {
        Locale language = language();
        Map<String, String> texts = PageTexts.in(language);
        ClientMessages.Conversation conversation;
        try {
            conversation = messages.open(token);
        } catch (ProblemException e) {
            return missing(e);
        }
        DateTimeFormatter format = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(language)
                .withZone(ZoneOffset.UTC);
        List<Shown> left = conversation.left().stream()
                .map(message -> new Shown(
                        message.text() == null ? texts.get("messageNone") : message.text(),
                        format.format(message.leftAt()) + " UTC",
                        message.leftAt().toString()))
                .toList();
        String hello = conversation.salesperson() == null
                ? texts.get("messageHelloNobody")
                : MessageFormat.format(texts.get("messageHello"), conversation.salesperson());
        MessagesOfLink shown = new MessagesOfLink(
                language.toLanguageTag(), texts, hello, sentAs, Texts.permitted(typed), mistake, arrived, left);
        return VisitorPage.of(status, shown.render(), "", List.of());
    }

    private Response missing(ProblemException e) {
        if (e.type() != ProblemType.NOT_FOUND) {
            throw e;
        }
        return VisitorPage.missing(language());
    }

    private Locale language() {
        return PageTexts.language(null, headers.getAcceptableLanguages());
    }
}
