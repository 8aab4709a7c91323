package io.salesprocess.insight.chart;

import io.salesprocess.platform.page.Lettering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How long deals stayed in each stage: half of them at most as long as the bar, nine in ten at most as long as the line. */
public final class DurationsChart extends Chart {

    private static final int BAR = 14;
    private static final int MOST_MARKS = 5;
    private static final int NARROW = 420;

    /** Of how many pipelines the sentence tells. */
    private static final int MOST_SAID = 3;

    private final List<Pipeline> pipelines;

    public DurationsChart(List<Pipeline> pipelines) {
        this.pipelines = List.copyOf(pipelines);
    }

    /** A pipeline with its stages in order. */
    public record Pipeline(String title, List<Stage> stages) {

        public Pipeline {
            stages = List.copyOf(stages);
        }

        private boolean isUsed() {
            return stages.stream().anyMatch(stage -> stage.visits() > 0);
        }
    }

    /**
     * A stage.
     *
     * @param visits stays that have ended
     * @param median null without any
     * @param p90 null without any
     */
    public record Stage(String title, long visits, Duration median, Duration p90, long overdue) {}

    /** What an axis of time is marked in. */
    private enum Unit {
        SECONDS(1, "s"),
        MINUTES(60, "min"),
        HOURS(3_600, "h"),
        DAYS(86_400, "d");

        private final long seconds;
        private final String sign;

        Unit(long seconds, String sign) {
            this.seconds = seconds;
            this.sign = sign;
        }

        static Unit of(double longest) {
            Unit found = SECONDS;
            for (Unit unit : values()) {
                found = longest >= 2 * unit.seconds ? unit : found;
            }
            return found;
        }
    }

    @Override
    public String title() {
        return "Time in stage";
    }

    @Override
    public String sentence() {
        if (isEmpty()) {
            return "No stay in a stage has ended yet.";
        }
        List<String> parts = new ArrayList<>();
        for (Pipeline pipeline : used().subList(0, Math.min(MOST_SAID, used().size()))) {
            Stage slowest = pipeline.stages().stream()
                    .filter(stage -> stage.visits() > 0)
                    .max(Comparator.comparing(Stage::median))
                    .orElseThrow();
            String prefix = used().size() > 1 ? pipeline.title() + ": " : "";
            parts.add("%s%s takes longest: half of the deals left it within %s, nine in ten within %s."
                    .formatted(prefix, slowest.title(), Figures.span(slowest.median()), Figures.span(slowest.p90())));
        }
        if (used().size() > MOST_SAID) {
            parts.add("The chart has %s more pipelines.".formatted(used().size() - MOST_SAID));
        }
        return String.join(" ", parts);
    }

    @Override
    public Table table() {
        boolean isOne = pipelines.size() == 1;
        List<String> head = new ArrayList<>(List.of("Stage", "Half within", "Nine in ten within", "Stays", "Overdue"));
        if (!isOne) {
            head.add(0, "Pipeline");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Pipeline pipeline : pipelines) {
            for (Stage stage : pipeline.stages()) {
                List<String> row = new ArrayList<>(List.of(
                        stage.title(),
                        stage.visits() == 0 ? "–" : Figures.span(stage.median()),
                        stage.visits() == 0 ? "–" : Figures.span(stage.p90()),
                        Figures.count(stage.visits()),
                        Figures.count(stage.overdue())));
                if (!isOne) {
                    row.add(0, pipeline.title());
                }
                rows.add(row);
            }
        }
        return new Table("How long deals stayed in each stage that they have left", head, rows);
    }

    @Override
    public boolean isEmpty() {
        return used().isEmpty();
    }

    @Override
    void draw(Sheet sheet) {
        legend(sheet);
        double longest = used().stream()
                .flatMap(pipeline -> pipeline.stages().stream())
                .filter(stage -> stage.visits() > 0)
                .mapToDouble(stage -> seconds(stage.p90()))
                .max()
                .orElse(0);
        Unit unit = Unit.of(longest);
        Axis axis = Axis.to(Math.max(longest, 1) / unit.seconds, sheet.width() < NARROW ? MOST_MARKS - 1 : MOST_MARKS);
        double perSecond = (sheet.right() - sheet.left()) / (axis.end() * unit.seconds);
        for (Pipeline pipeline : used()) {
            if (used().size() > 1) {
                sheet.down(8);
                sheet.paragraph("strong", Sheet.TEXT + 1, pipeline.title(), 2);
            }
            for (Stage stage : pipeline.stages()) {
                draw(sheet, stage, perSecond);
            }
        }
        marks(sheet, axis, unit);
    }

    private static void legend(Sheet sheet) {
        sheet.down(18);
        int x = sheet.left();
        sheet.bar(Sheet.Fill.GOOD, x, sheet.y() - 10, 16, 10);
        sheet.text(x + 22, sheet.y(), "start", "", "half of the deals");
        x += 22 + Lettering.width("half of the deals", Sheet.TEXT) + 12;
        sheet.interval("range", x, x + 22, sheet.y() - 5);
        sheet.text(x + 30, sheet.y(), "start", "", "nine in ten");
        sheet.down(6);
    }

    private static void draw(Sheet sheet, Stage stage, double perSecond) {
        sheet.down(24);
        sheet.open(stage.title() + ": " + note(stage));
        String stays = stage.visits() == 0 ? "" : Figures.counted(stage.visits(), "stay");
        int room = sheet.right() - sheet.left() - Lettering.width(stays, Sheet.TEXT) - 12;
        sheet.label(sheet.left(), sheet.y(), "start", "strong", stage.title(), room);
        sheet.text(sheet.right(), sheet.y(), "end", "soft", stays);
        sheet.down(5);
        sheet.line("axis", sheet.left(), sheet.y() - 1, sheet.left(), sheet.y() + BAR + 1);
        if (stage.visits() > 0) {
            double median = seconds(stage.median()) * perSecond;
            double p90 = seconds(stage.p90()) * perSecond;
            double middle = sheet.y() + BAR / 2.0;
            sheet.bar(Sheet.Fill.GOOD, sheet.left(), sheet.y(), Math.max(median, 1.5), BAR);
            sheet.interval("range", sheet.left() + Math.max(median, 1.5), sheet.left() + Math.max(p90, 1.5), middle);
        }
        sheet.down(BAR + 1);
        sheet.paragraph("soft", Sheet.TEXT, note(stage), 2);
        sheet.close();
    }

    private static String note(Stage stage) {
        return stage.visits() == 0
                ? "no deal has left it yet"
                : "half within\u00A0" + Figures.span(stage.median()) + " · nine in ten within\u00A0"
                        + Figures.span(stage.p90())
                        + (stage.overdue() == 0 ? "" : " · " + Figures.count(stage.overdue()) + "\u00A0overdue");
    }

    private static void marks(Sheet sheet, Axis axis, Unit unit) {
        sheet.down(10);
        double perUnit = (sheet.right() - sheet.left()) / axis.end();
        sheet.line("axis", sheet.left(), sheet.y(), sheet.right(), sheet.y());
        axis.marks().forEach(mark -> {
            double x = sheet.left() + mark.doubleValue() * perUnit;
            sheet.line("axis", x, sheet.y(), x, sheet.y() + 4);
            String anchor = mark.signum() == 0 ? "start" : mark.doubleValue() >= axis.end() - 1e-6 ? "end" : "middle";
            sheet.text(x, sheet.y() + 18, anchor, "soft", Figures.round(mark) + "\u00A0" + unit.sign);
        });
        sheet.down(20);
    }

    private List<Pipeline> used() {
        return pipelines.stream().filter(Pipeline::isUsed).toList();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
