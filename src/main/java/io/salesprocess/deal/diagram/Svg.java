package io.salesprocess.deal.diagram;

import io.salesprocess.pipeline.domain.Stage;
import io.salesprocess.platform.page.PageStyle;
import java.util.Locale;

/** Draws a diagram: stages in a frame from left to right, {@code won} behind them, {@code lost} below. */
final class Svg {

    private static final int MARGIN = 24;
    private static final int BOX_HEIGHT = 48;
    private static final int GAP = 96;
    private static final int LOOP = 44;
    private static final int NARROWEST = 120;
    private static final int WIDTH_OF_LETTER = 9;
    private static final int END_WIDTH = 72;

    private final Diagram diagram;
    private final StringBuilder shapes = new StringBuilder();

    private Svg(Diagram diagram) {
        this.diagram = diagram;
    }

    static String draw(Diagram diagram) {
        return new Svg(diagram).draw();
    }

    private String draw() {
        int frameTop = MARGIN + 24;
        int top = frameTop + LOOP + 24;
        int middle = top + BOX_HEIGHT / 2;
        int bottom = top + BOX_HEIGHT + MARGIN;
        int x = 2 * MARGIN;
        int frameEnd = 0;
        Stage last = diagram.stages().get(diagram.stages().size() - 1);
        for (Stage stage : diagram.stages()) {
            int width = width(stage.title());
            box(x, top, width, stage.title(), "stage");
            loop(x + width / 2, top);
            arrow(x + width, middle, x + width + GAP, middle);
            int outOfTheFrame = stage.equals(last) ? MARGIN / 2 : 0;
            label(x + width + GAP / 2 + outOfTheFrame, middle - 8, diagram.onwards());
            frameEnd = x + width + MARGIN;
            x += width + GAP;
        }
        box(x, top, END_WIDTH, "won", "won");
        frame(MARGIN, frameTop, frameEnd - MARGIN, bottom - frameTop);
        closing((MARGIN + frameEnd) / 2, bottom);
        return document(x + END_WIDTH + MARGIN, bottom + GAP + BOX_HEIGHT + MARGIN);
    }

    private void closing(int middle, int bottom) {
        int lost = bottom + GAP;
        box(middle - END_WIDTH / 2, lost, END_WIDTH, "lost", "lost");
        arrow(middle - 20, bottom, middle - 20, lost);
        text(middle - 28, bottom + GAP / 2, "end", diagram.closing());
        arrow(middle + 20, lost, middle + 20, bottom);
        text(middle + 28, bottom + GAP / 2, "start", diagram.reopening());
    }

    private void frame(int x, int y, int width, int height) {
        shapes.insert(
                0,
                "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"12\"/>"
                        .formatted(x, y, width, height));
        text(x + 12, y + 20, "start", "open");
    }

    private void box(int x, int y, int width, String title, String kind) {
        shapes.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>"
                .formatted(kind, x, y, width, BOX_HEIGHT));
        shapes.append("<text class=\"title\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                .formatted(x + width / 2, y + BOX_HEIGHT / 2 + 5, escape(title)));
    }

    private void loop(int x, int top) {
        shapes.append("<path class=\"arrow\" d=\"M %d %d C %d %d, %d %d, %d %d\"/>"
                .formatted(x - 18, top, x - 26, top - LOOP + 8, x + 26, top - LOOP + 8, x + 18, top));
        label(x, top - LOOP + 10, diagram.again());
    }

    private void arrow(int fromX, int fromY, int toX, int toY) {
        shapes.append("<path class=\"arrow\" d=\"M %d %d L %d %d\"/>".formatted(fromX, fromY, toX, toY));
    }

    private void label(int x, int y, String text) {
        text(x, y, "middle", text);
    }

    private void text(int x, int y, String anchor, String text) {
        shapes.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>".formatted(x, y, anchor, escape(text)));
    }

    private String document(int width, int height) {
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                <title>%3$s</title>
                <style>%7$s</style>
                <defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" \
                orient="auto-start-reverse"><path class="head" d="M 0 0 L 10 5 L 0 10 z"/></marker></defs>
                <rect class="paper" width="100%%" height="100%%"/>
                <text class="title" x="%4$d" y="%5$d">%3$s</text>
                %6$s
                </svg>
                """,
                width,
                height,
                escape(diagram.title()),
                MARGIN,
                MARGIN + 8,
                shapes,
                PageStyle.ofPictures());
    }

    private static int width(String title) {
        return Math.max(NARROWEST, title.length() * WIDTH_OF_LETTER + MARGIN);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
