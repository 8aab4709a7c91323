package io.salesprocess.platform.page;

import java.util.List;
import java.util.Locale;

/** Tells browsers from programs by the header {@code Accept}. */
final class HtmlPreference {

    private static final String HTML = "text/html";

    /** Java's HttpURLConnection asks for HTML and GIF unless it is told otherwise. Browsers do not name GIF when they open a page. */
    private static final String GIF = "image/gif";

    private static final List<String> JSON = List.of("application/problem+json", "application/json");

    private HtmlPreference() {}

    /**
     * Whether the client prefers HTML to JSON. A client that accepts both alike, as with {@code *}{@code /*} or without the header,
     * gets JSON.
     *
     * @param accept the values of the header
     */
    static boolean isStated(List<String> accept) {
        return !accept.isEmpty()
                && accept.stream().noneMatch(header -> header.contains(GIF))
                && quality(accept, HTML)
                        > JSON.stream()
                                .mapToDouble(type -> quality(accept, type))
                                .max()
                                .orElse(0);
    }

    /** Of the ranges that include the type the most specific one counts (RFC 9110). */
    private static double quality(List<String> accept, String type) {
        double quality = 0;
        int specificity = -1;
        for (String header : accept) {
            for (String range : header.split(",")) {
                String[] parts = range.split(";");
                int fit = parts.length == 0 ? -1 : specificity(parts[0].trim().toLowerCase(Locale.ROOT), type);
                if (fit > specificity) {
                    specificity = fit;
                    quality = quality(parts);
                }
            }
        }
        return quality;
    }

    private static int specificity(String range, String type) {
        if (range.equals(type)) {
            return 2;
        }
        if (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1))) {
            return 1;
        }
        return range.equals("*/*") ? 0 : -1;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2).trim());
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
