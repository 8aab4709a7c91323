package io.salesprocess.insight.chart;

import io.salesprocess.platform.page.Lettering;
import java.util.List;
import java.util.Locale;

/**
 * What a chart is drawn on: a sheet as wide as asked for, which grows downwards. All texts are escaped here, and shortened where
 * they have no room; then the whole text is their title.
 */
final class Sheet {

    static final int TEXT = 13;
    static final int MARGIN = 16;

    private static final int LINE = 18;
    private static final int SWATCH = 14;
    private static final int TICK_ABOVE = 4;

    /** Widths are estimated so generously that whole lines come out shorter than they are meant to be. */
    private static final double USUAL_EXCESS = 1.12;

    private static final char NO_BREAK = '\u00A0';

    private final int width;
    private final String name;
    private final StringBuilder shapes = new StringBuilder();
    private int y;

    /** @param name begins the ids of the sheet, so that several can stand in one page */
    Sheet(int width, String name) {
        this.width = width;
        this.name = name;
    }

    /** How a shape is filled. Colours differ for people who are colour-blind, and patterns without any colour. */
    enum Fill {
        GOOD("good"),
        BAD("bad"),
        OPEN("open");

        private final String id;

        Fill(String id) {
            this.id = id;
        }
    }

    /** One entry of a legend. */
    record Entry(Fill fill, String text) {}

    int width() {
        return width;
    }

    int left() {
        return MARGIN;
    }

    int right() {
        return width - MARGIN;
    }

    /** How far down it is used. */
    int y() {
        return y;
    }

    void down(int by) {
        y += by;
    }

    String shapes() {
        return shapes.toString();
    }

    /** Begins a group with a title that people see who point at it. */
    void open(String title) {
        shapes.append("<g><title>").append(escape(title)).append("</title>");
    }

    void close() {
        shapes.append("</g>\n");
    }

    /** The width that a text usually has. */
    static int widthOf(String text) {
        return (int) Math.ceil(Lettering.width(text, TEXT) / USUAL_EXCESS);
    }

    /** A paragraph from the left to the right margin. */
    void paragraph(String kind, int size, String text, int mostLines) {
        int room = (int) ((right() - left()) * USUAL_EXCESS);
        for (String line : Lettering.lines(text, size, room, mostLines)) {
            y += size + 5;
            text(left(), y - 4, "start", kind, line);
        }
    }

    /** Says what the fills mean. */
    void legend(List<Entry> entries) {
        int x = left();
        y += LINE;
        for (Entry entry : entries) {
            int room = SWATCH + 6 + Lettering.width(entry.text(), TEXT) + 14;
            if (x > left() && x + room > width) {
                x = left();
                y += LINE;
            }
            bar(entry.fill(), x, y - SWATCH + 2, SWATCH, SWATCH - 2);
            text(x + SWATCH + 6, y, "start", "", entry.text());
            x += room;
        }
        y += 6;
    }

    void bar(Fill fill, double x, double top, double barWidth, double height) {
        shapes.append("<rect class=\"")
                .append(fill.id)
                .append("\" x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(top))
                .append("\" width=\"")
                .append(number(barWidth))
                .append("\" height=\"")
                .append(number(height));
        if (fill != Fill.GOOD) {
            shapes.append("\" fill=\"url(#")
                    .append(name)
                    .append('-')
                    .append(fill.id)
                    .append(')');
        }
        shapes.append("\"/>");
    }

    /** A text; from right to left if it is read so. */
    void text(double x, double baseline, String anchor, String kind, String text) {
        boolean isRightToLeft = Lettering.isRightToLeft(text);
        // Its start is where others end.
        String side = isRightToLeft && !anchor.equals("middle") ? anchor.equals("start") ? "end" : "start" : anchor;
        shapes.append("<text");
        if (!kind.isEmpty()) {
            shapes.append(" class=\"").append(kind).append('"');
        }
        shapes.append(" x=\"")
                .append(number(x))
                .append("\" y=\"")
                .append(number(baseline))
                .append('"');
        if (!side.equals("start")) {
            shapes.append(" text-anchor=\"").append(side).append('"');
        }
        if (isRightToLeft) {
            shapes.append(" direction=\"rtl\"");
        }
        shapes.append('>').append(escape(text)).append("</text>");
    }

    /** A text that ends with an ellipsis if it is too long. */
    void label(double x, double baseline, String anchor, String kind, String text, int room) {
        // Without spaces it is cut within a word.
        String uncut = text.strip().replace(' ', NO_BREAK);
        text(
                x,
                baseline,
                anchor,
                kind,
                Lettering.lines(uncut, TEXT, (int) (room * USUAL_EXCESS), 1).get(0));
    }

    void line(String kind, double x1, double y1, double x2, double y2) {
        shapes.append("<line class=\"")
                .append(kind)
                .append("\" x1=\"")
                .append(number(x1))
                .append("\" y1=\"")
                .append(number(y1))
                .append("\" x2=\"")
                .append(number(x2))
                .append("\" y2=\"")
                .append(number(y2))
                .append("\"/>");
    }

    void path(String kind, String data) {
        shapes.append("<path class=\"")
                .append(kind)
                .append("\" d=\"")
                .append(data)
                .append("\"/>");
    }

    void dot(String kind, double x, double middle, double radius) {
        shapes.append("<circle class=\"")
                .append(kind)
                .append("\" cx=\"")
                .append(number(x))
                .append("\" cy=\"")
                .append(number(middle))
                .append("\" r=\"")
                .append(number(radius))
                .append("\"/>");
    }

    /** A range of what may be, with a bar at each end. */
    void interval(String kind, double from, double to, double middle) {
        line(kind, from, middle, to, middle);
        line(kind, from, middle - TICK_ABOVE, from, middle + TICK_ABOVE);
        line(kind, to, middle - TICK_ABOVE, to, middle + TICK_ABOVE);
    }

    /** A diamond, which differs from a dot without any colour. */
    void diamond(String kind, double x, double middle, double radius) {
        path(
                kind,
                "M" + number(x) + " " + number(middle - radius) + "L" + number(x + radius) + " " + number(middle) + "L"
                        + number(x) + " " + number(middle + radius) + "L" + number(x - radius) + " " + number(middle)
                        + "Z");
    }

    /** To a tenth, without a fraction where there is none. */
    static String number(double value) {
        double rounded = Math.rint(value * 10) / 10;
        return rounded == Math.rint(rounded)
                ? Long.toString(Math.round(rounded))
                : String.format(Locale.ROOT, "%.1f", rounded);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The patterns of the fills, with ids of this sheet alone. */
    String patterns() {
        return """
                <defs><pattern id="%1$s-bad" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
                <rect class="bad-back" width="6" height="6"/><rect class="bad-front" width="3" height="6"/></pattern>\
                <pattern id="%1$s-open" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="open-back" width="6" \
                height="6"/><circle class="open-front" cx="3" cy="3" r="1.3"/></pattern></defs>
                """.formatted(name);
    }
}
