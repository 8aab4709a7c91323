package io.salesprocess.paper.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The page around a template's content: head, style, letterhead, page numbers. */
final class Frame {

    private static final String STYLE = read("/paper/style.css");

    private Frame() {}

    static String around(PaperOrder order, String content) {
        Letterhead letterhead = order.letterhead();
        StringBuilder html = new StringBuilder(STYLE.length() + content.length() + 2_000);
        html.append("<html lang=\"")
                .append(order.language().tag())
                .append("\">\n<head>\n<meta charset=\"UTF-8\"/>\n<title>");
        escape(html, order.title());
        html.append("</title>\n<meta name=\"description\" content=\"");
        escape(html, order.title());
        html.append("\"/>\n<meta name=\"author\" content=\"");
        escape(html, letterhead.name());
        html.append("\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        footer(html, order);
        head(html, letterhead);
        html.append("<div class=\"content\">\n").append(content).append("\n</div>\n</body>\n</html>\n");
        return html.toString();
    }

    private static void head(StringBuilder html, Letterhead letterhead) {
        html.append("<div class=\"letterhead\">\n<div class=\"sender\">");
        Letterhead.Logo logo = letterhead.logo();
        if (logo != null) {
            html.append("<img class=\"logo\" alt=\"");
            escape(html, letterhead.name());
            html.append("\" src=\"data:")
                    .append(logo.mediaType())
                    .append(";base64,")
                    .append(Base64.getEncoder().encodeToString(logo.bytes()))
                    .append("\"/>");
        } else {
            html.append("<p class=\"sender-name\">");
            escape(html, letterhead.name());
            html.append("</p>");
        }
        html.append("</div>\n<div class=\"sender-lines\">");
        if (logo != null) {
            lines(html, List.of(letterhead.name()));
        }
        lines(html, letterhead.address());
        lines(html, letterhead.contact());
        html.append("</div>\n</div>\n");
    }

    /** At the foot of each page; it stands before the content, or the first pages would not have it. */
    private static void footer(StringBuilder html, PaperOrder order) {
        html.append("<div class=\"page-foot\"><table class=\"foot\"><tr><td>");
        StringBuilder text = new StringBuilder();
        for (String line : order.letterhead().footer()) {
            text.append(text.isEmpty() ? "" : " · ").append(line);
        }
        escape(html, text.isEmpty() ? order.letterhead().name() : text.toString());
        html.append("</td><td class=\"page-number\"><span class=\"page\"></span> ")
                .append(order.language().of())
                .append(" <span class=\"pages\"></span></td></tr></table></div>\n");
    }

    private static void lines(StringBuilder html, List<String> lines) {
        for (String line : lines) {
            html.append("<p>");
            escape(html, line);
            html.append("</p>");
        }
    }

    private static void escape(StringBuilder html, String text) {
        html.append(text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;"));
    }

    private static String read(String name) {
        try (InputStream file = Frame.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
