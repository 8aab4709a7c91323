package io.salesprocess.insight.chart;

import io.salesprocess.platform.page.Lettering;
import io.salesprocess.platform.page.PageStyle;

/**
 * A chart: what it is called, what it shows in a sentence, its figures as a table, and a picture of any width. The same figures
 * always give the same bytes.
 */
public abstract class Chart {

    /** How wide a picture is unless said otherwise: its letters can still be read when it is shown 400 pixels wide. */
    public static final int USUAL = 480;

    public static final int NARROWEST = 320;
    public static final int WIDEST = 1600;

    private static final int TITLE = 16;
    private static final int MOST_LINES = 3;
    private static final int EMPTY = 72;

    /** What it is called. */
    public abstract String title();

    /** What it shows, in one or two sentences. */
    public abstract String sentence();

    /** Its figures. */
    public abstract Table table();

    /** Whether there is nothing to draw; the sentence says so then. */
    public abstract boolean isEmpty();

    /** Draws it from where the sheet is used so far. */
    abstract void draw(Sheet sheet);

    /** A picture that stands alone: a file or a response, with its own style, title and sentence. */
    public String svg(int width) {
        Sheet sheet = new Sheet(width, "chart");
        sheet.down(Sheet.MARGIN - 4);
        sheet.paragraph("title", TITLE, title(), 2);
        sheet.paragraph("soft", Sheet.TEXT, sentence(), MOST_LINES + 2);
        sheet.down(6);
        if (!isEmpty()) {
            draw(sheet);
        }
        sheet.down(Sheet.MARGIN);
        return document(
                sheet,
                "<style>" + PageStyle.ofCharts() + "</style>\n",
                "<rect class=\"paper\" width=\"100%\"" + " height=\"100%\"/>\n");
    }

    /**
     * A picture within a page that has the style and says title and sentence itself.
     *
     * @param name differs from that of every other picture of the page
     */
    public String inPage(int width, String name) {
        Sheet sheet = new Sheet(width, name);
        if (isEmpty()) {
            sheet.down(EMPTY);
            int room = sheet.right() - sheet.left();
            sheet.text(
                    width / 2.0,
                    EMPTY / 2.0,
                    "middle",
                    "soft",
                    Lettering.lines("No data yet", Sheet.TEXT, room, 1).get(0));
        } else {
            draw(sheet);
        }
        sheet.down(4);
        return document(sheet, "", "");
    }

    private String document(Sheet sheet, String style, String paper) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" \
                role="img">
                <title>%3$s</title>
                <desc>%4$s</desc>
                %5$s%6$s%7$s%8$s</svg>
                """.formatted(
                        sheet.width(),
                        sheet.y(),
                        Sheet.escape(title()),
                        Sheet.escape(sentence()),
                        style,
                        sheet.patterns(),
                        paper,
                        sheet.shapes());
    }
}
