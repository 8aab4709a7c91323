package io.salesprocess.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A late page of a list against the first. */
final class Pages {

    private static final int LATE = 1_000;
    private static final int CONNECTIONS = 8;
    private static final Bar BAR = Bar.atLeast(0.85);

    private final Options options;
    private final Site site;
    private final Attempts attempts;

    Pages(Options options, Site site, Attempts attempts) {
        this.options = options;
        this.site = site;
        this.attempts = attempts;
    }

    /** Requests a second. */
    private record Pair(double first, double late) {
        double ratio() {
            return late / first;
        }
    }

    List<Figure> measure() {
        String first = "/v1/deals?limit=50";
        String late = first;
        int page = 1;
        for (JsonNode next = next(first); page < LATE && !next.isNull(); next = next(late)) {
            late = first + "&cursor=" + URLEncoder.encode(next.asText(), StandardCharsets.UTF_8);
            page++;
        }
        Path firstLine = site.lines("first-page.txt", List.of(first));
        Path lateLine = site.lines("late-page.txt", List.of(late));
        get(firstLine);
        List<Attempts.Outcome<Pair>> rounds = new ArrayList<>();
        for (int round = 0; round < options.rounds(); round++) {
            rounds.add(attempts.measure(() -> new Pair(get(firstLine), get(lateLine))));
        }
        return List.of(new Figure(
                "page %,d of all %,d deals against page 1, %d connections".formatted(page, site.size(), CONNECTIONS),
                Report.rate(
                        Spread.of(rounds.stream().map(round -> round.result().first()))),
                Report.rate(
                        Spread.of(rounds.stream().map(round -> round.result().late()))),
                Spread.of(rounds.stream().map(round -> round.result().ratio())),
                BAR,
                Attempts.disturbance(Spread.of(rounds.stream().map(Attempts.Outcome::others)))));
    }

    private JsonNode next(String path) {
        return site.service().get(path).get("next");
    }

    private double get(Path line) {
        return Wrk.send(site.service(), CONNECTIONS, options.seconds(), "get", line, "page")
                .perSecond();
    }
}
