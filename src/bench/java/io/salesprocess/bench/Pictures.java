package io.salesprocess.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What was measured, to look at. */
final class Pictures {

    private static final List<Double> MILLISECONDS = List.of(0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0);
    private static final List<Double> PERCENTILES = List.of(1.0, 50.0, 75.0, 90.0, 95.0, 99.0, 99.9, 99.99);
    private static final double ALL = 100;
    private static final double LAST = 99.99;

    private Pictures() {}

    /** How long requests take: the slower ones to the right, on a scale on which every nine is as wide as the one before. */
    static Chart latency(List<Series> series, List<Measured> steady, int rate) {
        Chart chart = new Chart(
                "How long a request takes",
                new Chart.Axis(
                        "share of the requests that take no longer, in percent",
                        PERCENTILES,
                        percentile -> -Math.log10(1 - Math.min(percentile, LAST) / ALL),
                        Pictures::plain),
                new Chart.Axis("ms", MILLISECONDS, Math::log10, Pictures::plain));
        if (!steady.isEmpty()) {
            chart.add("advance, %d/s, open loop".formatted(rate), false, distribution(steady.get(steady.size() / 2)));
        }
        int fewest = series.stream().mapToInt(Series::connections).min().orElse(0);
        int largest = series.stream().mapToInt(Series::size).max().orElse(0);
        for (Series each : series) {
            if (each.connections() == fewest && each.size() == largest) {
                Round round = each.rounds().get(each.rounds().size() / 2);
                chart.add("%s, %d connections".formatted(each.work(), fewest), false, distribution(round.service()));
                chart.add("%s, the floor".formatted(each.work()), true, distribution(round.floor()));
            }
        }
        return chart;
    }

    /** How fast the service is, by how much is stored. */
    static Chart size(List<Series> series) {
        List<Double> sizes = series.stream()
                .map(each -> (double) each.size())
                .distinct()
                .sorted()
                .toList();
        double most = series.stream()
                .mapToDouble(
                        each -> Math.max(each.floor().median(), each.service().median()))
                .max()
                .orElse(1);
        double step = Math.pow(10, Math.floor(Math.log10(most)));
        List<Double> marks = new ArrayList<>();
        for (double mark = 0; mark < most + step; mark += step) {
            marks.add(mark);
        }
        Chart chart = new Chart(
                "Speed by what is stored",
                new Chart.Axis("deals stored", sizes, Math::log10, "%,.0f"::formatted),
                new Chart.Axis("per second", marks, value -> value, "%,.0f"::formatted));
        int fewest = series.stream().mapToInt(Series::connections).min().orElse(0);
        lines(series, fewest, Series::service)
                .forEach((work, points) -> chart.add("%s, %d connections".formatted(work, fewest), false, points));
        lines(series, fewest, Series::floor)
                .forEach((work, points) -> chart.add("%s, the floor".formatted(work), true, points));
        return chart;
    }

    private static Map<String, List<Chart.Point>> lines(
            List<Series> series, int connections, Function<Series, Spread> speed) {
        Map<String, List<Chart.Point>> lines = new LinkedHashMap<>();
        for (Series each : series) {
            if (each.connections() == connections) {
                lines.computeIfAbsent(each.work(), work -> new ArrayList<>())
                        .add(new Chart.Point(each.size(), speed.apply(each).median()));
            }
        }
        return lines;
    }

    private static List<Chart.Point> distribution(Measured measured) {
        List<Chart.Point> points = new ArrayList<>();
        measured.latency().forEach((percentile, micros) -> {
            if (percentile < ALL) {
                points.add(new Chart.Point(percentile, Math.max(micros, 1) / 1e3));
            }
        });
        return points;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? "%.0f".formatted(value) : Double.toString(value);
    }
}
