package io.salesprocess.bench;

import java.util.ArrayList;
import java.util.List;

/** What is asked of all deals together. */
final class Insights {

    private static final List<String> QUESTIONS = List.of("/v1/insights/funnel", "/v1/insights/stage-durations");
    private static final int TIMES = 30;
    private static final Bar BAR = Bar.atMost(200, "ms");

    private final Site site;

    Insights(Site site) {
        this.site = site;
    }

    List<Figure> measure() {
        return QUESTIONS.stream().map(this::measure).toList();
    }

    private Figure measure(String question) {
        String name = "%s over %,d deals".formatted(question, site.size());
        if (site.service().send("GET", question, null).statusCode() == 404) {
            return new Figure(name, "", "not there", null, BAR, "");
        }
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            site.service().get(question);
            millis.add((System.nanoTime() - begin) / 1e6);
        }
        Spread spread = Spread.of(millis.stream());
        return new Figure(name, "", "%.1f ms".formatted(spread.median()), spread, BAR, "");
    }
}
