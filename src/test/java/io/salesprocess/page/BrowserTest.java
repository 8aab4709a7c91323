package io.salesprocess.page;

import static io.salesprocess.testkit.Api.get;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.salesprocess.testkit.Browser;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A visitor fills in a form and leaves messages in a real browser. Skipped where Chromium is not installed. */
@QuarkusTest
class BrowserTest {

    private static final List<Object> QUESTIONS = List.of(
            Map.of("key", "need", "label", "What do you need?", "type", "text", "required", true, "help", "A sentence"),
            Map.of("key", "size", "label", "How many people?", "type", "number", "min", 1, "max", 900),
            Map.of("key", "sure", "label", "Is there a budget?", "type", "boolean"),
            Map.of(
                    "key",
                    "sum",
                    "label",
                    "How much?",
                    "type",
                    "money",
                    "required",
                    true,
                    "options",
                    List.of("EUR"),
                    "showIf",
                    Map.of("question", "sure", "oneOf", List.of("true"))));

    private static Browser browser;

    @Inject
    PageSecret secret;

    private final String key = unique("form");
    private final String email = unique("ada") + "@example.com";

    @BeforeAll
    static void open() throws Exception {
        browser = Browser.open();
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    private void publish() {
        post(
                        "/v1/forms",
                        Map.of(
                                "key",
                                key,
                                "title",
                                "Talk to us",
                                "pipeline",
                                "standard",
                                "questions",
                                QUESTIONS,
                                "page",
                                Map.of(
                                        "locale",
                                        "en",
                                        "consent",
                                        Map.of("textVersion", "1", "text", "You may call me."))))
                .statusCode(201);
    }

    /** As a visitor who has looked at the page for a minute. */
    private void openForm() {
        browser.go("/f/" + key);
        browser.setHidden("token", new PageTokens(secret, Clock.systemUTC()).issue(key, Duration.ofMinutes(1)));
    }

    private void fillIn() {
        browser.type("#q0", "Replace our call sheets");
        browser.type("#name", "Ada Stone");
        browser.type("#email", email);
        browser.find("#consent").click();
    }

    private void send() throws Exception {
        browser.find("button").click();
    }

    private static void awaitThanks() throws Exception {
        browser.await("The thank-you page", page -> page.path().endsWith("/thanks"));
    }

    private JsonPath submissions() {
        return get("/v1/submissions?form=" + key).extract().jsonPath();
    }

    private int stored() {
        return submissions().getList("items").size();
    }

    @Test
    void the_first_mistake_has_the_focus_and_its_text_and_once_all_are_corrected_the_form_is_sent() throws Exception {
        publish();
        openForm();
        browser.type("#q1", "1000");
        browser.type("#name", "Ada \"مرحبا\" <Stone>");
        send();
        browser.await("A mistake", page -> page.title().startsWith("Mistake:"));
        WebElement first = browser.focused();
        assertThat(first.getAttribute("id")).isEqualTo("q0");
        assertThat(first.getAttribute("aria-invalid")).isEqualTo("true");
        assertThat(described(first)).contains("A sentence").contains("Please answer this question.");
        assertThat(described(browser.find("#q1"))).contains("Allowed: from 1 to 900.");
        assertThat(described(browser.find("#email"))).contains("e-mail address or a telephone number");
        assertThat(described(browser.find("#consent"))).contains("Please agree");
        assertThat(browser.find("#q1").getAttribute("value")).isEqualTo("1000");
        assertThat(browser.find("#name").getAttribute("value")).isEqualTo("Ada \"مرحبا\" <Stone>");
        browser.find("[role=alert] a[href='#consent']").click();
        assertThat(browser.focused().getAttribute("id")).isEqualTo("consent");
        browser.type("#q1", "100");
        fillIn();
        send();
        awaitThanks();
        assertThat(submissions().getList("items.status")).isEqualTo(List.of("accepted"));
        assertThat(submissions().getInt("items[0].content.answers.size")).isEqualTo(100);
    }

    /** What a screen reader says with the field. */
    private static String described(WebElement field) {
        StringBuilder text = new StringBuilder();
        for (String id : field.getAttribute("aria-describedby").split(" ")) {
            text.append(browser.find("#" + id).getText()).append('\n');
        }
        return text.toString();
    }

    @Test
    void a_question_appears_when_it_is_asked_and_no_script_does_it() throws Exception {
        publish();
        openForm();
        assertThat(browser.findAll("script")).isEmpty();
        assertThat(browser.find("#q3").isDisplayed()).isFalse();
        browser.find("#q2-0").sendKeys(Keys.SPACE);
        assertThat(browser.find("#q3").isDisplayed()).isTrue();
        fillIn();
        browser.type("#q3", "1,250.50");
        send();
        awaitThanks();
        assertThat(submissions().getInt("items[0].content.answers.sum.amount")).isEqualTo(125_050);
    }

    @Test
    void a_site_that_the_form_does_not_name_cannot_embed_it() throws Exception {
        publish();
        browser.go("data:text/html,<iframe src='" + browser.addressOf("/f/" + key) + "'></iframe>");
        assertThat(browser.textOfFrame()).doesNotContain("Talk to us");
    }

    @Test
    void two_clicks_are_one_submission() throws Exception {
        publish();
        openForm();
        fillIn();
        browser.clickTwice("button");
        awaitThanks();
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void neither_the_back_button_nor_a_reload_of_the_thanks_sends_anything_twice() throws Exception {
        publish();
        browser.go("/f/" + key);
        Instant opened = Instant.now();
        fillIn();
        browser.await("A person's time", page -> Instant.now().isAfter(opened.plusSeconds(3)));
        send();
        awaitThanks();
        String thanks = browser.text();
        browser.reload();
        assertThat(browser.text()).isEqualTo(thanks);
        assertThat(stored()).isEqualTo(1);
        browser.back();
        browser.await("The form", page -> page.path().equals("/f/" + key));
        send();
        awaitThanks();
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void the_thanks_lead_to_a_page_on_which_messages_are_left_and_seen() throws Exception {
        publish();
        openForm();
        fillIn();
        send();
        awaitThanks();
        browser.find("a[href^='/m/']").click();
        browser.await("The page for messages", page -> page.path().startsWith("/m/"));
        browser.find("#text").sendKeys("  ");
        send();
        browser.await("A mistake", page -> page.title().startsWith("Mistake:"));
        assertThat(browser.focused().getAttribute("id")).isEqualTo("text");
        browser.type("#text", "Please call in the morning,\nnot <b>before</b> 9");
        send();
        browser.await("The message", page -> page.text().contains("Your message has arrived."));
        assertThat(browser.text()).contains("Please call in the morning,\nnot <b>before</b> 9");
        browser.reload();
        browser.reload();
        get("/v1/deals/" + submissions().getString("items[0].dealId") + "/messages")
                .body("items.size()", is(1));
    }
}
