package io.salesprocess.deal.diagram;

import io.salesprocess.deal.diagram.Diagram.Look;
import io.salesprocess.deal.diagram.Diagram.Step;
import io.salesprocess.platform.api.HyphenatedEnums;
import io.salesprocess.platform.page.Lettering;
import io.salesprocess.platform.page.PageStyle;
import java.util.List;
import java.util.Locale;

/**
 * Draws a diagram: stages in a frame, from left to right in rows of a few, {@code won} behind the last of them, {@code lost}
 * below, and what is missing at the foot. Everything is measured before it is drawn, so that nothing overlaps.
 */
final class Svg {

    private static final int MARGIN = 24;
    /** Between a frame's edge and its first box, with room for the arrow that comes from the row above. */
    private static final int INSET = 40;

    private static final int GAP = 88;
    /** Above each row, for the arrows that lead from a stage to itself. */
    private static final int LOOP = 52;

    private static final int WITHOUT_LOOP = 28;
    /** Below each row but the last, for the arrow that leads to the next one. */
    private static final int LANE = 48;

    private static final int MOST_COLUMNS = 4;
    private static final int NARROWEST_BOX = 128;
    private static final int WIDEST_BOX = 208;
    private static final int PADDING = 14;
    private static final int END_WIDTH = 80;
    private static final int END_HEIGHT = 48;
    private static final int TITLE = 15;
    private static final int NOTE = 13;
    private static final int TITLE_LINE = 20;
    private static final int NOTE_LINE = 18;
    private static final int MOST_LINES = 6;
    private static final int NARROWEST_PAPER = 480;

    private final Diagram diagram;
    private final StringBuilder shapes = new StringBuilder();
    private final int columns;
    private final int boxWidth;

    private Svg(Diagram diagram) {
        this.diagram = diagram;
        int rows = (diagram.steps().size() + MOST_COLUMNS - 1) / MOST_COLUMNS;
        columns = (diagram.steps().size() + rows - 1) / rows;
        int widest = diagram.steps().stream()
                .mapToInt(step -> Math.max(Lettering.width(step.title(), TITLE), Lettering.width(step.note(), NOTE)))
                .max()
                .orElse(0);
        boxWidth = Math.max(NARROWEST_BOX, Math.min(WIDEST_BOX, widest + 2 * PADDING));
    }

    static String draw(Diagram diagram) {
        return new Svg(diagram).draw();
    }

    private String draw() {
        int frameWidth = 2 * INSET + columns * boxWidth + (columns - 1) * GAP;
        int frameEnd = MARGIN + frameWidth;
        int width = Math.max(NARROWEST_PAPER, frameEnd + GAP + END_WIDTH + MARGIN);
        int y = heading(width);
        int frameTop = y;
        y += 12;
        for (int first = 0; first < diagram.steps().size(); first += columns) {
            List<Step> row = diagram.steps()
                    .subList(first, Math.min(first + columns, diagram.steps().size()));
            boolean isLastRow = first + columns >= diagram.steps().size();
            int top = y + above(row);
            int bottom = top + height(row);
            row(row, top, bottom, isLastRow, frameEnd);
            y = bottom + (isLastRow ? MARGIN : LANE);
        }
        shapes.insert(
                0,
                "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"12\"/>"
                        .formatted(MARGIN, frameTop, frameWidth, y - frameTop));
        text(MARGIN + 12, frameTop + 20, "start", "", "open");
        y = lost((MARGIN + frameEnd) / 2, y);
        return document(width, remarks(y, width));
    }

    private int heading(int width) {
        int y = MARGIN;
        boolean isRightToLeft = Lettering.isRightToLeft(diagram.title());
        for (String line : Lettering.lines(diagram.title(), TITLE, width - 2 * MARGIN, MOST_LINES)) {
            y += TITLE_LINE;
            text(isRightToLeft ? width - MARGIN : MARGIN, y - 6, "start", "title", line);
        }
        return y + 8;
    }

    private void row(List<Step> row, int top, int bottom, boolean isLastRow, int frameEnd) {
        int middle = (top + bottom) / 2;
        int x = MARGIN + INSET;
        for (int i = 0; i < row.size(); i++) {
            Step step = row.get(i);
            box(x, top, bottom - top, step);
            if (!step.again().isEmpty()) {
                loop(x + boxWidth / 2, top, step.again());
            }
            int end = x + boxWidth;
            if (i + 1 < row.size()) {
                arrow(step, "M %d %d H %d".formatted(end, middle, end + GAP));
                label(end + GAP / 2 - 3, middle - 8, step.onwards());
            } else if (isLastRow) {
                arrow(step, "M %d %d H %d".formatted(end, middle, frameEnd + GAP));
                label(frameEnd + GAP / 2, middle - 8, step.onwards());
                end(frameEnd + GAP, middle - END_HEIGHT / 2, "won", diagram.won());
            } else {
                toNextRow(step, end, middle, bottom + LANE / 2);
            }
            x = end + GAP;
        }
    }

    /** Out of the row to the right, back along the lane below it, and into the first box of the next row from the left. */
    private void toNextRow(Step step, int end, int middle, int lane) {
        int left = MARGIN + INSET;
        int next = diagram.steps().indexOf(step) + 1;
        List<Step> nextRow = diagram.steps()
                .subList(next, Math.min(next + columns, diagram.steps().size()));
        int nextMiddle = lane + LANE / 2 + above(nextRow) + height(nextRow) / 2;
        arrow(
                step,
                "M %d %d H %d V %d H %d V %d H %d".formatted(end, middle, end + 18, lane, left - 22, nextMiddle, left));
        label((left + end) / 2, lane - 6, step.onwards());
    }

    private int lost(int middle, int frameBottom) {
        int top = frameBottom + 72;
        end(middle - END_WIDTH / 2, top, "lost", diagram.lost());
        int apart = diagram.closing().isEmpty() || diagram.reopening().isEmpty() ? 0 : 20;
        if (!diagram.closing().isEmpty()) {
            arrow("M %d %d V %d".formatted(middle - apart, frameBottom, top));
            text(middle - apart - 8, frameBottom + 40, "end", "", diagram.closing());
        }
        if (!diagram.reopening().isEmpty()) {
            arrow("M %d %d V %d".formatted(middle + apart, top, frameBottom));
            text(middle + apart + 8, frameBottom + 40, "start", "", diagram.reopening());
        }
        return top + END_HEIGHT + MARGIN;
    }

    private int remarks(int top, int width) {
        int y = top;
        if (diagram.steps().stream().anyMatch(Step::isBlocked)) {
            y += TITLE_LINE;
            text(MARGIN, y, "start", "title", "Missing before the deal can go on");
            y += 4;
        }
        for (String remark : diagram.remarks()) {
            boolean isFirst = true;
            for (String line : Lettering.lines(remark, NOTE, width - 2 * MARGIN - 16, MOST_LINES)) {
                y += NOTE_LINE;
                if (isFirst) {
                    text(MARGIN, y, "start", "", "•");
                }
                text(MARGIN + 16, y, "start", "", line, "ltr");
                isFirst = false;
            }
            y += 4;
        }
        return diagram.remarks().isEmpty() ? top : y + MARGIN;
    }

    private static int above(List<Step> row) {
        return row.stream().allMatch(step -> step.again().isEmpty()) ? WITHOUT_LOOP : LOOP;
    }

    private int height(List<Step> row) {
        return row.stream()
                .mapToInt(step -> 2 * PADDING
                        + titleLines(step).size() * TITLE_LINE
                        + noteLines(step).size() * NOTE_LINE)
                .max()
                .orElse(0);
    }

    private List<String> titleLines(Step step) {
        return Lettering.lines(step.title(), TITLE, boxWidth - 2 * PADDING, MOST_LINES);
    }

    private List<String> noteLines(Step step) {
        return step.note().isEmpty()
                ? List.of()
                : Lettering.lines(step.note(), NOTE, boxWidth - 2 * PADDING, MOST_LINES);
    }

    private void box(int x, int top, int height, Step step) {
        List<String> titles = titleLines(step);
        List<String> notes = noteLines(step);
        int y = top + (height - titles.size() * TITLE_LINE - notes.size() * NOTE_LINE) / 2;
        shapes.append("<g><title>%s</title>".formatted(escape(step.title())));
        rect(x, top, boxWidth, height, step.look());
        for (String line : titles) {
            y += TITLE_LINE;
            text(x + boxWidth / 2, y - 5, "middle", "title", line);
        }
        for (String line : notes) {
            y += NOTE_LINE;
            text(x + boxWidth / 2, y - 4, "middle", "", line);
        }
        shapes.append("</g>");
    }

    private void end(int x, int y, String title, Look look) {
        rect(x, y, END_WIDTH, END_HEIGHT, look);
        text(x + END_WIDTH / 2, y + END_HEIGHT / 2 + 5, "middle", "title", title);
    }

    private void rect(int x, int y, int width, int height, Look look) {
        shapes.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>"
                .formatted(HyphenatedEnums.nameOf(look), x, y, width, height));
    }

    private void loop(int x, int top, String name) {
        arrow("M %d %d C %d %d, %d %d, %d %d".formatted(x - 18, top, x - 26, top - 32, x + 26, top - 32, x + 18, top));
        label(x, top - 32, name);
    }

    private void arrow(Step step, String path) {
        shapes.append("<path class=\"arrow%s\" d=\"%s\"/>".formatted(step.isBlocked() ? " blocked" : "", path));
    }

    private void arrow(String path) {
        shapes.append("<path class=\"arrow\" d=\"%s\"/>".formatted(path));
    }

    private void label(int x, int y, String text) {
        if (!text.isEmpty()) {
            text(x, y, "middle", "", text);
        }
    }

    private void text(int x, int y, String anchor, String kind, String text) {
        text(x, y, anchor, kind, text, Lettering.isRightToLeft(text) ? "rtl" : "ltr");
    }

    private void text(int x, int y, String anchor, String kind, String text, String direction) {
        shapes.append("<text%s x=\"%d\" y=\"%d\" text-anchor=\"%s\"%s>%s</text>"
                .formatted(
                        kind.isEmpty() ? "" : " class=\"" + kind + "\"",
                        x,
                        y,
                        anchor,
                        direction.equals("rtl") ? " direction=\"rtl\"" : "",
                        escape(text)));
    }

    private String document(int width, int height) {
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                <title>%3$s</title>
                <desc>%4$s</desc>
                <style>%6$s</style>
                <defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" \
                orient="auto-start-reverse"><path class="head" d="M 0 0 L 10 5 L 0 10 z"/></marker></defs>
                <rect class="paper" width="100%%" height="100%%"/>
                %5$s
                </svg>
                """,
                width,
                height,
                escape(diagram.title()),
                escape(diagram.description()),
                shapes,
                PageStyle.ofPictures());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
