package io.salesprocess.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** A picture of lines over two axes, as SVG. */
final class Chart {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 480;
    private static final int LEFT = 80;
    private static final int RIGHT = 250;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final List<String> COLOURS =
            List.of("#1b6ca8", "#c8553d", "#3a7d44", "#8e5ea2", "#c98a00", "#4a4a4a", "#00838f", "#ad1457");

    private final String title;
    private final Axis horizontal;
    private final Axis vertical;
    private final List<Line> lines = new ArrayList<>();

    Chart(String title, Axis horizontal, Axis vertical) {
        this.title = title;
        this.horizontal = horizontal;
        this.vertical = vertical;
    }

    /**
     * An axis.
     *
     * @param marks where a value is written
     * @param scale from values to places, such as a logarithm
     * @param words how a value is written
     */
    record Axis(String title, List<Double> marks, DoubleUnaryOperator scale, DoubleFunction<String> words) {

        /** Where a value lies between the first mark and the last. */
        double place(double value) {
            double first = scale.applyAsDouble(marks.get(0));
            double last = scale.applyAsDouble(marks.get(marks.size() - 1));
            double place = (scale.applyAsDouble(value) - first) / (last - first);
            return Math.min(1, Math.max(0, place));
        }
    }

    /** A point of a line. */
    record Point(double x, double y) {}

    private record Line(String group, String name, boolean dashed, List<Point> points) {}

    /** Adds a line. Those of a group have the same colour. */
    void add(String group, String name, boolean dashed, List<Point> points) {
        lines.add(new Line(group, name, dashed, points));
    }

    String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"".formatted(WIDTH, HEIGHT))
                .append(" font-family=\"sans-serif\" font-size=\"12\">\n")
                .append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n")
                .append(text(LEFT, 25, "start", 15, title))
                .append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 15, "middle", 12, horizontal.title()))
                .append(text(LEFT - 10, TOP - 12, "end", 12, vertical.title()));
        for (double mark : horizontal.marks()) {
            double x = x(mark);
            svg.append(stroke(x, TOP, x, HEIGHT - BOTTOM, "#dddddd"))
                    .append(text(
                            x,
                            HEIGHT - BOTTOM + 18,
                            "middle",
                            11,
                            horizontal.words().apply(mark)));
        }
        for (double mark : vertical.marks()) {
            double y = y(mark);
            svg.append(stroke(LEFT, y, WIDTH - RIGHT, y, "#dddddd"))
                    .append(text(LEFT - 8, y + 4, "end", 11, vertical.words().apply(mark)));
        }
        List<String> groups = lines.stream().map(Line::group).distinct().toList();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            draw(svg, line, COLOURS.get(groups.indexOf(line.group()) % COLOURS.size()), TOP + 20 * i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, Line line, String colour, int legend) {
        String dash = line.dashed() ? " stroke-dasharray=\"5 4\"" : "";
        StringBuilder path = new StringBuilder();
        for (Point point : line.points()) {
            path.append(path.isEmpty() ? "M" : " L").append(format(x(point.x()), y(point.y())));
        }
        svg.append("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n".formatted(path, colour, dash));
        int x = WIDTH - RIGHT + 15;
        svg.append("<path d=\"M%d %d h24\" stroke=\"%s\" stroke-width=\"2\"%s/>%n".formatted(x, legend, colour, dash))
                .append(text(x + 30, legend + 4, "start", 12, line.name()));
    }

    private double x(double value) {
        return LEFT + horizontal.place(value) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - vertical.place(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static String format(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }

    private static String stroke(double x1, double y1, double x2, double y2, String colour) {
        return "<path d=\"M%s L%s\" stroke=\"%s\"/>%n".formatted(format(x1, y1), format(x2, y2), colour);
    }

    private static String text(double x, double y, String anchor, int size, String words) {
        String escaped = words.replace("&", "&amp;").replace("<", "&lt;");
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"#333333\">%s</text>%n",
                x,
                y,
                anchor,
                size,
                escaped);
    }
}
