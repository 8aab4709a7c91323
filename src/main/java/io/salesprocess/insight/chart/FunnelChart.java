package io.salesprocess.insight.chart;

import io.salesprocess.insight.chart.Sheet.Entry;
import io.salesprocess.insight.chart.Sheet.Fill;
import io.salesprocess.platform.page.Lettering;
import java.util.ArrayList;
import java.util.List;

/** How far deals came: a bar for each stage, of those that advanced, that stand there and that were lost. */
public final class FunnelChart extends Chart {

    private static final int BAR = 16;

    /** Of how many pipelines the sentence tells. */
    private static final int MOST_SAID = 3;

    private final List<Pipeline> pipelines;

    public FunnelChart(List<Pipeline> pipelines) {
        this.pipelines = List.copyOf(pipelines);
    }

    /** A pipeline with its stages in order. */
    public record Pipeline(String title, List<Stage> stages) {

        public Pipeline {
            stages = List.copyOf(stages);
        }

        private long entered() {
            return stages.stream().mapToLong(Stage::entered).max().orElse(0);
        }

        private long won() {
            return stages.isEmpty() ? 0 : stages.get(stages.size() - 1).advanced();
        }
    }

    /** A stage; {@code entered} is the sum of {@code advanced}, {@code lost} and {@code stillThere}. */
    public record Stage(String title, long entered, long advanced, long fellShort, long lost, long stillThere) {

        private String share() {
            return entered == 0 ? "–" : Figures.percent((double) advanced / entered);
        }
    }

    @Override
    public String title() {
        return "Funnel";
    }

    @Override
    public String sentence() {
        if (isEmpty()) {
            return "No deal has entered a stage yet.";
        }
        List<String> parts = new ArrayList<>();
        for (Pipeline pipeline : used().subList(0, Math.min(MOST_SAID, used().size()))) {
            String prefix = used().size() > 1 ? pipeline.title() + ": " : "";
            Stage worst = pipeline.stages().get(0);
            for (Stage stage : pipeline.stages()) {
                worst = stage.lost() > worst.lost() ? stage : worst;
            }
            parts.add("%s%s of %s (%s) passed the last stage%s."
                    .formatted(
                            prefix,
                            Figures.count(pipeline.won()),
                            Figures.counted(pipeline.entered(), "deal"),
                            Figures.percent((double) pipeline.won() / pipeline.entered()),
                            worst.lost() == 0
                                    ? ""
                                    : "; most were lost in %s (%s)"
                                            .formatted(worst.title(), Figures.count(worst.lost()))));
        }
        if (used().size() > MOST_SAID) {
            parts.add("The chart has %s more pipelines.".formatted(used().size() - MOST_SAID));
        }
        return String.join(" ", parts);
    }

    @Override
    public Table table() {
        boolean isOne = pipelines.size() == 1;
        List<String> head =
                new ArrayList<>(List.of("Stage", "Entered", "Advanced", "Share", "Lost", "Still there", "Fell short"));
        if (!isOne) {
            head.add(0, "Pipeline");
        }
        List<List<String>> rows = new ArrayList<>();
        for (Pipeline pipeline : pipelines) {
            for (Stage stage : pipeline.stages()) {
                List<String> row = new ArrayList<>(List.of(
                        stage.title(),
                        Figures.count(stage.entered()),
                        Figures.count(stage.advanced()),
                        stage.share(),
                        Figures.count(stage.lost()),
                        Figures.count(stage.stillThere()),
                        Figures.count(stage.fellShort())));
                if (!isOne) {
                    row.add(0, pipeline.title());
                }
                rows.add(row);
            }
        }
        return new Table("Deals that entered each stage, and what became of them", head, rows);
    }

    @Override
    public boolean isEmpty() {
        return used().isEmpty();
    }

    @Override
    void draw(Sheet sheet) {
        sheet.legend(List.of(
                new Entry(Fill.GOOD, "advanced"), new Entry(Fill.OPEN, "still there"), new Entry(Fill.BAD, "lost")));
        for (Pipeline pipeline : used()) {
            if (used().size() > 1) {
                sheet.down(8);
                sheet.paragraph("strong", Sheet.TEXT + 1, pipeline.title(), 2);
            }
            for (Stage stage : pipeline.stages()) {
                draw(sheet, stage, (double) (sheet.right() - sheet.left()) / pipeline.entered());
            }
        }
    }

    private static void draw(Sheet sheet, Stage stage, double perDeal) {
        String entered = Figures.count(stage.entered());
        sheet.down(24);
        sheet.open(stage.title() + ": " + Figures.counted(stage.entered(), "deal") + " entered, " + notes(stage));
        int room = sheet.right() - sheet.left() - Lettering.width(entered, Sheet.TEXT) - 12;
        sheet.label(sheet.left(), sheet.y(), "start", "strong", stage.title(), room);
        sheet.text(sheet.right(), sheet.y(), "end", "strong", entered);
        sheet.down(5);
        double x = sheet.left();
        x = segment(sheet, Fill.GOOD, x, stage.advanced() * perDeal);
        x = segment(sheet, Fill.OPEN, x, stage.stillThere() * perDeal);
        segment(sheet, Fill.BAD, x, stage.lost() * perDeal);
        sheet.line("axis", sheet.left(), sheet.y() - 1, sheet.left(), sheet.y() + BAR + 1);
        sheet.down(BAR + 1);
        sheet.paragraph("soft", Sheet.TEXT, notes(stage), 2);
        sheet.close();
    }

    private static double segment(Sheet sheet, Fill fill, double x, double width) {
        if (width > 0) {
            sheet.bar(fill, x, sheet.y(), width, BAR);
        }
        return x + width;
    }

    private static String notes(Stage stage) {
        if (stage.entered() == 0) {
            return "no deal yet";
        }
        List<String> notes = new ArrayList<>();
        notes.add(Figures.count(stage.advanced()) + "\u00A0advanced (" + stage.share() + ")");
        add(notes, stage.stillThere(), "still\u00A0there");
        add(notes, stage.lost(), "lost");
        if (stage.fellShort() > 0) {
            notes.add("fell\u00A0short\u00A0" + Figures.count(stage.fellShort()) + "×");
        }
        return String.join(" · ", notes);
    }

    private static void add(List<String> notes, long number, String what) {
        if (number > 0) {
            notes.add(Figures.count(number) + "\u00A0" + what);
        }
    }

    private List<Pipeline> used() {
        return pipelines.stream().filter(pipeline -> pipeline.entered() > 0).toList();
    }
}
