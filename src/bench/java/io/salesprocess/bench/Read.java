package io.salesprocess.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Reading a deal with its stages: any deal that there is. */
final class Read implements Job {

    private static final int SAMPLE = 200_000;
    private static final String DEAL = "SELECT * FROM deal WHERE id = ?";

    /** Visits have no table of their own; these events are where stages were entered, tried again and left. */
    private static final String VISITS = """
            SELECT type, at, stage_from, stage_to, attempt FROM deal_event
            WHERE deal_id = ? AND type IN
                ('deal.opened', 'deal.advanced', 'deal.fell-short', 'deal.won', 'deal.lost', 'deal.reopened')
            ORDER BY sequence""";

    private final Site site;
    private final List<UUID> deals;
    private final Path lines;

    Read(Site site) {
        this.site = site;
        this.deals = sample(site.database());
        this.lines = site.lines(
                "read.txt", deals.stream().map(deal -> "/v1/deals/" + deal).toList());
    }

    private static List<UUID> sample(Database database) {
        List<UUID> deals = new ArrayList<>();
        try (Connection connection = database.connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT id FROM deal ORDER BY random() LIMIT " + SAMPLE);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                deals.add(row.getObject(1, UUID.class));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return deals;
    }

    @Override
    public void prepare(int serviceSeconds, int driverSeconds) {
        // Reading uses nothing up.
    }

    @Override
    public Measured service(int connections, int seconds) {
        return Wrk.send(site.service(), connections, seconds, "get", lines, "read");
    }

    @Override
    public Measured floor(int connections, int seconds) {
        return new Floor(site.database()).run(connections, seconds, connection -> {
            Rows deal = new Rows(connection.prepareStatement(DEAL));
            Rows visits = new Rows(connection.prepareStatement(VISITS));
            return () -> {
                UUID id = deals.get(ThreadLocalRandom.current().nextInt(deals.size()));
                if (deal.read(id) != 1 || visits.read(id) < 1) {
                    throw new InvalidRoundException("Deal " + id + " is not whole.");
                }
            };
        });
    }
}
