package io.salesprocess.page;

import io.salesprocess.platform.page.PageStyle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style of the page of insights, besides that of all pages for visitors: its layout on screens and paper, and its charts. */
final class InsightStyle {

    static final String RULES = PageStyle.ofCharts() + read();

    private InsightStyle() {}

    private static String read() {
        try (InputStream file = InsightStyle.class.getResourceAsStream("/page/insight.css")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
