package io.salesprocess.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.salesprocess.access.Open;
import io.salesprocess.evidence.ClientMessages;
import io.salesprocess.intake.VisitorForm;
import io.salesprocess.intake.VisitorForms;
import io.salesprocess.platform.api.FieldError;
import io.salesprocess.platform.api.ProblemException;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Forms as pages, which prospects fill in themselves. They work without scripts, style sheets and cookies. */
@Path("/f/{key}")
@Blocking
public class FormPage {

    /** How long a page may stay open before it is sent. */
    private static final Duration LIFETIME = Duration.ofHours(24);

    /** Nobody fills in a form in less. */
    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private static final int UNPROCESSABLE = 422;
    private static final String TOKEN = "token";
    private static final String TRAP = "website";
    private static final String CONSENT = "consent";
    private static final String SHOWN_VERSION = "formVersion";
    private static final String UNDERSTOOD = "understoodPhone";
    private static final int MOST_CARRIED = 10;
    private static final int LONGEST_CARRIED = 200;

    /** What links bring along and the submission keeps. */
    private static final Pattern CARRIED = Pattern.compile("utm_[a-z_]{1,30}|source");

    private static final Pattern LINK = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final VisitorForms forms;
    private final ClientMessages messages;
    private final PageTokens tokens;
    private final Writes writes;
    private final FormBodies bodies;
    private final HttpHeaders headers;

    FormPage(
            VisitorForms forms,
            ClientMessages messages,
            PageTokens tokens,
            Writes writes,
            FormBodies bodies,
            HttpHeaders headers) {
        this.forms = forms;
        this.messages = messages;
        this.tokens = tokens;
        this.writes = writes;
        this.bodies = bodies;
        this.headers = headers;
    }

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record FormToFill(
            VisitorForm form,
            String language,
            Map<String, String> t,
            List<FilledForm.Field> person,
            List<FilledForm.Question> questions,
            FilledForm.Field message,
            FilledForm.Field consent,
            List<FilledForm.Mistake> mistakes,
            String notice,
            String number,
            Map<String, String> hidden,
            String rules)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record FormSent(VisitorForm form, String language, Map<String, String> t, String link)
            implements TemplateInstance {}

    @CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record FormClosed(VisitorForm form, String language, Map<String, String> t) implements TemplateInstance {}

    /** The form, to be filled in. Not found is one that has no page. */
    @GET
    @Open
    @Operation(hidden = true)
    public Response show(@PathParam("key") String key, @Context UriInfo uri) {
        VisitorForm form = forms.open(key);
        Map<String, List<String>> given = new LinkedHashMap<>();
        uri.getQueryParameters().forEach((name, values) -> given.put(name, List.of(values.get(0))));
        return form.isClosed()
                ? closed(form)
                : toFill(form, Response.Status.OK.getStatusCode(), given, List.of(), null);
    }

    /** What has become of it: thanks, and the way to leave a message. Reloading has no effect. */
    @GET
    @Path("/thanks")
    @Open
    @Operation(hidden = true)
    public Response thanks(@PathParam("key") String key, @Context UriInfo uri) {
        VisitorForm form = forms.open(key);
        String link = uri.getQueryParameters().getFirst("link");
        Locale language = language(form);
        return VisitorPage.of(
                Response.Status.OK.getStatusCode(),
                new FormSent(
                                form,
                                language.toLanguageTag(),
                                PageTexts.in(language),
                                link != null && LINK.matcher(link).matches() ? link : null)
                        .render(),
                "",
                form.embedOn());
    }

    /** Takes in what a visitor has filled in. Mistakes come back beside their fields, with all that was typed. */
    @POST
    @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.MULTIPART_FORM_DATA})
    @Open
    @Operation(hidden = true)
    public Response send(@PathParam("key") String key, InputStream body) throws IOException {
        VisitorForm form = forms.open(key);
        Map<String, List<String>> fields = bodies.read(headers.getMediaType(), body);
        if (form.isClosed()) {
            return closed(form);
        }
        Optional<PageTokens.Token> token = tokens.read(key, first(fields, TOKEN));
        if (token.isEmpty() || token.get().age().compareTo(LIFETIME) > 0) {
            return again(form, fields, List.of(), text(form, "noticeExpired"));
        }
        VisitorForms.Filled filled = new VisitorForms.Filled(
                ofSubmission(fields),
                "page-" + token.get().nonce(),
                first(fields, CONSENT),
                suspicion(fields, token.get()));
        String understood = understood(form, fields);
        if (understood != null && !understood.equals(first(fields, UNDERSTOOD))) {
            return withMistakes(form, fields, forms.mistakes(key, filled));
        }
        try {
            return writes.page(() -> send(key, filled, token.get()));
        } catch (ProblemException e) {
            return switch (e.type()) {
                case INVALID_REQUEST -> withMistakes(form, fields, e.errors());
                case SUBMISSION_CONFLICT -> again(form, fields, List.of(), text(form, "noticeSent"));
                default -> throw e;
            };
        }
    }

    private Response send(String key, VisitorForms.Filled filled, PageTokens.Token token) {
        VisitorForms.Sent sent = forms.send(key, filled);
        String address = "/f/" + key + "/thanks";
        if (sent.dealId() != null) {
            String link = tokens.messageLink(key, token.nonce());
            messages.offer(key, sent.dealId(), link);
            address += "?link=" + link;
        }
        return Response.seeOther(URI.create(address)).build();
    }

    private static String suspicion(Map<String, List<String>> fields, PageTokens.Token token) {
        String trapped = first(fields, TRAP);
        if (trapped != null && !trapped.isBlank()) {
            return "honeypot";
        }
        return token.age().compareTo(SHORTEST) < 0 ? "too-fast" : null;
    }

    /** Without what belongs to the page only. */
    private static Map<String, List<String>> ofSubmission(Map<String, List<String>> fields) {
        Map<String, List<String>> others = new LinkedHashMap<>(fields);
        others.keySet().removeAll(List.of(TOKEN, TRAP, CONSENT, SHOWN_VERSION, UNDERSTOOD));
        // What programs send and people cannot see; it would be taken for what they have written.
        others.keySet().removeIf(name -> name.startsWith("signals.") || name.startsWith("consent."));
        return others;
    }

    /** What is wrong may have been right, or not even there, when the page was shown. */
    private Response withMistakes(VisitorForm form, Map<String, List<String>> fields, List<FieldError> errors) {
        String shown = first(fields, SHOWN_VERSION);
        boolean isChanged = shown != null && !shown.equals(Long.toString(form.version()));
        return again(form, fields, errors, isChanged && !errors.isEmpty() ? text(form, "noticeChanged") : null);
    }

    private Response again(VisitorForm form, Map<String, List<String>> fields, List<FieldError> errors, String notice) {
        return toFill(form, UNPROCESSABLE, fields, errors, notice);
    }

    private Response toFill(
            VisitorForm form, int status, Map<String, List<String>> typed, List<FieldError> errors, String notice) {
        Locale language = language(form);
        String understood = understood(form, typed);
        FilledForm filled = new FilledForm(form, language, typed, errors, understood);
        // In the order in which they stand on the page, so that the first mistake is the first.
        List<FilledForm.Question> questions = filled.questions();
        List<FilledForm.Field> person = filled.person();
        FilledForm.Field message = filled.message();
        FilledForm.Field consent = filled.consent();
        String rules = filled.rules();
        boolean isUnplaced = !errors.isEmpty() && filled.mistakes().isEmpty();
        return VisitorPage.of(
                status,
                new FormToFill(
                                form,
                                language.toLanguageTag(),
                                PageTexts.in(language),
                                person,
                                questions,
                                message,
                                consent,
                                filled.mistakes(),
                                notice == null && isUnplaced ? text(form, "noticeOther") : notice,
                                // Together with mistakes it only stands beside its field.
                                filled.mistakes().isEmpty() ? understood : null,
                                hidden(form, typed, understood),
                                rules)
                        .render(),
                rules,
                form.embedOn());
    }

    private Map<String, String> hidden(VisitorForm form, Map<String, List<String>> typed, String understood) {
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put(TOKEN, tokens.issue(form.key(), timeSpent(form, typed)));
        hidden.put(SHOWN_VERSION, Long.toString(form.version()));
        if (understood != null) {
            hidden.put(UNDERSTOOD, understood);
        }
        typed.entrySet().stream()
                .filter(entry -> CARRIED.matcher(entry.getKey()).matches())
                .filter(entry -> entry.getValue().get(0).length() <= LONGEST_CARRIED)
                .limit(MOST_CARRIED)
                .forEach(entry -> hidden.put(
                        entry.getKey(), Texts.permitted(entry.getValue().get(0))));
        return hidden;
    }

    /** The telephone number as it was understood, where the form wants it to be confirmed; else null. */
    private String understood(VisitorForm form, Map<String, List<String>> typed) {
        String phone = first(typed, "phone");
        return form.confirmsPhone() && phone != null
                ? forms.understood(form.key(), phone).orElse(null)
                : null;
    }

    /** Who has been here for a while and only corrects a mistake may be as quick as they like. */
    private Duration timeSpent(VisitorForm form, Map<String, List<String>> typed) {
        return tokens.read(form.key(), first(typed, TOKEN))
                .filter(before -> before.age().compareTo(SHORTEST) >= 0)
                .map(before -> SHORTEST)
                .orElse(Duration.ZERO);
    }

    private Response closed(VisitorForm form) {
        Locale language = language(form);
        return VisitorPage.of(
                Response.Status.GONE.getStatusCode(),
                new FormClosed(form, language.toLanguageTag(), PageTexts.in(language)).render(),
                "",
                form.embedOn());
    }

    private Locale language(VisitorForm form) {
        return PageTexts.language(form.locale(), headers.getAcceptableLanguages());
    }

    private String text(VisitorForm form, String key) {
        return PageTexts.in(language(form)).get(key);
    }

    private static String first(Map<String, List<String>> fields, String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.get(0);
    }
}
