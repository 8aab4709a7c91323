package io.salesprocess.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

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
            chart.add(
                    "steady",
                    "advance, %d/s, open loop".formatted(rate),
                    false,
                    distribution(steady.get(steady.size() / 2)));
        }
        int fewest = series.stream().mapToInt(Series::connections).min().orElse(0);
        int largest = series.stream().mapToInt(Series::size).max().orElse(0);
        for (Series each : series) {
            if (each.connections() == fewest && each.size() == largest) {
                Round round = each.rounds().get(each.rounds().size() / 2);
                chart.add(each.work(), named(each.work(), fewest), false, distribution(round.service()));
                chart.add(each.work(), floor(each.work()), true, distribution(round.floor()));
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
        Chart chart = new Chart(
                "Speed by what is stored",
                new Chart.Axis("deals stored", sizes, Math::log10, "%,.0f"::formatted),
                new Chart.Axis("per second", marks(most), value -> value, "%,.0f"::formatted));
        int fewest = series.stream().mapToInt(Series::connections).min().orElse(0);
        Map<String, List<Chart.Point>> floors = lines(series, fewest, Series::floor);
        lines(series, fewest, Series::service).forEach((work, points) -> {
            chart.add(work, named(work, fewest), false, points);
            chart.add(work, floor(work), true, floors.get(work));
        });
        return chart;
    }

    private static String named(String work, int connections) {
        return "%s, %d connections".formatted(work, connections);
    }

    private static String floor(String work) {
        return work + ", the floor";
    }

    /** From zero to what is just above the most, in steps that are easily read. */
    private static List<Double> marks(double most) {
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        double step = most / power < 2 ? power / 5 : most / power < 5 ? power / 2 : power;
        return Stream.iterate(0.0, mark -> mark < most + step, mark -> mark + step)
                .toList();
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
