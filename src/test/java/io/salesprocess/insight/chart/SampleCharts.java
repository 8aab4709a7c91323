package io.salesprocess.insight.chart;

import java.math.BigInteger;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Charts of invented figures: usual ones, none at all, a single one, very many, and with names that are hard to draw. */
final class SampleCharts {

    private static final List<String> NAMES = List.of(
            "Grace Field",
            "Jörg Groß",
            "Aleksandra Wiśniewska-Kowalczyk von und zu Hohenstein-Brandenburg",
            "سارة الحجر",
            "Νίκος Παπαδόπουλος",
            "王小明",
            "Li",
            "O'Neill & <Sons> \"Ltd\"");

    private SampleCharts() {}

    /** All of them, by name. */
    static Map<String, Chart> all() {
        Map<String, Chart> all = new LinkedHashMap<>();
        all.put("funnel", funnel());
        all.put("funnel-long-names", new FunnelChart(List.of(pipeline(NAMES.get(2), 12), pipeline("Express", 2))));
        all.put(
                "funnel-one-deal",
                new FunnelChart(List.of(new FunnelChart.Pipeline(
                        "Standard", List.of(new FunnelChart.Stage("Qualification", 1, 0, 0, 0, 1))))));
        all.put(
                "funnel-empty",
                new FunnelChart(List.of(new FunnelChart.Pipeline(
                        "Standard", List.of(new FunnelChart.Stage("Qualification", 0, 0, 0, 0, 0))))));
        all.put("durations", durations());
        all.put("durations-empty", new DurationsChart(List.of()));
        all.put(
                "durations-short",
                new DurationsChart(List.of(new DurationsChart.Pipeline(
                        "Standard",
                        List.of(
                                new DurationsChart.Stage("Demo", 3, Duration.ofSeconds(4), Duration.ofSeconds(9), 0),
                                new DurationsChart.Stage("Trial", 3, Duration.ZERO, Duration.ZERO, 3))))));
        all.put("salespeople", new SalespeopleChart(people(8), 20));
        all.put("salespeople-1", new SalespeopleChart(people(1), 20));
        all.put("salespeople-60", new SalespeopleChart(people(60), 100));
        all.put("salespeople-most", new SalespeopleChart(people(60), 20));
        all.put("salespeople-empty", new SalespeopleChart(List.of(), 20));
        all.put("activities", new ActivitiesChart(activities(6), 12));
        all.put("activities-many", new ActivitiesChart(activities(60), 12));
        all.put("activities-empty", new ActivitiesChart(List.of(), 12));
        all.put("forecast", forecast());
        all.put("forecast-empty", new ForecastChart(List.of(), 0));
        all.put("won", won());
        all.put("won-empty", new WonChart(List.of()));
        return all;
    }

    private static FunnelChart funnel() {
        return new FunnelChart(List.of(new FunnelChart.Pipeline(
                "Standard",
                List.of(
                        new FunnelChart.Stage("Pre-qualification", 412, 301, 38, 74, 37),
                        new FunnelChart.Stage("Qualification", 301, 219, 17, 52, 30),
                        new FunnelChart.Stage("Relationship", 219, 171, 22, 26, 22),
                        new FunnelChart.Stage("Conversion", 171, 118, 9, 31, 22)))));
    }

    private static FunnelChart.Pipeline pipeline(String title, int stages) {
        return new FunnelChart.Pipeline(
                title,
                IntStream.range(0, stages)
                        .mapToObj(i -> new FunnelChart.Stage(
                                NAMES.get((i + 2) % NAMES.size()) + " " + i,
                                1_234_567 - 100_000L * i,
                                1_134_567 - 100_000L * i,
                                i * 10_000L,
                                90_000,
                                10_000))
                        .toList());
    }

    private static DurationsChart durations() {
        return new DurationsChart(List.of(new DurationsChart.Pipeline(
                "Standard",
                List.of(
                        new DurationsChart.Stage(
                                "Pre-qualification", 375, Duration.ofHours(52), Duration.ofDays(9), 21),
                        new DurationsChart.Stage("Qualification", 271, Duration.ofHours(148), Duration.ofDays(19), 44),
                        new DurationsChart.Stage("Relationship", 197, Duration.ofDays(12), Duration.ofDays(41), 18),
                        new DurationsChart.Stage("Conversion", 149, Duration.ofMinutes(95), Duration.ofDays(3), 0)))));
    }

    static List<SalespeopleChart.Person> people(int number) {
        List<SalespeopleChart.Person> people = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            long won = i == 1 ? 2 : 80 - i;
            long lost = i == 1 ? 0 : 20 + (i * 7L) % 50;
            people.add(person(NAMES.get(i % NAMES.size()) + (i < NAMES.size() ? "" : " " + i), Math.max(0, won), lost));
        }
        return SalespeopleChart.byLowEnd(people);
    }

    private static SalespeopleChart.Person person(String name, long won, long lost) {
        double n = won + lost;
        double p = n == 0 ? 0 : won / n;
        double z = 1.96;
        double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
        return new SalespeopleChart.Person(
                name,
                7,
                won,
                lost,
                p,
                Math.max(0, centre - half),
                Math.min(1, centre + half),
                n < 10,
                new SalespeopleChart.Cells("EUR\u00A01.20\u00A0M", "34\u00A0d", "5\u00A0h", "12"));
    }

    private static List<ActivitiesChart.Activity> activities(int number) {
        List<String> kinds = List.of("call", "demo", "visit", "e-mail", "workshop with " + NAMES.get(2), "lunch");
        return IntStream.range(0, number)
                .mapToObj(i -> {
                    double difference = 0.31 - 0.14 * (i % 6);
                    double half = 0.05 + 0.03 * (i % 4);
                    return new ActivitiesChart.Activity(
                            kinds.get(i % kinds.size()) + (i < 6 ? "" : " " + i),
                            i % 2 == 0 ? "Qualification" : "Relationship",
                            new ActivitiesChart.Group(80 + i, 60),
                            new ActivitiesChart.Group(140, 70),
                            true,
                            difference,
                            difference - half,
                            difference + half,
                            i % 6 == 4);
                })
                .toList();
    }

    private static ForecastChart forecast() {
        return new ForecastChart(
                List.of(
                        new ForecastChart.Currency("EUR", months(9, 42_500_000)),
                        new ForecastChart.Currency("JPY", months(3, 9_000_000))),
                4);
    }

    private static List<ForecastChart.Month> months(int number, long largest) {
        List<ForecastChart.Month> months = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            long open = largest / (i + 1) * (i == 0 ? 1 : 2) / 2;
            months.add(new ForecastChart.Month(
                    i == 8 ? null : YearMonth.of(2026, 11).plusMonths(i),
                    17 - i,
                    BigInteger.valueOf(open),
                    BigInteger.valueOf(i == 8 ? 0 : open * (60 - 5 * i) / 100)));
        }
        return months;
    }

    private static WonChart won() {
        List<WonChart.Month> months = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            months.add(new WonChart.Month(
                    YearMonth.of(2024, 6).plusMonths(i),
                    i % 5,
                    BigInteger.valueOf(i % 5 == 0 ? 0 : 9_900_00L * (3 + i % 5) + i * 40_000_00L)));
        }
        return new WonChart(List.of(new WonChart.Currency("EUR", months)));
    }
}
