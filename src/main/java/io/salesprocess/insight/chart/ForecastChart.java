package io.salesprocess.insight.chart;

import io.salesprocess.insight.chart.MonthPanel.Column;
import io.salesprocess.insight.chart.Sheet.Entry;
import io.salesprocess.insight.chart.Sheet.Fill;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Which value may be won when, per currency: a column for each month, of what is open, and in it, with the line on top, what is to be
 * expected of it.
 */
public final class ForecastChart extends Chart {

    private static final int MOST_MONTHS = 18;
    private static final int MOST_CURRENCIES = 4;

    private final List<Currency> currencies;
    private final long withoutValue;

    /** @param withoutValue open deals that have no value, and so are in no month */
    public ForecastChart(List<Currency> currencies, long withoutValue) {
        this.currencies =
                currencies.stream().filter(one -> !one.months().isEmpty()).toList();
        this.withoutValue = withoutValue;
    }

    /** The months in one currency, oldest first. */
    public record Currency(String code, List<Month> months) {

        public Currency {
            months = List.copyOf(months);
        }

        private BigInteger open() {
            return months.stream().map(Month::open).reduce(BigInteger.ZERO, BigInteger::add);
        }

        private BigInteger weighted() {
            return months.stream().map(Month::weighted).reduce(BigInteger.ZERO, BigInteger::add);
        }

        private long deals() {
            return months.stream().mapToLong(Month::deals).sum();
        }
    }

    /**
     * A month.
     *
     * @param month null for deals of which it is not known when they may be won
     * @param open the value of the deals that may be won in it, in minor units
     * @param weighted the same by the chance of each
     */
    public record Month(YearMonth month, long deals, BigInteger open, BigInteger weighted) {}

    @Override
    public String title() {
        return "Forecast";
    }

    @Override
    public String sentence() {
        if (isEmpty()) {
            return "No open deal has a value.";
        }
        List<String> parts = new ArrayList<>();
        for (Currency one : currencies) {
            parts.add("%s are open in %s; by what deals in the same stages became, %s of it is to be expected."
                    .formatted(
                            Figures.roundMoney(one.open(), one.code()),
                            Figures.counted(one.deals(), "deal"),
                            Figures.roundMoney(one.weighted(), one.code())));
        }
        if (withoutValue > 0) {
            parts.add(
                    Figures.counted(withoutValue, "open deal") + (withoutValue == 1 ? " has" : " have") + " no value.");
        }
        return String.join(" ", parts);
    }

    @Override
    public Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (Currency one : currencies) {
            for (Month month : one.months()) {
                rows.add(List.of(
                        name(month),
                        Figures.count(month.deals()),
                        Figures.money(month.open(), one.code()),
                        Figures.money(month.weighted(), one.code())));
            }
        }
        return new Table(
                "Value of open deals by the month in which they may be won",
                List.of("Month", "Deals", "Open value", "Weighted value"),
                rows);
    }

    @Override
    public boolean isEmpty() {
        return currencies.isEmpty();
    }

    @Override
    void draw(Sheet sheet) {
        sheet.legend(List.of(new Entry(Fill.GOOD, "weighted value"), new Entry(Fill.OPEN, "rest of the open value")));
        for (Currency one : currencies.subList(0, Math.min(MOST_CURRENCIES, currencies.size()))) {
            sheet.down(4);
            sheet.paragraph("strong", Sheet.TEXT, one.code(), 1);
            List<Month> shown =
                    one.months().subList(0, Math.min(MOST_MONTHS, one.months().size()));
            new MonthPanel(
                            sheet,
                            one.code(),
                            shown.stream()
                                    .map(month -> new Column(
                                            month.month(),
                                            words(month, one.code()),
                                            month.weighted(),
                                            month.open(),
                                            month.month() != null))
                                    .toList())
                    .draw();
            later(sheet, one.months().size() - shown.size());
        }
        if (currencies.size() > MOST_CURRENCIES) {
            sheet.paragraph(
                    "soft",
                    Sheet.TEXT,
                    (currencies.size() - MOST_CURRENCIES) + " more currencies are in the table.",
                    1);
        }
    }

    private static void later(Sheet sheet, int months) {
        if (months > 0) {
            sheet.paragraph("soft", Sheet.TEXT, Figures.counted(months, "later month") + " in the table.", 1);
        }
    }

    private static String name(Month month) {
        return month.month() == null ? "Not known" : Figures.month(month.month());
    }

    private static String words(Month month, String currency) {
        return "%s: %s in %s open, %s weighted"
                .formatted(
                        name(month),
                        Figures.roundMoney(month.open(), currency),
                        Figures.counted(month.deals(), "deal"),
                        Figures.roundMoney(month.weighted(), currency));
    }
}
