package io.salesprocess.insight.chart;

import io.salesprocess.platform.page.Lettering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * By how much the share of stays that advance differs with and without an activity: a dot for the difference, and a line for where it
 * may really be. It is said in words that this is association and not cause.
 */
public final class ActivitiesChart extends Chart {

    private static final int ROW = 40;
    private static final int DOT = 5;

    private final List<Activity> activities;
    private final int most;

    /** @param most how many are drawn; the table has all */
    public ActivitiesChart(List<Activity> activities, int most) {
        this.activities = activities.stream()
                .sorted(Comparator.comparing((Activity one) -> !one.isComparable())
                        .thenComparing(Activity::isSmall)
                        .thenComparing(
                                Comparator.comparingDouble(Activity::difference).reversed())
                        .thenComparing(Activity::kind)
                        .thenComparing(Activity::stage))
                .toList();
        this.most = most;
    }

    /**
     * A kind of activity in a stage.
     *
     * @param isComparable whether there are stays with and without it; if not, the difference has no meaning
     * @param isSmall whether there are too few stays to rely on
     */
    public record Activity(
            String kind,
            String stage,
            Group with,
            Group without,
            boolean isComparable,
            double difference,
            double low,
            double high,
            boolean isSmall) {

        private long compared() {
            return Math.min(with.stays(), without.stays());
        }

        private boolean isClear() {
            return low > 0 || high < 0;
        }
    }

    /** Stays, and how many of them advanced. */
    public record Group(long stays, long advanced) {

        private String share() {
            return stays == 0 ? "–" : Figures.percent((double) advanced / stays);
        }

        private String inWords() {
            return share() + " (" + Figures.count(advanced) + " of " + Figures.count(stays) + ")";
        }
    }

    @Override
    public String title() {
        return "Activities";
    }

    @Override
    public String sentence() {
        List<Activity> compared = compared();
        if (compared.isEmpty()) {
            return "No stays with and without an activity can be compared yet.";
        }
        List<Activity> clear =
                compared.stream().filter(one -> one.isClear() && !one.isSmall()).toList();
        String finding = clear.isEmpty()
                ? "No activity goes along with a clear difference."
                : clear.get(0).difference() > 0
                        ? "“%s” in %s goes along with the largest gain: %s."
                                .formatted(
                                        clear.get(0).kind(),
                                        clear.get(0).stage(),
                                        Figures.points(clear.get(0).difference()))
                        : "No activity goes along with a clear gain.";
        return finding + " This is association, not cause: deals that do well may simply get more of it.";
    }

    @Override
    public Table table() {
        return new Table(
                "Share of stays that advanced, with and without each kind of activity",
                List.of("Activity", "Stage", "With", "Without", "Difference", "Range (95\u00A0%)", "Note"),
                activities.stream()
                        .map(one -> List.of(
                                one.kind(),
                                one.stage(),
                                one.with().inWords(),
                                one.without().inWords(),
                                one.isComparable() ? Figures.points(one.difference()) : "–",
                                one.isComparable()
                                        ? Figures.points(one.low()) + " to " + Figures.points(one.high())
                                        : "–",
                                one.isSmall() ? "few stays" : ""))
                        .toList());
    }

    @Override
    public boolean isEmpty() {
        return compared().isEmpty();
    }

    @Override
    void draw(Sheet sheet) {
        List<Activity> shown = shown();
        double farthest = shown.stream()
                .mapToDouble(one -> Math.max(Math.abs(one.low()), Math.abs(one.high())))
                .max()
                .orElse(1);
        Axis axis = Axis.to(Math.min(1, farthest) * 100, 2);
        double zero = (sheet.left() + sheet.right()) / 2.0;
        double perPoint = (sheet.right() - zero - 4) / axis.end();
        sheet.down(18);
        sheet.text(sheet.left(), sheet.y(), "start", "soft", "← advances less often");
        sheet.text(sheet.right(), sheet.y(), "end", "soft", "more often →");
        sheet.down(22);
        int top = sheet.y() + 4;
        int bottom = top + shown.size() * ROW + 4;
        axis.marks().forEach(mark -> {
            mark(sheet, mark.doubleValue(), zero + mark.doubleValue() * perPoint, top, bottom, axis.end());
            if (mark.signum() > 0) {
                mark(sheet, -mark.doubleValue(), zero - mark.doubleValue() * perPoint, top, bottom, axis.end());
            }
        });
        sheet.down(4);
        for (Activity one : shown) {
            row(sheet, one, zero, perPoint);
        }
        sheet.down(6);
        int more = compared().size() - shown.size();
        if (more > 0) {
            sheet.paragraph("soft", Sheet.TEXT, Figures.count(more) + " more are in the table.", 1);
        }
    }

    private static void mark(Sheet sheet, double points, double x, int top, int bottom, double end) {
        sheet.line(points == 0 ? "axis" : "grid", x, top, x, bottom);
        String sign = points > 0 ? "+" : points < 0 ? "\u2212" : "";
        String anchor = points >= end ? "end" : points <= -end ? "start" : "middle";
        double at = points >= end ? x + 4 : points <= -end ? x - 4 : x;
        sheet.text(at, top - 6.0, anchor, "soft", sign + Figures.round(java.math.BigDecimal.valueOf(Math.abs(points))));
    }

    private static void row(Sheet sheet, Activity one, double zero, double perPoint) {
        sheet.open("%s in %s: advanced %s with it, %s without; %s, between %s and %s with 95\u00A0%% confidence"
                .formatted(
                        one.kind(),
                        one.stage(),
                        one.with().inWords(),
                        one.without().inWords(),
                        Figures.points(one.difference()),
                        Figures.points(one.low()),
                        Figures.points(one.high())));
        String difference = Figures.points(one.difference()) + (one.isSmall() ? ", few stays" : "");
        int room = sheet.right() - sheet.left() - Lettering.width(difference, Sheet.TEXT) - 16;
        sheet.label(sheet.left(), sheet.y() + 16.0, "start", "halo", one.kind() + " · " + one.stage(), room);
        sheet.text(sheet.right(), sheet.y() + 16.0, "end", "halo soft", difference);
        double middle = sheet.y() + 29.0;
        double low = zero + Math.max(-1, one.low()) * 100 * perPoint;
        double high = zero + Math.min(1, one.high()) * 100 * perPoint;
        String kind = !one.isClear() || one.isSmall() ? "unclear" : one.difference() > 0 ? "gain" : "loss";
        sheet.interval("range", low, high, middle);
        if (kind.equals("loss")) {
            sheet.diamond("loss", zero + one.difference() * 100 * perPoint, middle, DOT + 1.5);
        } else {
            sheet.dot(kind, zero + one.difference() * 100 * perPoint, middle, DOT);
        }
        sheet.close();
        sheet.down(ROW);
    }

    /** Those of which there are most stays to compare, in the order of all. */
    private List<Activity> shown() {
        List<Activity> first = compared().stream()
                .sorted(Comparator.comparing(Activity::isSmall)
                        .thenComparing(
                                Comparator.comparingLong(Activity::compared).reversed())
                        .thenComparing(Activity::kind)
                        .thenComparing(Activity::stage))
                .limit(most)
                .toList();
        return compared().stream().filter(first::contains).toList();
    }

    private List<Activity> compared() {
        List<Activity> compared = new ArrayList<>(activities);
        compared.removeIf(one -> !one.isComparable());
        return compared;
    }
}
