package io.salesprocess.insight.chart;

import io.salesprocess.insight.chart.Sheet.Fill;
import io.salesprocess.platform.kernel.Currencies;
import io.salesprocess.platform.page.Lettering;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;

/** Columns of money by month, in one currency. */
final class MonthPanel {

    private static final int HEIGHT = 150;
    private static final int MOST_MARKS = 4;
    private static final int GAP = 4;
    private static final int WIDEST_COLUMN = 56;
    private static final int LABEL = 40;

    private final Sheet sheet;
    private final String currency;
    private final List<Column> columns;

    /**
     * One month.
     *
     * @param month null if it is not known
     * @param title what people see who point at it
     * @param sure the lower part of the column
     * @param whole all of it
     * @param isLined whether the line goes through the top of the lower part
     */
    record Column(YearMonth month, String title, BigInteger sure, BigInteger whole, boolean isLined) {}

    MonthPanel(Sheet sheet, String currency, List<Column> columns) {
        this.sheet = sheet;
        this.currency = currency;
        this.columns = columns;
    }

    void draw() {
        Axis axis = Axis.to(
                columns.stream()
                        .mapToDouble(column -> main(column.whole()))
                        .max()
                        .orElse(0),
                MOST_MARKS);
        int names = axis.marks().stream()
                .mapToInt(mark -> Lettering.width(Figures.round(mark), Sheet.TEXT))
                .max()
                .orElse(0);
        double left = sheet.left() + names + 8.0;
        int top = sheet.y() + 12;
        int bottom = top + HEIGHT;
        double perUnit = HEIGHT / axis.end();
        for (BigDecimal mark : axis.marks()) {
            double y = bottom - mark.doubleValue() * perUnit;
            sheet.line(mark.signum() == 0 ? "axis" : "grid", left, y, sheet.right(), y);
            sheet.text(left - 6, y + 4, "end", "soft", Figures.round(mark));
        }
        double slot = Math.min((sheet.right() - left) / columns.size(), WIDEST_COLUMN + GAP);
        for (int i = 0; i < columns.size(); i++) {
            column(columns.get(i), left + i * slot, slot, bottom, perUnit);
        }
        line(left, slot, bottom, perUnit);
        months(left, slot, bottom);
        sheet.down(HEIGHT + 12 + 42);
    }

    private void column(Column column, double x, double slot, int bottom, double perUnit) {
        double sure = main(column.sure()) * perUnit;
        double rest = main(column.whole()) * perUnit - sure;
        double gap = Math.min(GAP, slot / 4);
        sheet.open(column.title());
        if (sure > 0) {
            sheet.bar(Fill.GOOD, x + gap / 2, bottom - sure, slot - gap, sure);
        }
        if (rest > 0) {
            sheet.bar(Fill.OPEN, x + gap / 2, bottom - sure - rest, slot - gap, rest);
        }
        sheet.close();
    }

    private void line(double left, double slot, int bottom, double perUnit) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isLined()) {
                data.append(data.length() == 0 ? 'M' : 'L')
                        .append(Sheet.number(left + (i + 0.5) * slot))
                        .append(' ')
                        .append(Sheet.number(bottom - main(columns.get(i).sure()) * perUnit));
            }
        }
        if (data.length() > 0) {
            sheet.path("trend-back", data.toString());
            sheet.path("trend", data.toString());
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).isLined()) {
                    sheet.dot(
                            "mark",
                            left + (i + 0.5) * slot,
                            bottom - main(columns.get(i).sure()) * perUnit,
                            3.5);
                }
            }
        }
    }

    /** As many names of months as have room, and the year below the first one of it. */
    private void months(double left, double slot, int bottom) {
        int every = (int) Math.max(1, Math.ceil(LABEL / slot));
        List<Integer> named = IntStream.range(0, columns.size())
                .filter(i -> i % every == 0)
                .boxed()
                .toList();
        int year = Integer.MIN_VALUE;
        for (int i : named) {
            YearMonth month = columns.get(i).month();
            double x = left + (i + 0.5) * slot;
            sheet.line("axis", x, bottom, x, bottom + 4);
            if (month == null) {
                sheet.text(x, bottom + 18.0, "middle", "soft", "?");
                continue;
            }
            sheet.text(x, bottom + 18.0, "middle", "soft", Figures.name(month.getMonth()));
            if (month.getYear() != year) {
                year = month.getYear();
                sheet.text(x, bottom + 33.0, "middle", "soft", Integer.toString(year));
            }
        }
    }

    /** In the main unit of the currency. */
    private double main(BigInteger minor) {
        return new BigDecimal(minor, Currencies.digits(currency)).doubleValue();
    }
}
