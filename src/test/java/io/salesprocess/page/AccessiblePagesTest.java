package io.salesprocess.page;

import static io.salesprocess.testkit.Api.caller;
import static io.salesprocess.testkit.Api.post;
import static io.salesprocess.testkit.Api.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.salesprocess.testkit.Browser;
import io.salesprocess.testkit.Sales;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/**
 * Pages for visitors are accessible: axe-core finds nothing, in light and dark, on phones and large screens, and nothing is cut off at
 * 320 pixels, which is also what 400 % on a large screen is. Skipped where Chromium is not installed.
 *
 * <p>With {@code -Dscreenshots.update=true} it also makes the pictures in {@code docs/pages}.
 */
@QuarkusTest
class AccessiblePagesTest {

    private static final Path PICTURES = Path.of(System.getProperty("screenshots.to", "docs/pages"));

    /** The pictures that stand in the documentation. */
    private static final List<String> KEPT = List.of(
            "form-phone",
            "form-phone-dark",
            "form-desktop",
            "form-with-mistakes-phone",
            "form-with-mistakes-desktop-dark",
            "form-german-phone",
            "thanks-phone",
            "messages-phone-dark",
            "messages-desktop");

    private static final int SMALLEST = 320;
    private static final int PHONE = 390;
    private static final int DESKTOP = 1280;
    private static final int MOST_COLOURS = 256;

    private static Browser browser;

    @Inject
    PageSecret secret;

    private final String key = unique("form");

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

    private void publish(String locale) {
        UUID salesperson = UUID.fromString(
                post("/v1/salespeople", Map.of("name", "Grace Field", "email", unique("grace") + "@example.com"))
                        .extract()
                        .path("id"));
        Map<String, Object> form = new HashMap<>();
        form.put("key", key);
        form.put("title", locale.equals("de") ? "Sprechen Sie mit uns" : "Talk to us about your call sheets");
        form.put("pipeline", "standard");
        form.put("assignment", Map.of("salespersonId", salesperson));
        form.put("questions", locale.equals("de") ? german() : english());
        form.put(
                "page",
                locale.equals("de")
                        ? Map.of("locale", "de-DE", "confirmPhone", true)
                        : Map.of(
                                "locale",
                                "en-GB",
                                "intro",
                                "Tell us in a few words what you need. We answer within one working day.",
                                "consent",
                                Map.of(
                                        "textVersion",
                                        "2026-01",
                                        "text",
                                        "You may store what I have written here, and call me or write to me about it."),
                                "thanks",
                                "Grace has received your request and will call you tomorrow."));
        post("/v1/forms", form).statusCode(201);
    }

    private static List<Object> english() {
        return List.of(
                Map.of(
                        "key",
                        "need",
                        "label",
                        "What do you need?",
                        "help",
                        "One or two sentences are enough.",
                        "type",
                        "long-text",
                        "required",
                        true),
                Map.of(
                        "key",
                        "people",
                        "label",
                        "How many people will use it?",
                        "type",
                        "number",
                        "min",
                        1,
                        "max",
                        5000),
                Map.of(
                        "key",
                        "products",
                        "label",
                        "What are you interested in?",
                        "type",
                        "multiple-choice",
                        "options",
                        List.of("Call sheets", "Training", "Support")),
                Map.of("key", "decided", "label", "Is there a budget?", "type", "boolean", "required", true),
                Map.of(
                        "key",
                        "budget",
                        "label",
                        "How much is it?",
                        "type",
                        "money",
                        "options",
                        List.of("EUR", "GBP"),
                        "showIf",
                        Map.of("question", "decided", "oneOf", List.of("true"))),
                Map.of("key", "urgent", "label", "How urgent is it?", "type", "scale", "help", "1 is: not at all"),
                Map.of("key", "by", "label", "By when do you need it?", "type", "date"));
    }

    private static List<Object> german() {
        return List.of(
                Map.of("key", "bedarf", "label", "Was brauchen Sie?", "type", "text", "required", true),
                Map.of(
                        "key",
                        "land",
                        "label",
                        "Wo sind Sie?",
                        "type",
                        "choice",
                        "options",
                        List.of(
                                "Belgien",
                                "Dänemark",
                                "Deutschland",
                                "Frankreich",
                                "Luxemburg",
                                "Österreich",
                                "Polen",
                                "Schweiz")),
                Map.of(
                        "key",
                        "betrag",
                        "label",
                        "Welcher Betrag ist geplant?",
                        "type",
                        "money",
                        "options",
                        List.of("EUR")));
    }

    @Test
    void nothing_is_wrong_with_any_page() throws Exception {
        publish("en");
        List<String> found = new ArrayList<>();
        browser.go("/f/" + key);
        browser.setHidden("token", new PageTokens(secret, Clock.systemUTC()).issue(key, Duration.ofMinutes(1)));
        look("form", found);
        browser.find("#q3-0").click();
        browser.type("#q1", "12 or so");
        browser.type("#name", "سارة الحجر");
        browser.type("#email", "sara@");
        browser.find("button").click();
        browser.await("A mistake", page -> page.title().startsWith("Mistake:"));
        look("form-with-mistakes", found);
        browser.type("#q0", "Replace our call sheets");
        browser.type("#q1", "12");
        browser.type("#email", unique("sara") + "@example.com");
        browser.find("#consent").click();
        browser.find("button").click();
        browser.await("The thank-you page", page -> page.path().endsWith("/thanks"));
        look("thanks", found);
        browser.find("a[href^='/m/']").click();
        browser.await("The page for messages", page -> page.path().startsWith("/m/"));
        browser.find("#text").sendKeys("Could you send the price list as well?");
        browser.find("button").click();
        browser.await("The message", page -> page.text().contains("Your message has arrived."));
        look("messages", found);
        browser.go("/m/" + "x".repeat(43));
        look("missing", found);
        caller().header("If-Match", "*")
                .body(closed())
                .put("/v1/forms/" + key)
                .then()
                .statusCode(200);
        browser.go("/f/" + key);
        look("closed", found);
        assertThat(found).isEmpty();
    }

    @Test
    void nothing_is_wrong_with_the_page_of_insights() throws Exception {
        Sales.wonDeal();
        String url = post("/v1/insights/links", Map.of("name", "Sales", "filters", Map.of("pipeline", "standard")))
                .extract()
                .path("url");
        List<String> found = new ArrayList<>();
        browser.go(url.substring(url.indexOf("/i/")));
        browser.findAll("summary").forEach(WebElement::click);
        look("insights", found);
        assertThat(found).isEmpty();
    }

    @Test
    void the_check_finds_what_is_wrong() {
        browser.go("data:text/html,<p style='color:silver'>Pale</p><input>");
        assertThat(String.join(" ", browser.axe())).contains("label at input").contains("color-contrast at p");
    }

    @Test
    void nothing_is_wrong_with_a_german_page_that_asks_whether_a_number_was_understood() throws Exception {
        publish("de");
        List<String> found = new ArrayList<>();
        browser.go("/f/" + key);
        browser.type("#q0", "Anrufbögen");
        browser.type("#name", "Jörg Groß");
        browser.type("#phone", "030 / 90 18 20");
        browser.find("button").click();
        browser.await("The number", page -> page.text().contains("+49 30 901820"));
        look("form-german", found);
        assertThat(found).isEmpty();
    }

    private Map<String, Object> closed() {
        Map<String, Object> form =
                new HashMap<>(caller().get("/v1/forms/" + key).jsonPath().getMap("$"));
        form.put("retired", true);
        return form;
    }

    /** Colours do not depend on the size, nor sizes on the colours, so each is looked at twice. */
    private static void look(String name, List<String> found) throws IOException {
        look(name, SMALLEST, false, found);
        look(name, DESKTOP, true, found);
        if (Boolean.getBoolean("screenshots.update")) {
            for (String picture : KEPT) {
                if (picture.matches(name + "-(phone|desktop)(-dark)?")) {
                    int width = picture.contains("-phone") ? PHONE : DESKTOP;
                    save(browser.screenshot(width, picture.endsWith("-dark")), PICTURES.resolve(picture + ".png"));
                }
            }
        }
    }

    private static void look(String name, int width, boolean isDark, List<String> found) {
        browser.seeOn(width, 800, 1, isDark);
        String where = name + " at " + width + (isDark ? ", dark: " : ", light: ");
        browser.axe().forEach(one -> found.add(where + one));
        if (browser.overflow() > 0) {
            found.add(where + "wider than the screen by " + browser.overflow());
        }
    }

    /** With a palette of the most frequent colours, which makes the file a third as large. */
    private static void save(byte[] png, Path file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> counts = new HashMap<>();
        IntStream.of(pixels).forEach(colour -> counts.merge(colour, 1, Integer::sum));
        int[] colours = counts.keySet().stream()
                .sorted(Comparator.<Integer>comparingInt(counts::get)
                        .reversed()
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_COLOURS)
                .mapToInt(colour -> colour)
                .toArray();
        Map<Integer, Integer> nearest = new HashMap<>();
        BufferedImage smaller = new BufferedImage(
                width,
                height,
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE));
        for (int i = 0; i < pixels.length; i++) {
            int place = nearest.computeIfAbsent(pixels[i], colour -> nearest(colours, colour));
            smaller.getRaster().setSample(i % width, i / width, 0, place);
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(smaller, "png", file.toFile());
    }

    private static int nearest(int[] colours, int wanted) {
        int best = 0;
        for (int i = 1; i < colours.length; i++) {
            if (distance(colours[i], wanted) < distance(colours[best], wanted)) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int distance = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int apart = (one >> shift & 0xFF) - (other >> shift & 0xFF);
            distance += apart * apart;
        }
        return distance;
    }
}
