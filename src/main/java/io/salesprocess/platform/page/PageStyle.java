package io.salesprocess.platform.page;

import io.quarkus.qute.TemplateGlobal;
import io.salesprocess.platform.kernel.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The style of all pages, that of all pictures, and that of all charts. It stands in each of them, so that also an error is readable with a single
 * response, and browsers are told its hash, so that they apply no other.
 */
public final class PageStyle {

    private static final String PAGES = read("/page/style.css");
    private static final String PICTURES = read("/page/picture.css");
    private static final String CHARTS = read("/page/chart.css");

    private PageStyle() {}

    /** The style sheet of pages, for their layout. */
    @TemplateGlobal(name = "style")
    static String ofPages() {
        return PAGES;
    }

    /** The style sheet of pictures: their colours in the light and in the dark. It must be all of the {@code style} element. */
    public static String ofPictures() {
        return PICTURES;
    }

    /** The style sheet of charts; it styles nothing around them in a page. */
    public static String ofCharts() {
        return CHARTS;
    }

    /** What browsers may do with pages and pictures: apply these style sheets, and show images that stand in the page itself. */
    public static String policy() {
        return "default-src 'none'; style-src " + source(PAGES) + " " + source(PICTURES) + " " + source(CHARTS)
                + "; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String source(String style) {
        return "'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(style)) + "'";
    }

    private static String read(String name) {
        try (InputStream file = PageStyle.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
