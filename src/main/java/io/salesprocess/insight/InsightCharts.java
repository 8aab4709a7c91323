package io.salesprocess.insight;

import io.salesprocess.insight.ActivitiesResponse.ActivityResponse;
import io.salesprocess.insight.ActivitiesResponse.StaysResponse;
import io.salesprocess.insight.SalespeopleResponse.FiguresResponse;
import io.salesprocess.insight.chart.ActivitiesChart;
import io.salesprocess.insight.chart.DurationsChart;
import io.salesprocess.insight.chart.Figures;
import io.salesprocess.insight.chart.ForecastChart;
import io.salesprocess.insight.chart.FunnelChart;
import io.salesprocess.insight.chart.SalespeopleChart;
import io.salesprocess.insight.chart.WonChart;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.Duration;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes charts of answers, with the titles of pipelines and stages. */
@Singleton
class InsightCharts {

    private static final int MOST_PEOPLE = 200;
    private static final int MOST_ACTIVITIES = 100;

    /** More months than that without anything are not drawn. */
    private static final int LONGEST_GAP = 24;

    private static final String NO_OWNER = "(no owner)";

    private final StageTitles titles;

    InsightCharts(StageTitles titles) {
        this.titles = titles;
    }

    FunnelChart funnel(FunnelResponse answer) {
        return new FunnelChart(byPipeline(answer.stages(), FunnelResponse.StageResponse::pipeline).entrySet().stream()
                .map(pipeline -> new FunnelChart.Pipeline(
                        titles.ofPipeline(pipeline.getKey()),
                        pipeline.getValue().stream().map(this::stage).toList()))
                .toList());
    }

    DurationsChart stageDurations(StageDurationsResponse answer) {
        return new DurationsChart(
                byPipeline(answer.stages(), StageDurationsResponse.StageResponse::pipeline).entrySet().stream()
                        .map(pipeline -> new DurationsChart.Pipeline(
                                titles.ofPipeline(pipeline.getKey()),
                                pipeline.getValue().stream().map(this::stage).toList()))
                        .toList());
    }

    /** @param isOrdered whether the caller chose the order; if not, it is that of the low ends of the rates */
    SalespeopleChart salespeople(SalespeopleResponse answer, boolean isOrdered) {
        return salespeople(answer, isOrdered, MOST_PEOPLE);
    }

    /** @param most how many are drawn */
    SalespeopleChart salespeople(SalespeopleResponse answer, boolean isOrdered, int most) {
        List<SalespeopleChart.Person> people =
                answer.salespeople().stream().map(InsightCharts::person).toList();
        return new SalespeopleChart(isOrdered ? people : SalespeopleChart.byLowEnd(people), most);
    }

    ActivitiesChart activities(ActivitiesResponse answer) {
        return activities(answer, MOST_ACTIVITIES);
    }

    /** @param most how many kinds are drawn */
    ActivitiesChart activities(ActivitiesResponse answer, int most) {
        return new ActivitiesChart(
                answer.stages().stream()
                        .flatMap(stage -> stage.activities().stream().map(activity -> activity(stage, activity)))
                        .toList(),
                most);
    }

    static ForecastChart forecast(ForecastResponse answer) {
        Map<String, List<ForecastResponse.MonthResponse>> currencies = answer.months().stream()
                .filter(month -> month.currency() != null)
                .collect(Collectors.groupingBy(
                        ForecastResponse.MonthResponse::currency, TreeMap::new, Collectors.toList()));
        long withoutValue = answer.months().stream()
                .filter(month -> month.currency() == null)
                .mapToLong(ForecastResponse.MonthResponse::deals)
                .sum();
        return new ForecastChart(
                currencies.entrySet().stream()
                        .map(one -> new ForecastChart.Currency(one.getKey(), forecast(one.getValue())))
                        .toList(),
                withoutValue);
    }

    private static List<ForecastChart.Month> forecast(List<ForecastResponse.MonthResponse> months) {
        List<ForecastChart.Month> all = withoutGaps(
                months.stream().filter(month -> month.month() != null).toList(),
                month -> YearMonth.parse(month.month()),
                month -> new ForecastChart.Month(
                        YearMonth.parse(month.month()), month.deals(), month.openValue(), month.weightedValue()),
                month -> new ForecastChart.Month(month, 0, BigInteger.ZERO, BigInteger.ZERO));
        months.stream()
                .filter(month -> month.month() == null)
                .forEach(month -> all.add(
                        new ForecastChart.Month(null, month.deals(), month.openValue(), month.weightedValue())));
        return all;
    }

    static WonChart valueWon(ValueWonResponse answer) {
        Map<String, List<ValueWonResponse.MonthResponse>> currencies = answer.months().stream()
                .filter(month -> month.currency() != null)
                .collect(Collectors.groupingBy(
                        ValueWonResponse.MonthResponse::currency, TreeMap::new, Collectors.toList()));
        return new WonChart(currencies.entrySet().stream()
                .map(one -> new WonChart.Currency(
                        one.getKey(),
                        withoutGaps(
                                one.getValue(),
                                month -> YearMonth.parse(month.month()),
                                month -> new WonChart.Month(
                                        YearMonth.parse(month.month()), month.deals(), month.valueWon()),
                                month -> new WonChart.Month(month, 0, BigInteger.ZERO))))
                .toList());
    }

    /** The months in order, with an empty one wherever one is missing between two; far apart, as they are. */
    private static <T, M> List<M> withoutGaps(
            List<T> months, Function<T, YearMonth> when, Function<T, M> shown, Function<YearMonth, M> empty) {
        Map<YearMonth, M> given = new TreeMap<>();
        months.forEach(month -> given.put(when.apply(month), shown.apply(month)));
        List<M> all = new ArrayList<>();
        YearMonth next = null;
        for (Map.Entry<YearMonth, M> month : given.entrySet()) {
            if (next != null && next.until(month.getKey(), ChronoUnit.MONTHS) <= LONGEST_GAP) {
                for (; next.isBefore(month.getKey()); next = next.plusMonths(1)) {
                    all.add(empty.apply(next));
                }
            }
            all.add(month.getValue());
            next = month.getKey().plusMonths(1);
        }
        return all;
    }

    private static SalespeopleChart.Person person(FiguresResponse person) {
        return new SalespeopleChart.Person(
                person.salespersonId() == null
                        ? NO_OWNER
                        : Objects.requireNonNullElse(
                                person.name(), person.salespersonId().toString()),
                person.open(),
                person.won(),
                person.lost(),
                orZero(person.winRate()),
                orZero(person.winRateLow()),
                orZero(person.winRateHigh()),
                person.smallNumbers(),
                new SalespeopleChart.Cells(
                        person.valueWon().isEmpty()
                                ? "–"
                                : person.valueWon().stream()
                                        .map(value -> Figures.money(value.amount(), value.currency()))
                                        .collect(Collectors.joining(", ")),
                        span(person.medianTimeToWin()),
                        span(person.medianTimeToAnswer()),
                        Figures.count(person.fellShort())));
    }

    private ActivitiesChart.Activity activity(ActivitiesResponse.StageResponse stage, ActivityResponse activity) {
        return new ActivitiesChart.Activity(
                activity.kind(),
                titles.ofStage(stage.pipeline(), stage.stage()),
                group(activity.with()),
                group(activity.without()),
                activity.difference() != null,
                orZero(activity.difference()),
                orZero(activity.differenceLow()),
                orZero(activity.differenceHigh()),
                activity.smallNumbers());
    }

    private static ActivitiesChart.Group group(StaysResponse stays) {
        return new ActivitiesChart.Group(stays.stays(), stays.advanced());
    }

    private static double orZero(Double value) {
        return value == null ? 0 : value;
    }

    private static String span(String duration) {
        return duration == null ? "–" : Figures.span(Duration.parse(duration));
    }

    private FunnelChart.Stage stage(FunnelResponse.StageResponse stage) {
        return new FunnelChart.Stage(
                titles.ofStage(stage.pipeline(), stage.stage()),
                stage.entered(),
                stage.advanced(),
                stage.fellShort(),
                stage.lost(),
                stage.stillThere());
    }

    private DurationsChart.Stage stage(StageDurationsResponse.StageResponse stage) {
        return new DurationsChart.Stage(
                titles.ofStage(stage.pipeline(), stage.stage()),
                stage.visits(),
                duration(stage.median()),
                duration(stage.p90()),
                stage.overdue());
    }

    private static Duration duration(String text) {
        return text == null ? null : Duration.parse(text);
    }

    private static <T> Map<String, List<T>> byPipeline(List<T> stages, Function<T, String> pipeline) {
        return stages.stream().collect(Collectors.groupingBy(pipeline, LinkedHashMap::new, Collectors.toList()));
    }
}
