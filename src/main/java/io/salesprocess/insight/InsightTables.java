package io.salesprocess.insight;

import io.salesprocess.insight.SalespeopleResponse.FiguresResponse;
import io.salesprocess.insight.SalespeopleResponse.ValueResponse;
import io.salesprocess.platform.kernel.Decimals;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Figures as tables for spreadsheets. Each line says of which moment it is. */
final class InsightTables {

    private InsightTables() {}

    static String of(FunnelResponse funnel) {
        return new Csv<FunnelResponse.StageResponse>()
                .column("pipeline", FunnelResponse.StageResponse::pipeline)
                .column("stage", FunnelResponse.StageResponse::stage)
                .column("entered", FunnelResponse.StageResponse::entered)
                .column("advanced", FunnelResponse.StageResponse::advanced)
                .column("fellShort", FunnelResponse.StageResponse::fellShort)
                .column("lost", FunnelResponse.StageResponse::lost)
                .column("stillThere", FunnelResponse.StageResponse::stillThere)
                .column("conversion", FunnelResponse.StageResponse::conversion)
                .column("asOf", stage -> funnel.asOf())
                .of(funnel.stages());
    }

    static String of(StageDurationsResponse durations) {
        return new Csv<StageDurationsResponse.StageResponse>()
                .column("pipeline", StageDurationsResponse.StageResponse::pipeline)
                .column("stage", StageDurationsResponse.StageResponse::stage)
                .column("visits", StageDurationsResponse.StageResponse::visits)
                .column("medianSeconds", stage -> length(stage.median()))
                .column("p90Seconds", stage -> length(stage.p90()))
                .column("totalSeconds", stage -> length(stage.total()))
                .column("overdue", StageDurationsResponse.StageResponse::overdue)
                .column("asOf", stage -> durations.asOf())
                .of(durations.stages());
    }

    /** With a column for each currency that occurs. */
    static String of(SalespeopleResponse salespeople) {
        Csv<FiguresResponse> csv = new Csv<FiguresResponse>()
                .column("salespersonId", FiguresResponse::salespersonId)
                .column("name", FiguresResponse::name)
                .column("open", FiguresResponse::open)
                .column("won", FiguresResponse::won)
                .column("lost", FiguresResponse::lost)
                .column("winRate", FiguresResponse::winRate)
                .column("winRateLow", FiguresResponse::winRateLow)
                .column("winRateHigh", FiguresResponse::winRateHigh)
                .column("smallNumbers", FiguresResponse::smallNumbers)
                .column("medianTimeToWinSeconds", figures -> length(figures.medianTimeToWin()))
                .column("fellShort", FiguresResponse::fellShort)
                .column("answers", FiguresResponse::answers)
                .column("medianTimeToAnswerSeconds", figures -> length(figures.medianTimeToAnswer()));
        TreeSet<String> currencies = new TreeSet<>();
        salespeople.salespeople().forEach(figures -> figures.valueWon().stream()
                .map(ValueResponse::currency)
                .forEach(currencies::add));
        currencies.forEach(currency -> csv.column("valueWon" + currency, figures -> valueIn(currency, figures)));
        return csv.column("asOf", figures -> salespeople.asOf()).of(salespeople.salespeople());
    }

    static String of(ActivitiesResponse activities) {
        record Line(ActivitiesResponse.StageResponse stage, ActivitiesResponse.ActivityResponse activity) {}
        List<Line> lines = activities.stages().stream()
                .flatMap(stage -> stage.activities().stream().map(activity -> new Line(stage, activity)))
                .toList();
        return new Csv<Line>()
                .column("pipeline", line -> line.stage().pipeline())
                .column("stage", line -> line.stage().stage())
                .column("kind", line -> line.activity().kind())
                .column("staysWith", line -> line.activity().with().stays())
                .column("advancedWith", line -> line.activity().with().advanced())
                .column("advanceRateWith", line -> line.activity().with().advanceRate())
                .column("staysWithout", line -> line.activity().without().stays())
                .column("advancedWithout", line -> line.activity().without().advanced())
                .column("advanceRateWithout", line -> line.activity().without().advanceRate())
                .column("difference", line -> line.activity().difference())
                .column("differenceLow", line -> line.activity().differenceLow())
                .column("differenceHigh", line -> line.activity().differenceHigh())
                .column("smallNumbers", line -> line.activity().smallNumbers())
                .column("asOf", line -> activities.asOf())
                .of(lines);
    }

    static String of(ForecastResponse forecast) {
        return new Csv<ForecastResponse.MonthResponse>()
                .column("month", ForecastResponse.MonthResponse::month)
                .column("currency", ForecastResponse.MonthResponse::currency)
                .column("deals", ForecastResponse.MonthResponse::deals)
                .column("openValue", month -> money(month.openValue(), month.currency()))
                .column("weightedValue", month -> money(month.weightedValue(), month.currency()))
                .column("unweighted", ForecastResponse.MonthResponse::unweighted)
                .column("asOf", month -> forecast.asOf())
                .of(forecast.months());
    }

    static String of(ValueWonResponse won) {
        return new Csv<ValueWonResponse.MonthResponse>()
                .column("month", ValueWonResponse.MonthResponse::month)
                .column("currency", ValueWonResponse.MonthResponse::currency)
                .column("deals", ValueWonResponse.MonthResponse::deals)
                .column("valueWon", month -> money(month.valueWon(), month.currency()))
                .column("asOf", month -> won.asOf())
                .of(won.months());
    }

    private static Number money(BigInteger amount, String currency) {
        return amount == null ? null : Decimals.number(amount, currency);
    }

    private static Duration length(String duration) {
        return duration == null ? null : Duration.parse(duration);
    }

    private static Number valueIn(String currency, FiguresResponse figures) {
        return figures.valueWon().stream()
                .filter(value -> value.currency().equals(currency))
                .map(value -> Decimals.number(value.amount(), currency))
                .findFirst()
                .orElse(null);
    }
}
