package io.salesprocess.deal.diagram;

import io.salesprocess.deal.diagram.Diagram.Box;
import io.salesprocess.deal.diagram.Diagram.Progress;
import io.salesprocess.deal.domain.DealStatus;
import io.salesprocess.platform.page.PageStyle;
import java.util.List;
import java.util.Locale;

/**
 * Draws a diagram: stages in a frame, in rows from left to right, {@code won} and {@code lost} below. Titles are broken into lines,
 * and every row is as high as its highest stage.
 */
final class Svg {

    private static final int MARGIN = 24;
    private static final int PADDING = 28;
    private static final int MOST_IN_A_ROW = 4;
    private static final int BOX = 184;
    private static final int GAP = 92;
    private static final int LOOP = 48;
    private static final int LANE = 44;
    private static final int NARROWEST = 460;
    private static final int END_WIDTH = 84;
    private static final int END_HEIGHT = 44;
    private static final int DROP = 72;

    /** Sizes of the fonts in the style sheet, and their lines. */
    private static final double TITLE = 15;

    private static final double TEXT = 13;
    private static final int TITLE_LINE = 20;
    private static final int TEXT_LINE = 19;

    private final Diagram diagram;
    private final StringBuilder shapes = new StringBuilder();
    private final int inner;
    private final int columns;

    private Svg(Diagram diagram) {
        this.diagram = diagram;
        this.columns = columns(diagram.stages().size());
        this.inner = Math.max(NARROWEST, columns * BOX + (columns - 1) * GAP + 2 * PADDING);
    }

    static String draw(Diagram diagram) {
        return new Svg(diagram).draw();
    }

    /** As few rows as there must be, and these as even as possible. */
    private static int columns(int stages) {
        int rows = (stages + MOST_IN_A_ROW - 1) / MOST_IN_A_ROW;
        return (stages + rows - 1) / rows;
    }

    private String draw() {
        List<String> heading = Wording.lines(diagram.title(), inner / (TITLE * 1.1));
        int y = MARGIN + 8;
        for (String line : heading) {
            text("title", MARGIN, y, "start", line);
            y += TITLE_LINE;
        }
        int frameTop = y;
        int before = shapes.length();
        int top = frameTop + 30;
        int row = 0;
        int rows = (diagram.stages().size() + columns - 1) / columns;
        int bottom = top;
        while (row < rows) {
            top += LOOP;
            bottom = row(row, top);
            row++;
            if (row < rows) {
                onToTheNextRow(bottom, top, bottom + LANE + LOOP, row);
            }
            top = bottom + LANE;
        }
        int frameBottom = bottom + PADDING;
        shapes.insert(
                before,
                "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"12\"/>"
                        .formatted(MARGIN, frameTop, inner, frameBottom - frameTop));
        text("", MARGIN + 12, frameTop + 20, "start", "open");
        int end = ends(bottom, frameBottom);
        return document(inner + 2 * MARGIN, missing(end + MARGIN) + MARGIN);
    }

    private int left(int place) {
        int used = columns * BOX + (columns - 1) * GAP;
        return MARGIN + (inner - used) / 2 + (place % columns) * (BOX + GAP);
    }

    /** Draws the stages of a row; returns where it ends. */
    private int row(int row, int top) {
        int first = row * columns;
        int last = Math.min(first + columns, diagram.stages().size());
        int height = 0;
        for (int i = first; i < last; i++) {
            height = Math.max(height, height(diagram.stages().get(i)));
        }
        for (int i = first; i < last; i++) {
            stage(diagram.stages().get(i), left(i), top, height);
            if (i + 1 < last) {
                int middle = top + height / 2;
                arrow(onwards(i), "M %d %d L %d %d", left(i) + BOX, middle, left(i + 1), middle);
                text("", left(i) + BOX + GAP / 2, middle - 8, "middle", Diagram.ONWARDS);
            }
        }
        return top + height;
    }

    private static List<String> titleLines(Box stage) {
        return Wording.lines(stage.title(), (BOX - 20) / TITLE);
    }

    private static List<String> noteLines(Box stage) {
        return stage.notes().stream()
                .flatMap(note -> Wording.lines(note, (BOX - 20) / TEXT).stream())
                .toList();
    }

    private static int height(Box stage) {
        return 28 + titleLines(stage).size() * TITLE_LINE + noteLines(stage).size() * TEXT_LINE;
    }

    private void stage(Box stage, int x, int top, int height) {
        String style =
                stage.progress() == null ? "stage" : "stage " + stage.progress().word();
        box(style, x, top, BOX, height);
        int middle = x + BOX / 2;
        int y = top + (height - height(stage)) / 2 + 14 + 15;
        for (String line : titleLines(stage)) {
            text("title", middle, y, "middle", line);
            y += TITLE_LINE;
        }
        for (String line : noteLines(stage)) {
            text("", middle, y, "middle", line);
            y += TEXT_LINE;
        }
        arrow(
                "arrow",
                "M %d %d C %d %d, %d %d, %d %d",
                middle - 18,
                top,
                middle - 28,
                top - 34,
                middle + 28,
                top - 34,
                middle + 18,
                top);
        text("", middle, top - 32, "middle", Diagram.AGAIN);
    }

    /** From the last stage of a row round to the first of the next, on the lane between them. */
    private void onToTheNextRow(int bottom, int top, int nextTop, int nextRow) {
        int from = nextRow * columns - 1;
        int to = nextRow * columns;
        int lane = bottom + LANE - 14;
        int middle = top + (bottom - top) / 2;
        int right = left(from) + BOX;
        int nextHeight = 0;
        for (int i = to; i < Math.min(to + columns, diagram.stages().size()); i++) {
            nextHeight = Math.max(nextHeight, height(diagram.stages().get(i)));
        }
        int into = nextTop + nextHeight / 2;
        arrow(
                onwards(from),
                "M %d %d L %d %d L %d %d L %d %d L %d %d L %d %d",
                right,
                middle,
                right + 14,
                middle,
                right + 14,
                lane,
                left(to) - 14,
                lane,
                left(to) - 14,
                into,
                left(to),
                into);
        text("", MARGIN + inner / 2, lane - 7, "middle", Diagram.ONWARDS);
    }

    /** An advance that lacks something is drawn with dashes. */
    private String onwards(int stage) {
        boolean isBlocked = diagram.stages().get(stage).progress() == Progress.CURRENT
                && !diagram.missing().isEmpty();
        return isBlocked ? "arrow blocked" : "arrow";
    }

    /** Below the frame: {@code won} below the last stage, {@code lost} on the other side. Returns where they end. */
    private int ends(int lastBottom, int frameBottom) {
        int last = diagram.stages().size() - 1;
        int won = left(last) + BOX / 2;
        boolean isOnTheRight = won > MARGIN + inner / 2;
        int lost = MARGIN + (isOnTheRight ? inner / 4 : inner * 3 / 4);
        int top = frameBottom + DROP;
        arrow(onwards(last), "M %d %d L %d %d", won, lastBottom, won, top);
        // On the side that is away from the arrows of lost.
        text(
                "",
                won + (isOnTheRight ? 10 : -10),
                frameBottom + DROP / 2 + 4,
                isOnTheRight ? "start" : "end",
                Diagram.ONWARDS);
        end(won, top, "won", DealStatus.WON);
        arrow("arrow", "M %d %d L %d %d", lost - 16, frameBottom, lost - 16, top);
        text("", lost - 26, frameBottom + DROP / 2 + 4, "end", Diagram.CLOSING);
        arrow("arrow", "M %d %d L %d %d", lost + 16, top, lost + 16, frameBottom);
        text("", lost + 26, frameBottom + DROP / 2 + 4, "start", Diagram.REOPENING);
        end(lost, top, "lost", DealStatus.LOST);
        return top + END_HEIGHT;
    }

    private void end(int middle, int top, String name, DealStatus status) {
        box(name + (diagram.status() == status ? " reached" : ""), middle - END_WIDTH / 2, top, END_WIDTH, END_HEIGHT);
        text("title", middle, top + END_HEIGHT / 2 + 5, "middle", name);
    }

    /** What the deal lacks, in lines as wide as the frame. Returns where they end. */
    private int missing(int top) {
        int y = top;
        if (diagram.missing().isEmpty()) {
            return y;
        }
        y += TITLE_LINE;
        text("title", MARGIN, y, "start", "Missing to " + Diagram.ONWARDS);
        for (String sentence : diagram.missing()) {
            boolean first = true;
            for (String line : Wording.lines(sentence, (inner - 16) / TEXT)) {
                y += TEXT_LINE;
                if (first) {
                    shapes.append(
                            "<circle class=\"head\" cx=\"%d\" cy=\"%d\" r=\"2.5\"/>".formatted(MARGIN + 5, y - 4));
                }
                text("", MARGIN + 16, y, "start", line);
                first = false;
            }
        }
        return y;
    }

    private void box(String kind, int x, int y, int width, int height) {
        shapes.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>"
                .formatted(kind, x, y, width, height));
    }

    private void arrow(String kind, String path, Object... points) {
        shapes.append("<path class=\"%s\" d=\"%s\"/>".formatted(kind, path.formatted(points)));
    }

    private void text(String kind, int x, int y, String anchor, String text) {
        String style = kind.isEmpty() ? "" : " class=\"" + kind + "\"";
        // Only where the anchor is the same for both directions.
        String direction = anchor.equals("middle") && Wording.isRightToLeft(text) ? " direction=\"rtl\"" : "";
        shapes.append("<text%s x=\"%d\" y=\"%d\" text-anchor=\"%s\"%s>%s</text>"
                .formatted(style, x, y, anchor, direction, escape(text)));
    }

    private String document(int width, int height) {
        return String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                <title>%3$s</title>
                <style>%4$s</style>
                <defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" \
                orient="auto-start-reverse"><path class="head" d="M 0 0 L 10 5 L 0 10 z"/></marker></defs>
                <rect class="paper" width="100%%" height="100%%"/>
                %5$s
                </svg>
                """, width, height, escape(diagram.title()), PageStyle.ofPictures(), shapes);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
