package io.salesprocess.insight.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which share of their closed deals salespeople won: a dot for the rate, and a line for where it may really be.
 */
public final class SalespeopleChart extends Chart {

    private static final int ROW = 24;
    private static final double MOST_OF_NAMES = 0.34;
    private static final int DOT = 5;

    /** A plot that would be narrower has shorter notes beside it. */
    private static final int NARROWEST_PLOT = 150;

    private static final double[] MARKS = {0, 0.25, 0.5, 0.75, 1};

    private final List<Person> people;
    private final int most;

    /** @param most how many are drawn; the table has all */
    public SalespeopleChart(List<Person> people, int most) {
        this.people = List.copyOf(people);
        this.most = most;
    }

    /** In the order of the low ends, so that few deals do not stand before many. */
    public static List<Person> byLowEnd(List<Person> people) {
        return people.stream()
                .sorted(Comparator.comparing((Person person) -> person.closed() == 0)
                        .thenComparing(Comparator.comparingDouble(Person::low).reversed())
                        .thenComparing(Comparator.comparingLong(Person::won).reversed())
                        .thenComparing(Person::name))
                .toList();
    }

    /**
     * A salesperson.
     *
     * @param isSmall whether there are too few closed deals to judge by
     * @param rate of won among closed deals; meaningless without any, as are {@code low} and {@code high}
     * @param cells more columns of the table, as many as it has more headings
     */
    public record Person(
            String name,
            long open,
            long won,
            long lost,
            double rate,
            double low,
            double high,
            boolean isSmall,
            Cells cells) {

        long closed() {
            return won + lost;
        }
    }

    /**
     * What the table says besides.
     *
     * @param value won, per currency
     */
    public record Cells(String value, String timeToWin, String timeToAnswer, String fellShort) {}

    @Override
    public String title() {
        return "Salespeople";
    }

    @Override
    public String sentence() {
        List<Person> closing = closing();
        if (closing.isEmpty()) {
            return "No salesperson has closed a deal yet.";
        }
        List<Person> sure = closing.stream().filter(person -> !person.isSmall()).toList();
        Person first = byLowEnd(sure.isEmpty() ? closing : sure).get(0);
        String won = "%s won %s of %s closed deals (%s)"
                .formatted(
                        first.name(),
                        Figures.count(first.won()),
                        Figures.count(first.closed()),
                        Figures.percent(first.rate()));
        if (closing.size() == 1) {
            return won + ".";
        }
        String few = sure.isEmpty() ? ", each only a few" : "";
        String among = sure.isEmpty() || sure.size() == closing.size() ? "" : "Of those with enough to judge by, ";
        return "%s\u00A0salespeople closed deals%s. %s%s, the best rate even by the low end of its range."
                        .formatted(Figures.count(closing.size()), few, among, won)
                + " Lines that overlap mean that the difference may be chance.";
    }

    @Override
    public Table table() {
        return new Table(
                "Open and closed deals of each salesperson",
                List.of(
                        "Salesperson",
                        "Won",
                        "Lost",
                        "Win rate",
                        "Range (95\u00A0%)",
                        "Open",
                        "Value won",
                        "Median time to win",
                        "Median time to answer",
                        "Fell short"),
                people.stream()
                        .map(person -> List.of(
                                person.name(),
                                Figures.count(person.won()),
                                Figures.count(person.lost()),
                                person.closed() == 0 ? "–" : Figures.percent(person.rate()),
                                person.closed() == 0
                                        ? "–"
                                        : Figures.percent(person.low()) + " to " + Figures.percent(person.high()),
                                Figures.count(person.open()),
                                person.cells().value(),
                                person.cells().timeToWin(),
                                person.cells().timeToAnswer(),
                                person.cells().fellShort()))
                        .toList());
    }

    @Override
    public boolean isEmpty() {
        return closing().isEmpty();
    }

    @Override
    void draw(Sheet sheet) {
        List<Person> shown = closing().subList(0, Math.min(most, closing().size()));
        int widestName = shown.stream()
                .mapToInt(person -> Sheet.widthOf(person.name()))
                .max()
                .orElse(0);
        int names = Math.min(widestName, (int) (sheet.width() * MOST_OF_NAMES));
        double from = sheet.left() + names + 12.0;
        double to = sheet.right() - widest(shown, false) - 12.0;
        boolean isNarrow = to - from < NARROWEST_PLOT;
        if (isNarrow) {
            to = sheet.right() - widest(shown, true) - 12.0;
        }
        sheet.down(22);
        int top = sheet.y() + 4;
        int bottom = top + shown.size() * ROW + 4;
        for (double mark : MARKS) {
            double x = from + mark * (to - from);
            boolean isLabelled = mark != 0.25 && mark != 0.75;
            sheet.line(mark == 0 ? "axis" : "grid", x, top, x, bottom);
            if (isLabelled) {
                sheet.text(x, sheet.y() - 2, "middle", "soft", Math.round(mark * 100) + "\u00A0%");
            }
        }
        sheet.down(4);
        for (Person person : shown) {
            row(sheet, person, names, from, to, note(person, isNarrow));
        }
        sheet.down(6);
        more(sheet, shown.size());
    }

    private static int widest(List<Person> shown, boolean isNarrow) {
        return shown.stream()
                .mapToInt(person -> Sheet.widthOf(note(person, isNarrow)))
                .max()
                .orElse(0);
    }

    private static void row(Sheet sheet, Person person, int names, double from, double to, String note) {
        double middle = sheet.y() + ROW / 2.0;
        sheet.open("%s: %s of %s won, %s; between %s and %s with 95\u00A0%% confidence"
                .formatted(
                        person.name(),
                        Figures.count(person.won()),
                        Figures.count(person.closed()),
                        Figures.percent(person.rate()),
                        Figures.percent(person.low()),
                        Figures.percent(person.high())));
        sheet.label(sheet.left(), middle + 4, "start", "", person.name(), names);
        sheet.interval("range", from + person.low() * (to - from), from + person.high() * (to - from), middle);
        sheet.dot(person.isSmall() ? "unclear" : "point", from + person.rate() * (to - from), middle, DOT);
        sheet.text(sheet.right(), middle + 4, "end", "soft", note);
        sheet.close();
        sheet.down(ROW);
    }

    private static String note(Person person, boolean isNarrow) {
        String deals = Figures.count(person.won()) + "/" + Figures.count(person.closed());
        return isNarrow ? deals : Figures.percent(person.rate()) + " · " + deals;
    }

    private void more(Sheet sheet, int shown) {
        int more = closing().size() - shown;
        int idle = people.size() - closing().size();
        List<String> notes = new ArrayList<>();
        if (more > 0) {
            notes.add(Figures.count(more) + " more are in the table.");
        }
        if (shown(shown).anyMatch(Person::isSmall)) {
            notes.add("A hollow dot means few closed deals.");
        }
        if (idle > 0) {
            notes.add(Figures.count(idle) + " without a closed deal.");
        }
        if (!notes.isEmpty()) {
            sheet.paragraph("soft", Sheet.TEXT, String.join(" ", notes), 2);
        }
    }

    private Stream<Person> shown(int number) {
        return closing().stream().limit(number);
    }

    private List<Person> closing() {
        return people.stream().filter(person -> person.closed() > 0).toList();
    }
}
