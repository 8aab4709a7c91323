package io.salesprocess.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Measures the packaged service; {@code src/bench/run} tells how. */
public final class Bench {

    private Bench() {}

    public static void main(String... arguments) {
        Options options = new Options(arguments);
        List<Site> sites = new ArrayList<>();
        try (Cleanup cleanup = new Cleanup()) {
            for (int size : options.sizes()) {
                sites.add(new Site(options, size, cleanup));
            }
            Map<String, Function<Site, Job>> jobs = new LinkedHashMap<>();
            jobs.put("page", FirstPage::new);
            jobs.put("read", Read::new);
            jobs.put("advance", Advance::new);
            jobs.put("intake", Submit::new);
            jobs.forEach((name, job) -> {
                if (!options.wants(name)) {
                    return;
                }
                Map<Site, Job> ready = new LinkedHashMap<>();
                for (Site site : sites) {
                    Job made = job.apply(site);
                    made.service(32, options.warmUp());
                    made.floor(32, Math.max(1, options.warmUp() / 4));
                    ready.put(site, made);
                }
                for (int connections : options.connections()) {
                    for (int round = 0; round < options.rounds(); round++) {
                        ready.forEach((site, each) -> {
                            Measured floor = each.floor(connections, options.seconds());
                            Measured service = each.service(connections, options.seconds());
                            System.out.printf(
                                    "%s %d %d floor %.0f service %.0f ratio %.2f%n",
                                    name,
                                    site.size(),
                                    connections,
                                    floor.perSecond(),
                                    service.perSecond(),
                                    service.perSecond() / floor.perSecond());
                        });
                    }
                }
            });
        }
    }
}
