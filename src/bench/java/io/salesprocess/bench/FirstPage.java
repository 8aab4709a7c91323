package io.salesprocess.bench;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** The first page of the open deals in a stage, newest first. */
final class FirstPage implements Job {

    /** What a list shows of a deal, and no more. */
    private static final String PAGE = """
            SELECT id, number, pipeline_key, pipeline_version, status, stage, attempt, prospect_id, offering_id, owner_id,
                source, value_amount, value_currency, opened_at, stage_entered_at, due_at, closed_at, lost_reason, sequence,
                custom_fields
            FROM deal WHERE status = 'open' AND stage = ?
                AND (opened_at, id) < ('infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff')
            ORDER BY opened_at DESC, id DESC LIMIT 50""";

    private final Site site;
    private final Path lines;

    FirstPage(Site site) {
        this.site = site;
        this.lines = site.lines(
                "page.txt", ReadyDeals.STAGES.stream().map(FirstPage::path).toList());
    }

    /** Where the first page is. */
    static String path(String stage) {
        return "/v1/deals?status=open&stage=" + stage + "&limit=50";
    }

    @Override
    public void prepare(int serviceSeconds, int driverSeconds) {
        // Reading uses nothing up.
    }

    @Override
    public Measured service(int connections, int seconds) {
        return Wrk.send(site.service(), connections, seconds, "get", lines, "page");
    }

    @Override
    public Measured floor(int connections, int seconds) {
        return new Floor(site.database()).run(connections, seconds, connection -> {
            Rows page = new Rows(connection.prepareStatement(PAGE));
            return () -> {
                String stage = ReadyDeals.STAGES.get(ThreadLocalRandom.current().nextInt(ReadyDeals.STAGES.size()));
                if (page.read(stage) == 0) {
                    throw new InvalidRoundException("There is no open deal in stage " + stage + ".");
                }
            };
        });
    }
}
