package io.salesprocess.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.restassured.RestAssured;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * The Chromium of the machine, as visitors of pages use it. Where it or its driver is not installed ({@code apt-get install chromium
 * chromium-driver}), tests are skipped and say so. Nothing is downloaded, and nothing but this machine is reached.
 */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AXE = readAxe();

    /** What axe-core finds, a line for each; contrast, size of targets and all that is wrong or bad practice. */
    private static final String RUN_AXE = """
            const done = arguments[0];
            axe.run(document, { rules: { 'target-size': { enabled: true } } }).then(
                found => done(found.violations.flatMap(one => one.nodes.map(
                    node => one.id + ' at ' + node.target + ': ' + node.failureSummary))),
                failure => done(['axe failed: ' + failure]));""";

    private final ChromeDriver driver;
    private final Path directory;

    private Browser(ChromeDriver driver, Path directory) {
        this.driver = driver;
        this.directory = directory;
    }

    /** Starts the browser; the test that asks is skipped where there is none. */
    public static Browser open() throws IOException {
        Optional<File> chromium = installed("chromium", "chromium-browser", "google-chrome");
        Optional<File> chromedriver = installed("chromedriver");
        assumeTrue(chromium.isPresent(), "Skipped: Chromium is not installed.");
        assumeTrue(chromedriver.isPresent(), "Skipped: Chromium's driver, chromedriver, is not installed.");
        Path directory = Files.createTempDirectory("browser");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-lcd-text",
                "--no-first-run",
                "--hide-scrollbars",
                "--lang=en",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
                "--user-data-dir=" + directory);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.get())
                .usingAnyFreePort()
                .withTimeout(PATIENCE)
                .withLogOutput(java.io.OutputStream.nullOutputStream())
                .build();
        try {
            return new Browser(new ChromeDriver(service, options), directory);
        } catch (WebDriverException e) {
            delete(directory);
            throw e;
        }
    }

    private static Optional<File> installed(String... names) {
        return Arrays.stream(names)
                .flatMap(name -> Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    /** How the page is seen: a screen of this size, in light or dark. */
    public void seeOn(int width, int height, double scale, boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    /** Opens a page of the service under test, or what a link in one leads to. */
    public void go(String address) {
        driver.get(address.startsWith("/") ? addressOf(address) : address);
    }

    /** Where the service under test has a page. */
    public String addressOf(String path) {
        return RestAssured.baseURI + ":" + RestAssured.port + path;
    }

    /** What is shown in the only frame of the page. */
    public String textOfFrame() {
        driver.switchTo().frame(0);
        try {
            return text();
        } finally {
            driver.switchTo().defaultContent();
        }
    }

    public void back() {
        driver.navigate().back();
    }

    public void reload() {
        driver.navigate().refresh();
    }

    public String title() {
        return driver.getTitle();
    }

    /** The path of the page that is shown. */
    public String path() {
        return java.net.URI.create(driver.getCurrentUrl()).getPath();
    }

    /** All text that can be seen. */
    public String text() {
        return find("body").getText();
    }

    /** The first element that a selector of CSS leads to. */
    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    public List<WebElement> findAll(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Where what is typed goes. */
    public WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Types into a field instead of what stands there. */
    public void type(String selector, String text) {
        WebElement field = find(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** Changes what the page has hidden. */
    public void setHidden(String name, String value) {
        driver.executeScript(
                "document.querySelector('input[type=hidden][name=' + arguments[0] + ']').value = arguments[1]",
                name,
                value);
    }

    /** Two clicks on an element, faster than any page can follow. */
    public void clickTwice(String selector) {
        driver.executeScript("arguments[0].click(); arguments[0].click();", find(selector));
    }

    /** Waits until the page is as it should be. */
    public void await(String what, Predicate<Browser> condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(what + " was waited for in vain. The page says: " + text());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean holds(Predicate<Browser> condition) {
        try {
            return condition.test(this);
        } catch (WebDriverException e) {
            // Between two pages.
            return false;
        }
    }

    /** Runs a script in the page, which the page itself could not. */
    public Object run(String script) {
        return driver.executeScript(script);
    }

    /** What axe-core has to say against the page. */
    @SuppressWarnings("unchecked")
    public List<String> axe() {
        if (Boolean.FALSE.equals(driver.executeScript("return 'axe' in window"))) {
            driver.executeScript(AXE);
        }
        return (List<String>) driver.executeAsyncScript(RUN_AXE);
    }

    /** By how many pixels the page is wider than the screen. */
    public long overflow() {
        return (Long) driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** The whole page as PNG, on a screen of this width. */
    public byte[] screenshot(int width, boolean isDark) {
        seeOn(width, 600, 1, isDark);
        Number height = (Number) driver.executeScript("return Math.ceil(document.body.getBoundingClientRect().height)");
        seeOn(width, Math.max(600, height.intValue()), 1, isDark);
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() throws IOException {
        driver.quit();
        delete(directory);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            // What Chromium still writes while it ends does not matter.
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    private static String readAxe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
