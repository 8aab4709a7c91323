package io.salesprocess.page;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.keyed;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.salesprocess.testkit.Concurrently;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A prospect fills in a form on its page: nothing that was typed is lost, nothing is taken in twice, and nothing can be forged. */
@QuarkusTest
class FormPageTest {

    /** The age of a page that is sent faster than any person could, however busy the machine is that runs the test. */
    private static final Duration ONLY_JUST = Duration.ofMinutes(-5);

    @Inject
    PageSecret secret;

    private final String key = unique("form");

    private Map<String, Object> form(Map<String, Object> page, Object... questions) {
        Map<String, Object> form = new HashMap<>();
        form.put("key", key);
        form.put("title", "Talk to <us> & more");
        form.put("pipeline", "standard");
        form.put("questions", List.of(questions));
        form.put("page", page);
        return form;
    }

    private static final Map<String, Object> NEED =
            Map.of("key", "need", "label", "Your \"need\" <b>", "type", "text", "required", true, "max", 50);

    private void publish(Map<String, Object> page, Object... questions) {
        post("/v1/forms", form(page, questions)).statusCode(201);
    }

    private void publish() {
        publish(Map.of("locale", "en"), NEED);
    }

    private String token() {
        return tokenOf(key, Duration.ofMinutes(1));
    }

    private String tokenOf(String form, Duration ago) {
        return new PageTokens(secret, Clock.systemUTC()).issue(form, ago);
    }

    private Map<String, String> filled() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("token", token());
        fields.put("name", "Ada Stone");
        fields.put("email", unique("ada") + "@example.com");
        fields.put("answers.need", "Replace our call sheets");
        return fields;
    }

    private static RequestSpecification browser() {
        return RestAssured.given().redirects().follow(false).header("Accept", "text/html,application/xhtml+xml");
    }

    private Response send(Map<String, String> fields) {
        return browser()
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(fields)
                .post("/f/" + key);
    }

    private JsonPath submissions() {
        return get("/v1/submissions?form=" + key).extract().jsonPath();
    }

    private int stored() {
        return submissions().getList("items").size();
    }

    @Test
    void what_is_filled_in_is_taken_in_and_thanked_for_with_a_way_to_leave_messages() {
        publish();
        Map<String, String> fields = filled();
        fields.put("utm_source", "newsletter");
        fields.put("message", "Please call in the morning");
        Response sent = send(fields);
        assertThat(sent.statusCode()).isEqualTo(303);
        Response thanks = browser().get(sent.header("Location"));
        assertThat(thanks.statusCode()).isEqualTo(200);
        String link = thanks.asString().replaceAll("(?s).*href=\"(/m/[^\"]+)\".*", "$1");
        assertThat(browser().get(link).statusCode()).isEqualTo(200);
        JsonPath submission = submissions();
        assertThat(submission.getString("items[0].status")).isEqualTo("accepted");
        assertThat(submission.getString("items[0].content.context.utm_source")).isEqualTo("newsletter");
        assertThat(submission.getString("items[0].content.answers.need")).isEqualTo("Replace our call sheets");
        get("/v1/deals/" + submission.getString("items[0].dealId") + "/history")
                .body("items.type", is(List.of("deal.opened", "submission.received", "message-link.offered")))
                .body("items.actor.kind", is(List.of("form", "form", "form")));
    }

    @Test
    void mistakes_come_back_beside_their_fields_with_all_that_was_typed() {
        publish(
                Map.of("locale", "en", "consent", Map.of("textVersion", "1", "text", "You may call me.")),
                NEED,
                Map.of("key", "size", "label", "Size", "type", "number", "min", 1, "max", 9));
        Map<String, String> fields = filled();
        fields.put("name", "");
        fields.remove("email");
        fields.put("answers.need", "");
        fields.put("answers.size", "12 <i>");
        fields.put("company", "Müller & \"Söhne\" مرحبا");
        Response again = send(fields);
        String page = again.asString();
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(page)
                .contains("Please answer this question.")
                .contains("Please enter a number. Allowed: from 1 to 9.")
                .contains("Please tell us your name.")
                .contains("Please give an e-mail address or a telephone number.")
                .contains("Please agree")
                .contains("value=\"12 &lt;i&gt;\"")
                .contains("value=\"Müller &amp; &quot;Söhne&quot; مرحبا\"");
        assertThat(page.split(" autofocus", -1)).hasSize(2);
        assertThat(page.indexOf(" autofocus")).isLessThan(page.indexOf("answers.size"));
        assertThat(page).contains("aria-describedby=\"q0-mistake\"").contains("<a href=\"#q0\"");
        assertThat(stored()).isZero();
    }

    @Test
    void without_any_contact_the_visitor_is_told_what_is_missing() {
        publish();
        Map<String, String> fields = filled();
        fields.remove("email");
        assertThat(send(fields).asString()).contains("Please give an e-mail address or a telephone number.");
    }

    @Test
    void a_page_that_was_sent_twice_at_once_is_one_submission() throws Exception {
        publish();
        Map<String, String> fields = filled();
        List<String> addresses = Concurrently.run(8, number -> send(fields).header("Location"));
        assertThat(addresses).doesNotContainNull().containsOnly(addresses.get(0));
        assertThat(stored()).isEqualTo(1);
        get("/v1/deals/" + submissions().getString("items[0].dealId") + "/history")
                .body("items.size()", is(3));
    }

    @Test
    void other_content_under_a_token_that_was_used_is_shown_again_and_can_be_sent_once_more() {
        publish();
        Map<String, String> fields = filled();
        assertThat(send(fields).statusCode()).isEqualTo(303);
        fields.put("answers.need", "Something else");
        Response again = send(fields);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.asString()).contains("has been sent already").contains("Something else");
        assertThat(stored()).isEqualTo(1);
        fields.put("token", tokenOn(again));
        assertThat(send(fields).statusCode()).isEqualTo(303);
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void a_token_that_is_missing_old_forged_or_of_another_form_takes_nothing_in_and_loses_nothing() {
        publish();
        String good = token();
        for (String bad : List.of(
                "",
                "x",
                tokenOf("another", Duration.ofMinutes(1)),
                tokenOf(key, Duration.ofHours(25)),
                good.substring(0, good.length() - 1) + (good.endsWith("A") ? "B" : "A"))) {
            Map<String, String> fields = filled();
            fields.put("token", bad);
            Response again = send(fields);
            assertThat(again.statusCode()).as(bad).isEqualTo(422);
            assertThat(again.asString()).contains("open for a long time").contains("Replace our call sheets");
        }
        assertThat(stored()).isZero();
    }

    @Test
    void what_only_machines_do_is_set_aside_and_looks_like_the_rest() {
        publish();
        Map<String, String> trapped = filled();
        trapped.put("website", "https://spam.example");
        assertThat(send(trapped).statusCode()).isEqualTo(303);
        Map<String, String> hurried = filled();
        hurried.put("token", tokenOf(key, ONLY_JUST));
        assertThat(send(hurried).statusCode()).isEqualTo(303);
        assertThat(submissions().getList("items.status")).containsOnly("suspect");
        assertThat(submissions().getList("items.suspicion")).containsExactlyInAnyOrder("honeypot", "too-fast");
    }

    @Test
    void who_only_corrects_a_mistake_may_be_quick_and_who_sends_a_form_at_once_may_not() {
        publish();
        Map<String, String> fields = filled();
        fields.put("answers.need", "");
        fields.put("token", tokenOn(send(fields)));
        fields.put("answers.need", "Call sheets");
        assertThat(send(fields).statusCode()).isEqualTo(303);
        assertThat(submissions().getList("items.status")).isEqualTo(List.of("accepted"));
        fields.put("answers.need", "");
        fields.put("token", tokenOf(key, ONLY_JUST));
        long before = Instant.now().getEpochSecond();
        String issuedAt = tokenOn(send(fields)).split("[.]")[0];
        assertThat(Long.parseLong(issuedAt)).isGreaterThanOrEqualTo(before);
    }

    private static String tokenOn(Response page) {
        return page.asString().replaceAll("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
    }

    @Test
    void what_belongs_to_a_submission_but_not_to_the_page_cannot_be_sent_by_it() {
        publish();
        Map<String, String> fields = filled();
        fields.put("submissionId", "mine");
        fields.put("signals.botScore", "0");
        fields.put("consent.textVersion", "forged");
        assertThat(send(fields).statusCode()).isEqualTo(303);
        assertThat(submissions().getString("items[0].submissionId")).startsWith("page-");
        assertThat(submissions().getString("items[0].content.consent")).isNull();
    }

    @Test
    void invisible_characters_are_taken_out_and_the_form_can_be_sent_then() {
        publish();
        Map<String, String> fields = filled();
        fields.put("name", "Ada\u202E Stone");
        fields.put("answers.need", "Call\0 sheets");
        fields.put("utm_source", "a\0b");
        Response again = send(fields);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.asString())
                .contains("value=\"Ada Stone\"", "value=\"Call sheets\"", "name=\"utm_source\" value=\"ab\"")
                .contains("Invisible characters have been removed here.")
                .doesNotContain("\u202E", "\0");
        Map<String, String> others = filled();
        others.put("utm_source", "a\0b");
        assertThat(send(others).asString()).contains("Something in this form could not be read.");
        assertThat(browser()
                        .urlEncodingEnabled(false)
                        .get("/f/" + key + "?utm_source=a%00b")
                        .asString())
                .contains("name=\"utm_source\" value=\"ab\"");
    }

    /** In every text that there is: of the definition, of the consent, and of what a visitor sends. */
    @Test
    void markup_is_shown_as_it_was_written_wherever_it_stands() {
        String markup = "\"'><script>alert(1)</script><img src=x></textarea></style>{t.send}";
        publish(
                Map.of(
                        "intro",
                        markup,
                        "thanks",
                        markup,
                        "locale",
                        "en",
                        "consent",
                        Map.of("textVersion", markup, "text", markup)),
                Map.of("key", "need", "label", markup, "help", markup, "type", "long-text", "required", true),
                Map.of("key", "c", "label", markup, "type", "choice", "options", List.of(markup, "B")),
                Map.of(
                        "key",
                        "m",
                        "label",
                        markup,
                        "type",
                        "multiple-choice",
                        "options",
                        List.of(markup, "B"),
                        "showIf",
                        Map.of("question", "c", "oneOf", List.of(markup))),
                Map.of("key", "n", "label", markup, "type", "number"),
                Map.of("key", "s", "label", markup, "type", "text"));
        Map<String, String> fields = new LinkedHashMap<>();
        for (String name : List.of(
                "name",
                "email",
                "phone",
                "company",
                "message",
                "consent",
                "website",
                "utm_source",
                "source",
                "token")) {
            fields.put(name, markup);
        }
        for (String question : List.of("need", "c", "m", "n", "s", "none")) {
            fields.put("answers." + question, markup);
        }
        String mistakes = send(fields).asString();
        fields.put("token", token());
        for (String page : List.of(
                browser().get("/f/" + key).asString(),
                browser().queryParams(fields).get("/f/" + key).asString(),
                browser()
                        .queryParam("link", markup)
                        .get("/f/" + key + "/thanks")
                        .asString(),
                mistakes,
                send(fields).asString())) {
            assertThat(page)
                    .doesNotContain("<script", "<img", "\"'>", "&lt;/style&gt;Send")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                    .contains("{t.send}");
        }
        assertThat(mistakes).containsOnlyOnce("</style>\n<style>");
    }

    @Test
    void texts_of_the_definition_are_escaped() {
        publish(
                Map.of("intro", "</p><script>alert(1)</script>", "locale", "en"),
                NEED,
                Map.of("key", "c", "label", "C", "type", "choice", "options", List.of("\"><img src=x>", "B")));
        String page = browser().get("/f/" + key).asString();
        assertThat(page)
                .doesNotContain("<script")
                .doesNotContain("<img")
                .contains("Talk to &lt;us&gt; &amp; more")
                .contains("Your &quot;need&quot; &lt;b&gt;");
    }

    @Test
    void only_sites_that_the_form_names_may_embed_it() {
        publish(Map.of("embedOn", List.of("https://www.example.com", "https://b.example")), NEED);
        Response page = browser().get("/f/" + key);
        assertThat(page.headers().getValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("frame-ancestors https://www.example.com https://b.example")
                .doesNotContain("script-src")
                .contains("default-src 'none'");
        assertThat(page.header("X-Frame-Options")).isNull();
    }

    @Test
    void without_names_no_site_may_embed_it() {
        publish();
        Response page = browser().get("/f/" + key);
        assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_form_without_a_page_has_none_and_a_closed_one_says_so() {
        post("/v1/forms", withoutPage()).statusCode(201);
        assertThat(browser().get("/f/" + key).statusCode()).isEqualTo(404);
        Map<String, Object> closed = form(Map.of("locale", "en"), NEED);
        closed.put("retired", true);
        keyed().contentType("application/json")
                .header("If-Match", "*")
                .body(closed)
                .put("/v1/forms/" + key)
                .then()
                .statusCode(200);
        assertThat(browser().get("/f/" + key).statusCode()).isEqualTo(410);
        assertThat(send(filled()).statusCode()).isEqualTo(410);
    }

    private Map<String, Object> withoutPage() {
        Map<String, Object> form = form(null, NEED);
        form.remove("page");
        return form;
    }

    @Test
    void consent_to_a_text_that_was_changed_meanwhile_is_asked_for_again() {
        publish(Map.of("locale", "en", "consent", Map.of("textVersion", "1", "text", "You may call me.")), NEED);
        Map<String, String> fields = filled();
        fields.put("consent", "1");
        keyed().contentType("application/json")
                .header("If-Match", "*")
                .body(form(
                        Map.of("locale", "en", "consent", Map.of("textVersion", "2", "text", "You may write to me.")),
                        NEED))
                .put("/v1/forms/" + key)
                .then()
                .statusCode(200);
        Response again = send(fields);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.asString()).contains("You may write to me.").contains("Replace our call sheets");
        fields.put("consent", "2");
        assertThat(send(fields).statusCode()).isEqualTo(303);
        assertThat(submissions().getString("items[0].content.consent.textVersion"))
                .isEqualTo("2");
        assertThat(submissions().getInt("items[0].formVersion")).isEqualTo(2);
    }

    @Test
    void a_form_that_was_changed_meanwhile_is_shown_anew_and_says_so_only_if_something_does_not_fit() {
        publish();
        String shown = browser().get("/f/" + key).asString();
        Map<String, String> fields = filled();
        fields.put("formVersion", shown.replaceAll("(?s).*name=\"formVersion\" value=\"([^\"]+)\".*", "$1"));
        republish(NEED, Map.of("key", "size", "label", "Size", "type", "number"));
        assertThat(send(fields).statusCode()).isEqualTo(303);
        assertThat(submissions().getInt("items[0].formVersion")).isEqualTo(2);
        republish(Map.of("key", "wish", "label", "Your wish", "type", "text"));
        Map<String, String> late = filled();
        late.put("formVersion", "1");
        Response again = send(late);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.asString()).contains("changed in the meantime").contains("Your wish");
        late.remove("answers.need");
        late.put("answers.wish", "Call sheets");
        late.put("token", tokenOn(again));
        late.put("formVersion", "3");
        assertThat(send(late).statusCode()).isEqualTo(303);
        assertThat(stored()).isEqualTo(2);
    }

    private void republish(Object... questions) {
        keyed().contentType("application/json")
                .header("If-Match", "*")
                .body(form(Map.of("locale", "en"), questions))
                .put("/v1/forms/" + key)
                .then()
                .statusCode(200);
    }

    @Test
    void an_amount_may_be_left_empty_although_a_currency_is_always_chosen() {
        publish(
                Map.of("locale", "en"),
                NEED,
                Map.of("key", "sum", "label", "Sum", "type", "money", "options", List.of("EUR", "GBP")));
        RequestSpecification empty = browser().formParams(filled()).formParam("answers.sum", "", "EUR");
        assertThat(empty.post("/f/" + key).statusCode()).isEqualTo(303);
        assertThat(submissions().getMap("items[0].content.answers")).containsOnlyKeys("need");
        RequestSpecification given = browser().formParams(filled()).formParam("answers.sum", "12.50", "GBP");
        assertThat(given.post("/f/" + key).statusCode()).isEqualTo(303);
        assertThat(submissions().getInt("items[0].content.answers.sum.amount")).isEqualTo(1250);
    }

    @Test
    void mistakes_are_told_before_a_telephone_number_is_to_be_confirmed() {
        publish(Map.of("locale", "en", "confirmPhone", true), NEED);
        Map<String, String> fields = filled();
        fields.put("phone", "+49 (0)30 901820");
        fields.put("answers.need", "");
        Response again = send(fields);
        assertThat(again.asString())
                .contains("Please answer this question.")
                .contains("as: +49 30 901820")
                .doesNotContain("That is right, send");
        fields.put("answers.need", "Call sheets");
        assertThat(send(fields).asString()).contains("That is right, send");
    }

    @Test
    void a_telephone_number_is_confirmed_as_it_was_understood_where_the_form_wants_it() {
        publish(Map.of("locale", "de", "confirmPhone", true), NEED);
        Map<String, String> fields = filled();
        fields.put("phone", "030 901820");
        Response again = send(fields);
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.asString()).contains("+49 30 901820");
        fields.put("understoodPhone", "+49 30 901820");
        assertThat(send(fields).statusCode()).isEqualTo(303);
    }

    @Test
    void a_form_is_in_german_or_english_and_reads_what_people_of_its_locale_type() {
        publish(
                Map.of("locale", "de-DE"),
                NEED,
                Map.of("key", "size", "label", "Größe", "type", "number"),
                Map.of("key", "when", "label", "Wann", "type", "date"),
                Map.of("key", "sum", "label", "Summe", "type", "money", "options", List.of("EUR")));
        assertThat(browser().get("/f/" + key).asString())
                .contains("<html lang=\"de\"")
                .contains("Absenden");
        Map<String, String> fields = filled();
        fields.put("answers.size", "1.234,5");
        fields.put("answers.when", "24.12.2026");
        fields.put("answers.sum", "1.234,50");
        assertThat(send(fields).statusCode()).isEqualTo(303);
        JsonPath submission = submissions();
        assertThat(submission.getDouble("items[0].content.answers.size")).isEqualTo(1234.5);
        assertThat(submission.getString("items[0].content.answers.when")).isEqualTo("2026-12-24");
        assertThat(submission.getInt("items[0].content.answers.sum.amount")).isEqualTo(123_450);
    }

    @Test
    void conditional_questions_are_hidden_by_style_only_and_say_when_they_are_asked() {
        publish(
                Map.of("locale", "en"),
                Map.of("key", "sure", "label", "Sure?", "type", "boolean"),
                Map.of(
                        "key",
                        "why",
                        "label",
                        "Why?",
                        "type",
                        "text",
                        "required",
                        true,
                        "showIf",
                        Map.of("question", "sure", "oneOf", List.of("true"))));
        assertThat(browser().get("/f/" + key).asString())
                .contains("form:not(:has(#q0-0:checked)) #q1-group { display: none; }")
                .contains("Only if you answered “Sure?” with Yes:");
        Map<String, String> fields = filled();
        fields.remove("answers.need");
        fields.put("answers.sure", "true");
        assertThat(send(fields).statusCode()).isEqualTo(422);
        fields.put("answers.sure", "false");
        fields.put("answers.why", "left over");
        assertThat(send(fields).statusCode()).isEqualTo(303);
        assertThat(submissions().getMap("items[0].content.answers")).containsOnlyKeys("sure");
    }

    @Test
    void a_body_that_is_too_large_and_a_multipart_form_are_answered_as_anywhere() {
        publish();
        Map<String, String> fields = filled();
        fields.put("message", "x".repeat(1_000_000));
        assertThat(send(fields).statusCode()).isEqualTo(413);
        RequestSpecification multipart = browser().contentType("multipart/form-data");
        filled().forEach(multipart::multiPart);
        assertThat(multipart.post("/f/" + key).statusCode()).isEqualTo(303);
    }

    @Test
    void links_may_bring_parameters_of_any_kind() {
        publish();
        Response page = browser()
                .urlEncodingEnabled(false)
                .get("/f/" + key + "?fbclid=1&utm_campaign=a%22b&email=ada@example.com&x=");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString())
                .contains("name=\"utm_campaign\" value=\"a&quot;b\"")
                .contains("value=\"ada@example.com\"")
                .doesNotContain("fbclid");
    }

    @Test
    void an_unknown_message_link_leads_to_a_page_that_says_so() {
        Response page = browser().get("/m/" + "x".repeat(43));
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.asString()).contains("no longer valid");
    }

    private String messagePage() {
        String deal = Sales.deal().toString();
        String url = post("/v1/deals/" + deal + "/message-link", Map.of())
                .statusCode(201)
                .extract()
                .path("url");
        return deal + " " + url.replaceAll("^https?://[^/]+", "");
    }

    @Test
    void a_client_leaves_messages_sees_what_was_left_and_sending_twice_is_once() {
        String[] deal = messagePage().split(" ");
        Response page = browser().header("Accept-Language", "en").get(deal[1]);
        String sentAs = page.asString().replaceAll("(?s).*name=\"sentAs\" value=\"([^\"]+)\".*", "$1");
        Map<String, String> message = Map.of("sentAs", sentAs, "text", "Please call <me> back");
        for (int i = 0; i < 2; i++) {
            Response left = browser().formParams(message).post(deal[1]);
            assertThat(left.statusCode()).isEqualTo(303);
            assertThat(browser().get(left.header("Location")).asString())
                    .contains("Your message has arrived.")
                    .contains("Please call &lt;me&gt; back");
        }
        get("/v1/deals/" + deal[0] + "/messages").body("items.size()", is(1));
        Response empty =
                browser().formParams(Map.of("sentAs", sentAs, "text", " ")).post(deal[1]);
        assertThat(empty.statusCode()).isEqualTo(422);
        Response tooLong =
                browser().formParams(Map.of("text", "x".repeat(5001))).post(deal[1]);
        assertThat(tooLong.statusCode()).isEqualTo(422);
        assertThat(tooLong.asString()).contains("x".repeat(5001));
    }

    @Test
    void links_that_are_revoked_are_no_longer_valid_and_the_channel_is_no_longer_offered() {
        String[] deal = messagePage().split(" ");
        keyed().delete("/v1/deals/" + deal[0] + "/message-link").then().statusCode(204);
        keyed().delete("/v1/deals/" + deal[0] + "/message-link").then().statusCode(204);
        assertThat(browser().get(deal[1]).statusCode()).isEqualTo(404);
        assertThat(browser().formParams(Map.of("text", "x")).post(deal[1]).statusCode())
                .isEqualTo(404);
        get("/v1/deals/" + deal[0] + "/history")
                .body("items[-1].type", is("message-link.revoked"))
                .body("items.size()", is(4));
    }
}
