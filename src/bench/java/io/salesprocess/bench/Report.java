package io.salesprocess.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table, for people and for programs. It is written anew with each thing added, as much can happen in an hour. */
final class Report {

    private final Map<String, String> facts;
    private final Path directory;
    private final List<Series> series = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Chart> pictures = new LinkedHashMap<>();
    private boolean complete = true;

    /** @param output gets a directory for each kind of disk */
    Report(Map<String, String> facts, Path output) {
        this.facts = facts;
        this.directory = output.resolve(facts.get("disk"));
    }

    void addSeries(List<Series> more) {
        series.addAll(more);
        add(more.stream().map(Report::figure).toList());
        add(more.stream().filter(Series::writes).map(Report::limit).toList());
    }

    void add(List<Figure> more) {
        figures.addAll(more);
        write();
    }

    /** A row that could not be measured. */
    void addFailure(String row, String reason) {
        complete = false;
        String told = reason.lines().findFirst().orElse("");
        add(List.of(new Figure(row, "", "", null, null, "not measured: " + told)));
    }

    /** Whether all that was wanted was measured. */
    boolean isComplete() {
        return complete;
    }

    /** A picture, to be written into a file of this name. */
    void add(String file, Chart picture) {
        pictures.put(file, picture);
        write();
    }

    /** All that have been added. */
    List<Series> series() {
        return List.copyOf(series);
    }

    /** A speed with its spread, for people. */
    static String rate(Spread perSecond) {
        return "%,.0f/s".formatted(perSecond.median());
    }

    private static Figure figure(Series series) {
        return new Figure(
                name(series.work(), series),
                rate(series.floor()),
                rate(series.service()),
                series.ratio(),
                series.bars().floor(),
                "%,.0f–%,.0f commits/s, %s%s"
                        .formatted(
                                series.commits().lowest(),
                                series.commits().highest(),
                                Attempts.disturbance(series.others()),
                                series.warm() ? "" : ", still getting faster"));
    }

    private static Figure limit(Series series) {
        return new Figure(
                name(series.work() + " against the limit", series),
                rate(series.limit()),
                rate(series.service()),
                series.limitRatio(),
                series.bars().limit(),
                "");
    }

    private static String name(String what, Series series) {
        return "%s, %,d deals, %d connections".formatted(what, series.size(), series.connections());
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        facts.forEach((name, fact) ->
                text.append("- ").append(name).append(": ").append(fact.strip()).append('\n'));
        text.append("\n| figure | floor or limit | service | measured | spread | bar | met | disk, neighbours |\n");
        text.append("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
        figures.forEach(figure -> text.append(line(figure)));
        return text.toString();
    }

    private static String line(Figure figure) {
        Spread measured = figure.measured();
        Bar bar = figure.bar();
        return "| "
                + String.join(
                        " | ",
                        figure.name(),
                        figure.floor(),
                        figure.service(),
                        measured == null ? "" : number(measured.median()) + unit(bar),
                        measured == null ? "" : number(measured.lowest()) + "–" + number(measured.highest()),
                        bar == null ? "" : (bar.least() ? "≥ " : "≤ ") + number(bar.limit()) + unit(bar),
                        met(measured, bar),
                        figure.surroundings())
                + " |\n";
    }

    private static String met(Spread measured, Bar bar) {
        if (measured == null || bar == null) {
            return "";
        }
        return bar.isMetBy(measured.median()) ? "yes" : "**no**";
    }

    private static String unit(Bar bar) {
        return bar == null || bar.unit().isEmpty() ? "" : " " + bar.unit();
    }

    private static String number(double value) {
        return value < 10 ? "%.2f".formatted(value) : value < 100 ? "%.1f".formatted(value) : "%.0f".formatted(value);
    }

    private void write() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("machine", facts);
        all.put("figures", figures);
        all.put("series", series);
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("table.md"), markdown());
            for (Map.Entry<String, Chart> picture : pictures.entrySet()) {
                Files.writeString(
                        directory.resolve(picture.getKey()), picture.getValue().svg());
            }
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValue(directory.resolve("result.json").toFile(), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
